import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { NotFound } from "../../NotFound";
import { MeasureReport } from "../../report/MeasureReport";
import { ReportActions } from "../../report/ReportActions";
import { ReportHead } from "../../report/ReportHead";
import type { ScreenProps } from "../../Screens";
import { Page } from "../../shell/Page";

/** Where one measure stands, on one page to print. */
export default function MeasureStatus({ number }: ScreenProps<"number">) {
  const { t, lang } = useTexts();
  const wanted = /^\d{1,3}$/.test(number) ? Number(number) : null;
  const read = useRead(
    "/staff/status-reports/{number}",
    wanted === null ? null : { path: { number: wanted }, query: { lang } },
  );
  if (wanted === null) return <NotFound />;
  return (
    <Page
      screen="/team/massnahmen/:number/sachstand"
      title={t("report.title", { number: wanted })}
      actions={
        <ReportActions
          pdf={`/api/v1/staff/status-reports/${wanted}.pdf`}
          back={`/team/massnahmen/${wanted}`}
        />
      }
    >
      <Load of={read}>
        {(report) => (
          <div class="report">
            <ReportHead report={report} />
            {report.measures.map((one) => (
              <MeasureReport key={one.number} of={one} since={report.since} day={report.day} />
            ))}
          </div>
        )}
      </Load>
    </Page>
  );
}
