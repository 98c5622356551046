import { useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { TextArea } from "../../ui/TextArea/TextArea";
import { Changes } from "./Changes";
import { FaultTable } from "./FaultTable";
import type { Preview } from "./types";
import type { Import } from "./useImport";

/** What was seen in a file: faults to mend, or what would change and what has to be said for it. */
export function Seen({ of, preview }: { of: Import; preview: Preview }) {
  const { t } = useTexts();
  const name = of.wish.file?.name.replace(/\.[^.]+$/, "") ?? "";
  const changes = preview.new + preview.changed;
  const counts = {
    rows: preview.rows,
    fresh: preview.new,
    changed: preview.changed,
    same: preview.unchanged,
  };
  return (
    <section class="stack" aria-labelledby="imports-seen">
      <h2 id="imports-seen">{t("imports.seen")}</h2>
      <p role="status">{t("imports.counts", counts)}</p>
      {preview.hidden > 0 && <p class="note">{t("imports.hidden", { count: preview.hidden })}</p>}
      {preview.imported !== null && <p class="note note-warm">{t("imports.already")}</p>}
      {preview.faults.length > 0 && (
        <>
          <p class="note note-danger">{t("imports.faulty", { count: preview.faults.length })}</p>
          <FaultTable
            caption={t("imports.faults")}
            faults={preview.faults}
            name={t("imports.faults_of", { name })}
          />
        </>
      )}
      {preview.warnings.length > 0 && (
        <FaultTable
          caption={t("imports.warnings")}
          faults={preview.warnings}
          name={t("imports.warnings_of", { name })}
        />
      )}
      {changes > 0 && <Changes preview={preview} />}
      {preview.faults.length === 0 &&
        preview.imported === null &&
        (changes > 0 ? <Apply of={of} preview={preview} /> : <p class="note">{t("imports.nothing")}</p>)}
    </section>
  );
}

function Apply({ of, preview }: { of: Import; preview: Preview }) {
  const { t } = useTexts();
  const { wish, set, busy } = of;
  const missing =
    (preview.unread.length > 0 && !wish.partly) || (preview.reason_needed && wish.reason.trim() === "");
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void of.apply();
      }}
    >
      {preview.unread.length > 0 && (
        <Checkbox
          name="partly"
          label={t("imports.partly")}
          hint={preview.unread.map((one) => t(`imports.unread_${one}`)).join(" ")}
          value={wish.partly}
          onChange={(partly) => set({ partly })}
        />
      )}
      {preview.reason_needed && (
        <TextArea
          name="reason"
          label={t("imports.reason")}
          hint={t("imports.reason_hint")}
          value={wish.reason}
          onChange={(reason) => set({ reason })}
          rows={2}
          maxLength={500}
          required
        />
      )}
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy !== "" || missing}>
          {t("imports.apply", { count: preview.new + preview.changed })}
        </button>
      </div>
    </form>
  );
}
