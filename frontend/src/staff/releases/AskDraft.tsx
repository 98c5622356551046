import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { api } from "../api/client";
import { daysAfter } from "../days";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { today } from "../today";

/** Asks for a draft of the counts of people until a day, and leads to it. */
export function AskDraft({ until, onClose }: { until?: string; onClose: () => void }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const yesterday = daysAfter(today(), -1);
  const form = useForm<{ until: string | null }>({ until: until ?? yesterday });
  const labels = { until: t("releases.until") };
  const { busy, onSubmit } = useSubmit(
    form,
    (body) => api.post("/staff/releases/drafts", { body }),
    ({ data }) => {
      onClose();
      route(`/team/datenstaende/entwuerfe/${data.id}`);
    },
    { not_over: "releases.fault_not_over" },
  );
  return (
    <Dialog title={t("releases.ask_title")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <p>{t("releases.ask_text")}</p>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <DateField
          {...form.field("until")}
          label={labels.until}
          hint={t("releases.until_hint")}
          max={yesterday}
          required
        />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("releases.ask_do")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
