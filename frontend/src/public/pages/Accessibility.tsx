import type { County } from "../../api/types";
import { type MessageKey, useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import statement from "../accessibility.json";
import { Address } from "../parts/Address";
import { PageHead } from "../parts/PageHead";
import { useSite, useTitle } from "../site";

const PLAIN = {
  full: "a11y.status_full",
  partial: "a11y.status_partial",
} as const satisfies Record<string, MessageKey>;
const GAPS = {
  sign_language: "a11y.gap_sign_language",
  easy_language: "a11y.gap_easy_language",
  machine_translation: "a11y.gap_machine_translation",
  assistive_technology: "a11y.gap_assistive_technology",
} as const satisfies Record<string, MessageKey>;

function Texts({ county }: { county: County }) {
  const { t, day, list, language, number } = useI18n();
  const { imprint, project, official_name, state } = county;
  const { tests, gaps } = statement;
  return (
    <>
      <PageHead title={t("a11y.title")}>
        <p class="lead">{t("a11y.intro", { project: project.title.text, county: official_name })}</p>
      </PageHead>
      <div class="wide stack text-page page-body">
        <h2>{t("a11y.status")}</h2>
        <p class="text">{t(PLAIN[statement.status as keyof typeof PLAIN])}</p>
        <p class="text">{t("a11y.standard", { standard: statement.standard, target: statement.target })}</p>
        <h2>{t("a11y.gaps")}</h2>
        <ul class="list text">
          {gaps.map((gap) => (
            <li key={gap}>{t(GAPS[gap as keyof typeof GAPS])}</li>
          ))}
        </ul>
        <h2>{t("a11y.method")}</h2>
        <p class="text">
          {t("a11y.method_self", {
            pages: tests.pages.length,
            languages: list(tests.languages.map(language)),
            widths: list(tests.widths.map((width) => number(width))),
          })}
        </p>
        <p class="text">
          {t("a11y.date", { created: day(statement.created), checked: day(statement.checked) })}
        </p>
        <h2>{t("a11y.report")}</h2>
        <p class="text">{t("a11y.report_text")}</p>
        <Address imprint={imprint} />
        {!imprint.email && !imprint.phone && <p class="text">{t("a11y.report_missing")}</p>}
        <h2>{t("a11y.enforcement")}</h2>
        <p class="text">{t("a11y.enforcement_text", { state })}</p>
      </div>
    </>
  );
}

export default function Accessibility() {
  const site = useSite();
  useTitle("title.accessibility");
  return <Await of={site}>{(county) => <Texts county={county} />}</Await>;
}
