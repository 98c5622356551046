import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import "./Dialog.css";

interface DialogProps {
  title: string;
  children: ComponentChildren;
  /** Also called by Escape. Without it the dialog cannot be closed by the person. */
  onClose?: (() => void) | undefined;
  /** At the end of the screen, full height: for things that are looked at beside the page. */
  drawer?: boolean;
}

/** A modal dialog: the page behind waits, focus stays inside and returns to where it was. Shown while it is rendered. */
export function Dialog({ title, children, onClose, drawer = false }: DialogProps) {
  const { t } = useTexts();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={drawer ? "dialog dialog-drawer" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== ref.current) return;
        event.preventDefault();
        onClose?.();
      }}
    >
      <div class="dialog-head">
        <h2 id={id} class="dialog-title">
          {title}
        </h2>
        {onClose && (
          <button type="button" class="icon-button" onClick={onClose} aria-label={t("kit.close")}>
            <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
              <path d="M5 5l14 14M19 5 5 19" stroke="currentColor" stroke-width="2.2" fill="none" />
            </svg>
          </button>
        )}
      </div>
      <div class="dialog-body stack">{children}</div>
    </dialog>
  );
}
