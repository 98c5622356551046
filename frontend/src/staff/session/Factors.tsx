import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api, problemIn } from "../api/client";
import type { AnswerOf } from "../api/operations";
import { sentenceFor } from "../forms/faults";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { knowsPasskeys, makePasskey } from "./passkeys";
import "./Factors.css";

interface FactorProps {
  /** Told when the factor works, with recovery codes when there are new ones. */
  done: (recoveryCodes: string[]) => void;
}

type Secret = AnswerOf<"/me/totp", "post">;

/** An app that shows codes: a picture to scan (or the key to type), then the first code as proof. */
export function TotpForm({ done }: FactorProps) {
  const { t } = useTexts();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [failed, setFailed] = useState("");
  const begin = () => {
    setFailed("");
    api.post("/me/totp").then(
      ({ data }) => setSecret(data),
      (error: unknown) => setFailed(sentenceFor(problemIn(error), t)),
    );
  };
  return (
    <section class="factor stack">
      <h2>{t("team.totp")}</h2>
      {secret ? (
        <TotpProof secret={secret} done={done} />
      ) : (
        <>
          <p>{t("team.totp_text")}</p>
          {failed && (
            <p class="field-fault" role="alert">
              {failed}
            </p>
          )}
          <button type="button" class="button button-main" onClick={begin}>
            {t("team.totp_begin")}
          </button>
        </>
      )}
    </section>
  );
}

function TotpProof({ secret, done }: FactorProps & { secret: Secret }) {
  const { t } = useTexts();
  const form = useForm({ code: "" });
  const send = ({ code }: { code: string }) =>
    api.post("/me/totp/confirmation", { body: { code: code.replace(/\s/g, "") } });
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => done(data.recovery_codes));
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, { code: t("team.code") })} />
      <div class="factor-secret">
        <img src={secret.qr} alt={t("team.totp_qr")} width="200" height="200" class="factor-qr" />
        <div class="stack">
          <p>{t("team.totp_scan")}</p>
          <p>
            {t("team.totp_key")}
            <br />
            <code class="break" dir="ltr">
              {secret.secret.match(/.{1,4}/g)?.join(" ")}
            </code>
          </p>
        </div>
      </div>
      <TextField
        {...form.field("code")}
        label={t("team.totp_code")}
        autocomplete="one-time-code"
        inputmode="numeric"
        dir="ltr"
        short
      />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("team.confirm")}
        </button>
      </div>
    </form>
  );
}

/** A passkey of this device; only where the browser knows them. */
export function PasskeyForm({ done }: FactorProps) {
  const { t } = useTexts();
  const form = useForm({ name: "" });
  const send = async ({ name }: { name: string }) => {
    const { data } = await api.post("/me/passkey-options", { body: {} });
    const credential = await makePasskey(data.options);
    return api.post("/me/passkeys", { body: { name: name.trim() || t("team.passkey_default"), credential } });
  };
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => done(data.recovery_codes ?? []));
  if (!knowsPasskeys()) return null;
  return (
    <section class="factor stack">
      <h2>{t("team.passkey")}</h2>
      <p>{t("team.passkey_text")}</p>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, { name: t("team.passkey_name") })} />
        <TextField
          {...form.field("name")}
          label={t("team.passkey_name")}
          hint={t("team.passkey_name_hint")}
        />
        <div class="form-actions">
          <button type="submit" class="button" disabled={busy}>
            {t("team.passkey_make")}
          </button>
        </div>
      </form>
    </section>
  );
}
