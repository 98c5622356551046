import { useRoute } from "preact-iso";
import { useResource } from "../../api/resource";
import type { MeasureDetail } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Stand } from "../../ui/Await/Stand";
import { Local } from "../../ui/Local/Local";
import { RichText } from "../../ui/RichText/RichText";
import { NotFound } from "../NotFound";
import { Activities } from "../parts/measure/Activities";
import { Around } from "../parts/measure/Around";
import { HandOver } from "../parts/measure/HandOver";
import { Indicators } from "../parts/measure/Indicators";
import { Logbook } from "../parts/measure/Logbook";
import { Milestones } from "../parts/measure/Milestones";
import { Phases } from "../parts/measure/Phases";
import { State } from "../parts/measure/State";
import { PageHead } from "../parts/PageHead";
import { useLink, useTitle } from "../site";
import "./MeasurePage.css";
import "../../styles/columns.css";

const LAST = 13;

function Neighbours({ number }: { number: number }) {
  const { t } = useI18n();
  const to = useLink();
  return (
    <nav class="cluster neighbours no-print" aria-label={t("nav.programme")}>
      {number > 1 && (
        <a class="button" href={to(`/massnahmen/${number - 1}`)}>
          {t("measure.previous")}
        </a>
      )}
      {number < LAST - 1 && (
        <a class="button" href={to(`/massnahmen/${number + 1}`)}>
          {t("measure.next")}
        </a>
      )}
    </nav>
  );
}

function Measure({ measure }: { measure: MeasureDetail }) {
  const { t, number: format } = useI18n();
  const management = measure.kind === "management";
  return (
    <>
      <PageHead
        title={<Local text={measure.friendly_title} mark />}
        above={management ? t("measure.management") : t("measure.number", { number: format(measure.number) })}
      >
        {!management && <p class="muted text">{t("measure.official", { title: measure.title.text })}</p>}
      </PageHead>
      <div class="wide columns page-body">
        <div class="stack">
          {measure.summary && (
            <div class="text">
              <RichText text={measure.summary} mark />
            </div>
          )}
          <State measure={measure} />
          <Activities measure={measure} />
          <Phases measure={measure} />
          <Milestones measure={measure} />
          <Indicators number={measure.number} />
          <Logbook measure={measure} />
        </div>
        <aside class="stack" aria-label={t("measure.around")}>
          <HandOver measure={measure} />
          <Around measure={measure} />
        </aside>
        {!management && <Neighbours number={measure.number} />}
      </div>
    </>
  );
}

export default function MeasurePage() {
  const { lang } = useI18n();
  const number = Number(useRoute().params.number);
  const known = Number.isInteger(number);
  const measure = useResource(
    "/api/v1/measures/{number}",
    known ? { path: { number }, query: { lang } } : null,
  );
  const missing = !known || (measure.state === "error" && [404, 422].includes(measure.problem.status));
  useTitle(
    missing ? "title.not_found" : "title.measure",
    missing ? "" : measure.state === "ready" ? measure.data.friendly_title.text : null,
  );
  if (missing) return <NotFound />;
  if (measure.state !== "ready") {
    return (
      <div class="wide page-head">
        <Await of={measure} lines={24}>
          {() => null}
        </Await>
      </div>
    );
  }
  return (
    <>
      <Stand of={measure} />
      <Measure measure={measure.data} />
    </>
  );
}
