import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { knowsPasskeys } from "./passkeys";
import { PasskeyButton } from "./SignIn";
import type { SessionState } from "./session";

interface CodeStepProps {
  session: SessionState;
  /** Filled in at first; only in demo mode. */
  code: string;
  accept: (session: SessionState) => void;
  onBack: () => void;
}

/** The second factor: a code from the app, a recovery code, or a passkey. */
export function CodeStep({ session, code, accept, onBack }: CodeStepProps) {
  const { t } = useTexts();
  const form = useForm({ code });
  const send = ({ code }: { code: string }) =>
    api.post("/session/code", { body: { code: code.replace(/\s/g, "") } });
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => accept(data));
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, { code: t("team.code") })} />
      <TextField
        {...form.field("code")}
        label={t("team.code")}
        hint={t("team.code_hint")}
        autocomplete="one-time-code"
        dir="ltr"
        short
      />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("team.confirm")}
        </button>
        {session.factors?.passkey && knowsPasskeys() && <PasskeyButton accept={accept} />}
        <button type="button" class="button button-quiet" onClick={onBack}>
          {t("team.other_account")}
        </button>
      </div>
    </form>
  );
}
