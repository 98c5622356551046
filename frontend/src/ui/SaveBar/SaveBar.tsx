import { clock, useTexts } from "../../i18n/staffTexts";
import "./SaveBar.css";

/** How what was typed is kept until it is saved. */
export type DraftState =
  | { state: "none" }
  | { state: "typing" }
  | { state: "saved"; at: Date }
  | { state: "offline" };

interface SaveBarProps {
  /** Whether there is anything to save. */
  dirty: boolean;
  busy: boolean;
  draft: DraftState;
  onSave: () => void;
  onDiscard: () => void;
  /** Instead of "save". */
  label?: string;
}

/** Stays at the lower edge of a form: how the draft stands, save, discard. Ctrl+S saves, too (see `useDocument`). */
export function SaveBar({ dirty, busy, draft, onSave, onDiscard, label }: SaveBarProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const words = () => {
    if (!dirty) return t("kit.unchanged");
    if (draft.state === "saved") return t("kit.draft_saved", { time: clock(draft.at, i18n) });
    return t(draft.state === "offline" ? "kit.draft_offline" : "kit.unsaved");
  };
  return (
    <div class={dirty ? "save-bar save-bar-dirty" : "save-bar"}>
      <p class="save-bar-state" role="status">
        {words()}
      </p>
      <div class="form-actions">
        {dirty && (
          <button type="button" class="button button-small button-quiet" disabled={busy} onClick={onDiscard}>
            {t("kit.discard")}
          </button>
        )}
        <button type="button" class="button button-main" disabled={busy || !dirty} onClick={onSave}>
          {busy ? t("kit.saving") : (label ?? t("kit.save"))}
        </button>
      </div>
    </div>
  );
}
