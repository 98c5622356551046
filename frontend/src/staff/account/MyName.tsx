import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useSigned } from "../session/session";

/** The own name; the language is chosen in the top bar. */
export function MyName() {
  const { t } = useTexts();
  const say = useSay();
  const { me, put } = useSigned();
  const form = useForm({ name: me.name });
  const { busy, onSubmit } = useSubmit(
    form,
    (body) => api.patch("/me", { body, seen: `"${me.revision}"` }),
    ({ data }) => {
      put(data);
      form.reset({ name: data.name });
      say(t("kit.saved"));
    },
  );
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, { name: t("team.your_name") })} />
      <TextField {...form.field("name")} label={t("team.your_name")} autocomplete="name" required />
      <p>
        <span class="field-label">{t("team.email")}</span>
        <br />
        <span class="break">{me.email}</span>
      </p>
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy || form.dirty.length === 0}>
          {t("kit.save")}
        </button>
      </div>
    </form>
  );
}
