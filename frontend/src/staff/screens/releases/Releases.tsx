import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { Fold } from "../../../ui/Fold/Fold";
import { LoadList } from "../../Load";
import { AskDraft } from "../../releases/AskDraft";
import { Drafts, isOpen } from "../../releases/Drafts";
import { Published } from "../../releases/Published";
import { useAll } from "../../releases/useAll";
import { Page } from "../../shell/Page";

/** What was published, what waits to be signed, and how a new release begins. */
export default function Releases() {
  const { t, lang } = useTexts();
  const [asking, setAsking] = useState(false);
  const drafts = useAll("/staff/releases/drafts", {});
  const releases = useAll("/releases", { query: { lang } });
  return (
    <Page
      screen="/team/datenstaende"
      intro={t("releases.intro")}
      actions={
        <>
          <button type="button" class="button button-small button-main" onClick={() => setAsking(true)}>
            {t("releases.ask")}
          </button>
          <a class="button button-small" href="/team/datenstaende/zuruecknehmen">
            {t("team.withdrawal")}
          </a>
        </>
      }
    >
      <section class="stack" aria-labelledby="open-drafts">
        <h2 id="open-drafts">{t("releases.open")}</h2>
        <LoadList of={drafts}>
          {(items) => <Drafts drafts={items.filter(isOpen)} caption={t("releases.open")} />}
        </LoadList>
      </section>
      <section class="stack" aria-labelledby="published">
        <h2 id="published">{t("releases.published")}</h2>
        <LoadList of={releases}>{(items) => <Published releases={items} />}</LoadList>
      </section>
      {drafts.items.some((one) => !isOpen(one)) && (
        <Fold title={t("releases.closed")} open={false}>
          <Drafts
            drafts={drafts.items.filter((one) => !isOpen(one)).reverse()}
            caption={t("releases.closed")}
          />
        </Fold>
      )}
      {asking && <AskDraft onClose={() => setAsking(false)} />}
    </Page>
  );
}
