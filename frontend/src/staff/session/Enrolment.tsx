import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { PasskeyForm, TotpForm } from "./Factors";
import { RecoveryCodes } from "./RecoveryCodes";

interface EnrolmentProps {
  done: () => Promise<void>;
  signOut: () => Promise<void>;
}

/** The second factor is set up before anything else is seen: an app with codes, or a passkey; then the recovery codes. */
export function Enrolment({ done, signOut }: EnrolmentProps) {
  const { t } = useTexts();
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) {
    return (
      <>
        <RecoveryCodes codes={codes} />
        <button type="button" class="button button-main" onClick={() => void done()}>
          {t("team.go_on")}
        </button>
      </>
    );
  }
  const take = (given: string[]) => (given.length > 0 ? setCodes(given) : void done());
  return (
    <>
      <p>{t("team.enrolment_text")}</p>
      <TotpForm done={take} />
      <PasskeyForm done={take} />
      <button type="button" class="button button-quiet" onClick={() => void signOut()}>
        {t("team.sign_out")}
      </button>
    </>
  );
}
