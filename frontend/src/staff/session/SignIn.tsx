import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { roleName } from "../roleName";
import { CodeStep } from "./CodeStep";
import { DemoRoles } from "./DemoRoles";
import { askPasskey, knowsPasskeys } from "./passkeys";
import type { SessionState } from "./session";

interface SignInProps {
  session: SessionState;
  /** Told of every step that succeeded. */
  accept: (session: SessionState) => void;
}

/** Signing in: password, then the second factor; or a passkey, or the sign-in of the house. */
export function SignIn({ session: first, accept }: SignInProps) {
  const [session, setSession] = useState(first);
  const [demoCode, setDemoCode] = useState("");
  const take = (next: SessionState) => {
    setSession(next);
    accept(next);
  };
  if (session.state === "second_factor") {
    return (
      <CodeStep
        session={session}
        code={demoCode}
        accept={take}
        onBack={() => setSession({ ...session, state: "signed_out" })}
      />
    );
  }
  return <PasswordStep session={session} accept={take} onDemoCode={setDemoCode} />;
}

type Demo = NonNullable<SessionState["demo"]>[number];

function PasswordStep({ session, accept, onDemoCode }: SignInProps & { onDemoCode: (code: string) => void }) {
  const { t } = useTexts();
  const form = useForm({ email: "", password: "" });
  const send = (body: { email: string; password: string }) => api.post("/session", { body });
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => accept(data));
  const fill = ({ email, password, code }: Demo) => {
    form.set({ email, password });
    onDemoCode(code ?? "");
  };
  const labels = { email: t("team.email"), password: t("team.password") };
  return (
    <>
      {session.methods.refused && <p class="note note-danger">{t("team.refused")}</p>}
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField {...form.field("email")} label={labels.email} type="email" autocomplete="username" />
        <TextField
          {...form.field("password")}
          label={labels.password}
          type="password"
          autocomplete="current-password"
        />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("team.sign_in")}
          </button>
          {session.methods.passkey && knowsPasskeys() && <PasskeyButton accept={accept} />}
          {session.methods.oidc && (
            <a
              class="button"
              href={`/api/v1/session/oidc?next=${encodeURIComponent(location.pathname)}`}
              rel="external"
            >
              {t("team.sign_in_with", { name: session.methods.oidc.name })}
            </a>
          )}
        </div>
      </form>
      {session.demo && <DemoRoles roles={session.demo} onChoose={fill} name={(role) => roleName(role, t)} />}
    </>
  );
}

/** Signs in with a passkey of this device. */
export function PasskeyButton({ accept }: { accept: (session: SessionState) => void }) {
  const { t } = useTexts();
  const [failed, setFailed] = useState(false);
  const act = async () => {
    setFailed(false);
    try {
      const { data } = await api.post("/session/passkey-options", { body: {} });
      const credential = await askPasskey(data.options);
      accept((await api.post("/session/passkey", { body: { credential } })).data);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void act()}>
        {t("team.sign_in_passkey")}
      </button>
      {failed && (
        <p class="field-fault" role="alert">
          {t("team.passkey_failed")}
        </p>
      )}
    </>
  );
}
