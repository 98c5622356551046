import { useEffect, useState } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import { MyRegistration } from "../parts/events/MyRegistration";
import { PageHead } from "../parts/PageHead";
import { useTitle } from "../site";
import "../parts/events/events.css";
import "../../styles/forms.css";

/** What stands behind the # of the address: it is never sent as part of one. */
const token = () => location.hash.slice(1);

export default function RegistrationPage() {
  const { t } = useI18n();
  const [secret, setSecret] = useState(token);
  useTitle("title.registration");
  useEffect(() => {
    const follow = () => setSecret(token());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return (
    <>
      <PageHead title={t("signup.done_open")} />
      <div class="wide stack page-body event-body">
        {/^\w+\.[\w-]{40,}$/.test(secret) ? (
          <MyRegistration key={secret} secret={secret} />
        ) : (
          <p class="note">{t("signup.mine_no_link")}</p>
        )}
      </div>
    </>
  );
}
