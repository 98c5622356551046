import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { forOwnPassword, PASSWORD_WORDS } from "../session/passwordWords";
import { useSigned } from "../session/session";

/** A new password; all other sign-ins end. */
export function MyPassword() {
  const { t } = useTexts();
  const say = useSay();
  const { me } = useSigned();
  const form = useForm({ current: "", new: "" });
  const words = { ...PASSWORD_WORDS, wrong_password: "team.password_wrong" as const };
  const { busy, onSubmit } = useSubmit(
    form,
    (body: { current: string; new: string }) =>
      forOwnPassword("/current", api.post("/me/password", { body })),
    () => {
      form.reset({ current: "", new: "" });
      say(t("account.password_changed"));
    },
    words,
  );
  const labels = { current: t("account.password_now"), new: t("team.new_password") };
  return (
    <section class="stack">
      <h2>{t("account.password")}</h2>
      <form class="form" noValidate onSubmit={onSubmit}>
        <input type="hidden" name="username" autocomplete="username" value={me.email} />
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField
          {...form.field("current")}
          label={labels.current}
          type="password"
          autocomplete="current-password"
        />
        <TextField
          {...form.field("new")}
          label={labels.new}
          hint={t("team.password_hint")}
          type="password"
          autocomplete="new-password"
        />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy || form.dirty.length < 2}>
            {t("account.password_change")}
          </button>
        </div>
      </form>
    </section>
  );
}
