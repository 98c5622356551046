import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { Dialog } from "../../../ui/Dialog/Dialog";
import { useSay } from "../../../ui/Toast/Toast";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { Invite } from "../../people/Invite";
import { PeopleTable } from "../../people/PeopleTable";
import { Page } from "../../shell/Page";

/** Who may sign in, with which roles; inviting. */
export default function People() {
  const { t } = useTexts();
  const say = useSay();
  const read = useRead("/accounts", {});
  const [inviting, setInviting] = useState(false);
  const invite = (
    <button type="button" class="button button-small button-main" onClick={() => setInviting(true)}>
      {t("people.invite")}
    </button>
  );
  return (
    <Page screen="/team/konten" actions={invite}>
      <Load of={read}>{({ items }) => <PeopleTable people={items} />}</Load>
      {inviting && (
        <Dialog title={t("people.invite")} onClose={() => setInviting(false)}>
          <Invite
            done={(name) => {
              setInviting(false);
              say(t("people.invited", { name }));
              read.reload();
            }}
          />
        </Dialog>
      )}
    </Page>
  );
}
