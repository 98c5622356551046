import type { County } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Address } from "../parts/Address";
import { PageHead } from "../parts/PageHead";
import { useSite, useTitle } from "../site";

const SHORT = ["cookies", "foreign", "log"] as const;
const SECTIONS = ["visit", "device", "sheets", "basis"] as const;

function Texts({ county }: { county: County }) {
  const { t } = useI18n();
  const officer = county.imprint.data_protection_email;
  return (
    <>
      <PageHead title={t("privacy.title")} />
      <div class="wide stack page-body">
        <section class="note">
          <h2>{t("privacy.short")}</h2>
          <ul class="list">
            {SHORT.map((key) => (
              <li key={key}>{t(`privacy.short_${key}`)}</li>
            ))}
          </ul>
        </section>
        {SECTIONS.map((key) => (
          <section key={key} class="stack text">
            <h2>{t(`privacy.${key}`)}</h2>
            <p>{t(`privacy.${key}_text`)}</p>
          </section>
        ))}
        <section class="stack text">
          <h2>{t("privacy.rights")}</h2>
          <p>{t("privacy.rights_text", { state: county.state })}</p>
        </section>
        <section class="stack">
          <h2>{t("privacy.responsible")}</h2>
          <Address imprint={county.imprint} />
          <h3>{t("privacy.officer")}</h3>
          {officer ? <a href={`mailto:${officer}`}>{officer}</a> : <p>{t("privacy.officer_missing")}</p>}
        </section>
        <p class="muted text">{t("privacy.draft")}</p>
      </div>
    </>
  );
}

export default function Privacy() {
  const site = useSite();
  useTitle("title.privacy");
  return <Await of={site}>{(county) => <Texts county={county} />}</Await>;
}
