import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../Dialog/Dialog";

interface ConfirmButtonProps {
  /** On the button that asks. */
  label: string;
  /** The question, as heading of the dialog. */
  title: string;
  /** What will happen. */
  children: ComponentChildren;
  /** On the button that does it; by default the same as `label`. */
  confirm?: string;
  /** Done when confirmed; the dialog waits for it and stays when it fails. */
  onConfirm: () => Promise<unknown>;
  /** Leaves out the red colour, for what can be undone. */
  harmless?: boolean;
  small?: boolean;
  disabled?: boolean;
}

/** A button whose deed needs a second thought. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, children, confirm, onConfirm, harmless, small = true, disabled } = props;
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const colour = harmless ? "" : " button-danger";
  const act = async () => {
    setBusy(true);
    try {
      await onConfirm();
      setOpen(false);
    } catch {
      // Who gave the deed says what went wrong; the dialog stays.
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        class={`button${small ? " button-small" : ""}${colour}`}
        disabled={disabled}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
      {open && (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <div class="stack">{children}</div>
          <div class="form-actions">
            <button
              type="button"
              class={`button${colour || " button-main"}`}
              disabled={busy}
              onClick={() => void act()}
            >
              {confirm ?? label}
            </button>
            <button type="button" class="button button-quiet" onClick={() => setOpen(false)}>
              {t("kit.cancel")}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
