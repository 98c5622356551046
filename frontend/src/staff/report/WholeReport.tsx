import { useTexts } from "../../i18n/staffTexts";
import { Fold } from "../../ui/Fold/Fold";
import { Local } from "../../ui/Local/Local";
import { StatusBadge } from "../../ui/StatusBadge/StatusBadge";
import { MeasureFacts, MeasureName } from "./MeasureReport";
import type { Report, ReportMeasure } from "./ReportHead";

/** An overview of all measures, then each of them; on paper every measure begins a page. */
export function WholeReport({ report }: { report: Report }) {
  const { t } = useTexts();
  return (
    <>
      <section class="report-overview">
        <h2>{t("report.overview")}</h2>
        <table class="report-table report-cards">
          <thead>
            <tr>
              <th scope="col">{t("team.measure")}</th>
              <th scope="col">{t("programme.status")}</th>
              <th scope="col">{t("progress.label")}</th>
              <th scope="col">{t("report.next_date")}</th>
            </tr>
          </thead>
          <tbody>
            {report.measures.map((one) => (
              <Line key={one.number} of={one} />
            ))}
          </tbody>
        </table>
      </section>
      {report.measures.map((one) => (
        <div key={one.number} class="report-measure">
          <Fold title={<MeasureName of={one} />} about={<Progress of={one} />}>
            <MeasureFacts of={one} since={report.since} day={report.day} />
          </Fold>
        </div>
      ))}
    </>
  );
}

/** "20 % (1/5)" */
function Progress({ of }: { of: ReportMeasure }) {
  const { t, percent } = useTexts();
  return (
    <span class="report-progress">
      {of.progress === null
        ? t("progress.none")
        : `${percent(of.progress * 100, 0)} (${of.done}/${of.total})`}
    </span>
  );
}

function Line({ of }: { of: ReportMeasure }) {
  const { t, day } = useTexts();
  const [next] = of.next;
  return (
    <tr>
      <th scope="row">
        <a href={`/team/massnahmen/${of.number}/sachstand`}>
          {of.number} <Local text={of.title} />
        </a>
      </th>
      <td data-label={t("programme.status")}>
        <StatusBadge status={of.status as Parameters<typeof StatusBadge>[0]["status"]} />
      </td>
      <td data-label={t("progress.label")}>
        <Progress of={of} />
      </td>
      <td data-label={t("report.next_date")}>
        {next ? (
          <>
            {day(next.day)}: <Local text={next.title} />
          </>
        ) : (
          "–"
        )}
      </td>
    </tr>
  );
}
