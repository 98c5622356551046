import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { ReportActions } from "../../report/ReportActions";
import { ReportHead } from "../../report/ReportHead";
import { WholeReport } from "../../report/WholeReport";
import { Page } from "../../shell/Page";

/** Where the whole project stands, on one page to print. */
export default function StatusReport() {
  const { t, lang } = useTexts();
  const read = useRead("/staff/status-report", { query: { lang } });
  return (
    <Page
      screen="/team/sachstand"
      title={t("report.title_all")}
      actions={<ReportActions pdf="/api/v1/staff/status-report.pdf" />}
    >
      <Load of={read}>
        {(report) => (
          <div class="report">
            <ReportHead report={report} />
            <WholeReport report={report} />
          </div>
        )}
      </Load>
    </Page>
  );
}
