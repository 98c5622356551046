import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { Dialog } from "../../ui/Dialog/Dialog";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { PasskeyForm, TotpForm } from "../session/Factors";
import { RecoveryCodes } from "../session/RecoveryCodes";
import { useSigned } from "../session/session";
import { useAct } from "../useAct";

type Shown = "totp" | "passkey" | { codes: string[] } | null;

/** Second factors: app, passkeys, recovery codes. */
export function MyFactors() {
  const { t } = useTexts();
  const { me, reload } = useSigned();
  const say = useSay();
  const act = useAct();
  const [shown, setShown] = useState<Shown>(null);
  const done = (codes: string[]) => {
    void reload();
    setShown(codes.length > 0 ? { codes } : null);
    if (codes.length === 0) say(t("kit.saved"));
  };
  const renew = () =>
    act(async () =>
      setShown({ codes: (await api.post("/me/recovery-codes", { body: {} })).data.recovery_codes }),
    );
  return (
    <section class="stack">
      <h2>{t("account.factors")}</h2>
      <p>{t(me.factors.totp ? "account.totp_on" : "account.totp_off")}</p>
      <Passkeys />
      <p>{t("account.codes_left", { count: me.factors.recovery_codes_left })}</p>
      <div class="form-actions">
        <button type="button" class="button button-small" onClick={() => setShown("totp")}>
          {t(me.factors.totp ? "account.totp_again" : "team.totp_begin")}
        </button>
        <button type="button" class="button button-small" onClick={() => setShown("passkey")}>
          {t("team.passkey_make")}
        </button>
        <ConfirmButton
          label={t("account.codes_new")}
          title={t("account.codes_new")}
          harmless
          onConfirm={renew}
        >
          <p>{t("account.codes_new_text")}</p>
        </ConfirmButton>
      </div>
      {shown && (
        <Dialog title={t("account.factors")} onClose={() => setShown(null)}>
          {shown === "totp" && <TotpForm done={done} />}
          {shown === "passkey" && <PasskeyForm done={done} />}
          {typeof shown === "object" && <RecoveryCodes codes={shown.codes} />}
        </Dialog>
      )}
    </section>
  );
}

function Passkeys() {
  const { t, day } = useTexts();
  const { me, reload } = useSigned();
  const act = useAct();
  const remove = (number: number) =>
    act(async () => {
      await api.delete("/me/passkeys/{number}", { path: { number } });
      await reload();
    });
  return (
    <DataList
      caption={t("account.passkeys")}
      rows={me.factors.passkeys}
      rowKey={(row) => row.id}
      empty={t("account.passkeys_none")}
      columns={[
        { key: "name", label: t("account.passkeys"), cell: (row) => row.name },
        { key: "made", label: t("account.made_on"), cell: (row) => day(row.created_on) },
        {
          key: "used",
          label: t("account.used_on"),
          cell: (row) => (row.last_used_on ? day(row.last_used_on) : "–"),
        },
        {
          key: "act",
          label: t("account.action"),
          cell: (row) => (
            <ConfirmButton
              label={t("account.remove")}
              title={t("account.remove_passkey", { name: row.name })}
              onConfirm={() => remove(row.id)}
            >
              <p>{t("account.remove_passkey_text")}</p>
            </ConfirmButton>
          ),
        },
      ]}
    />
  );
}
