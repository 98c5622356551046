import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api, problemIn } from "../api/client";
import { sentenceFor } from "../forms/faults";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { knowsPasskeys } from "./passkeys";
import { forOwnPassword } from "./passwordWords";
import { PasskeyButton } from "./SignIn";
import type { SessionState } from "./session";
import type { SessionControl } from "./useSession";

interface ProofProps {
  control: SessionControl;
  email: string;
}

/** Showing again who one is, over the page somebody works on: what they typed stays, and their wish is sent once more. */
export function Proof({ control, email }: ProofProps) {
  const { t } = useTexts();
  const [session, setSession] = useState<SessionState | null>(null);
  const [failed, setFailed] = useState("");
  useEffect(() => {
    api.get("/session").then(
      ({ data }) => (data.state === "signed_in" ? setSession(data) : control.interrupt()),
      (error: unknown) => setFailed(sentenceFor(problemIn(error), t)),
    );
  }, []);
  return (
    <>
      <p>{t("team.proof_text")}</p>
      {failed && <p class="note note-danger">{failed}</p>}
      {session && <Ways session={session} control={control} email={email} />}
    </>
  );
}

function Ways({ session, control, email }: ProofProps & { session: SessionState }) {
  const { t } = useTexts();
  const { password = false, totp = false, passkey = false } = session.factors ?? {};
  const [byCode, setByCode] = useState(!password);
  const accept = (next: SessionState) => void control.accept(next);
  const other = byCode ? password : totp;
  const { oidc } = session.methods;
  return (
    <>
      {byCode && totp && <ByCode control={control} accept={accept} />}
      {!byCode && (
        <ByPassword
          control={control}
          accept={accept}
          email={email}
          known={session.demo?.find((one) => one.email === email)?.password ?? ""}
        />
      )}
      <div class="form-actions">
        {passkey && knowsPasskeys() && <PasskeyButton accept={accept} />}
        {!password && oidc && (
          <>
            <a class="button" href="/api/v1/session/oidc?again=true" target="_blank" rel="noopener external">
              {t("team.proof_provider", { name: oidc.name })}
            </a>
            <button type="button" class="button" onClick={() => void control.again()}>
              {t("team.proof_provider_done")}
            </button>
          </>
        )}
        {other && (
          <button type="button" class="button button-quiet" onClick={() => setByCode(!byCode)}>
            {t(byCode ? "team.proof_by_password" : "team.proof_by_code")}
          </button>
        )}
      </div>
    </>
  );
}

interface WayProps {
  control: SessionControl;
  accept: (session: SessionState) => void;
}

/** When the session ended meanwhile, signing in again is the proof. */
async function orSignIn<R>(control: SessionControl, answer: Promise<R>): Promise<R> {
  return answer.catch((error: unknown) => {
    if (problemIn(error).status === 401) control.interrupt();
    throw error;
  });
}

function ByPassword({ control, accept, email, known }: WayProps & { email: string; known: string }) {
  const { t } = useTexts();
  const form = useForm({ password: known });
  const send = (body: { password: string }) =>
    orSignIn(control, forOwnPassword("/password", api.post("/session/password", { body })));
  const words = { wrong_password: "team.proof_wrong" as const };
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => accept(data), words);
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <input type="hidden" name="username" autocomplete="username" value={email} />
      <ErrorSummary items={summaryOf(form.faults, { password: t("team.password") })} />
      <TextField
        {...form.field("password")}
        label={t("team.password")}
        type="password"
        autocomplete="current-password"
      />
      <Confirm busy={busy} />
    </form>
  );
}

function ByCode({ control, accept }: WayProps) {
  const { t } = useTexts();
  const form = useForm({ code: "" });
  const send = ({ code }: { code: string }) =>
    orSignIn(control, api.post("/session/code", { body: { code: code.replace(/\s/g, "") } }));
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
      <Confirm busy={busy} />
    </form>
  );
}

function Confirm({ busy }: { busy: boolean }) {
  const { t } = useTexts();
  return (
    <div class="form-actions">
      <button type="submit" class="button button-main" disabled={busy}>
        {t("team.confirm")}
      </button>
    </div>
  );
}
