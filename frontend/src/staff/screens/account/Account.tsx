import { useTexts } from "../../../i18n/staffTexts";
import { Tabs } from "../../../ui/Tabs/Tabs";
import { Deputies } from "../../account/Deputies";
import { MyFactors } from "../../account/MyFactors";
import { MyName } from "../../account/MyName";
import { MyPassword } from "../../account/MyPassword";
import { MyRoles } from "../../account/MyRoles";
import { MySessions } from "../../account/MySessions";
import { Page } from "../../shell/Page";
import { useQueryTab } from "../../useQueryTab";

/** The own account. */
export default function Account() {
  const { t } = useTexts();
  const [tab, setTab] = useQueryTab("angaben");
  return (
    <Page screen="/team/konto">
      <Tabs
        label={t("team.account")}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { key: "angaben", label: t("account.tab_me"), content: () => <Facts /> },
          { key: "anmeldung", label: t("account.tab_sign_in"), content: () => <SigningIn /> },
          { key: "sitzungen", label: t("account.tab_sessions"), content: () => <MySessions /> },
          { key: "vertretung", label: t("account.tab_deputies"), content: () => <Deputies /> },
        ]}
      />
    </Page>
  );
}

function Facts() {
  return (
    <div class="stack">
      <MyName />
      <MyRoles />
    </div>
  );
}

function SigningIn() {
  return (
    <div class="stack">
      <MyPassword />
      <MyFactors />
    </div>
  );
}
