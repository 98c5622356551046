import { ApiError } from "../../api/client";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { PASSWORD_WORDS } from "../session/passwordWords";
import { useSigned } from "../session/session";

/** "Refused" is about the present password here, not about mail and password. */
async function change(body: { current: string; new: string }) {
  try {
    return await api.post("/me/password", { body });
  } catch (error) {
    const problem = problemIn(error);
    if (problem.type !== "/problems/sign-in-refused") throw error;
    const issue = { pointer: "/current", code: "wrong_password", hint: "" };
    throw new ApiError({ ...problem, status: 422, errors: [issue] } as typeof problem);
  }
}

/** A new password; all other sign-ins end. */
export function MyPassword() {
  const { t } = useTexts();
  const say = useSay();
  const { me } = useSigned();
  const form = useForm({ current: "", new: "" });
  const words = { ...PASSWORD_WORDS, wrong_password: "team.password_wrong" as const };
  const { busy, onSubmit } = useSubmit(
    form,
    change,
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
