import { useTexts } from "../../i18n/staffTexts";
import { Local } from "../../ui/Local/Local";
import type { AnswerOf } from "../api/operations";
import "./Report.css";

export type Report = AnswerOf<"/staff/status-report", "get">;
export type ReportMeasure = Report["measures"][number];

/** Whose report it is, of which day and quarter. */
export function ReportHead({ report }: { report: Report }) {
  const { t, day, number } = useTexts();
  return (
    <p class="report-head">
      <strong>
        <Local text={report.project} />
      </strong>
      {" · "}
      {report.name}
      <br />
      {t("report.as_of", { date: day(report.day) })}
      {report.quarter !== null &&
        ` · ${t("report.quarter", { quarter: number(report.quarter), quarters: number(report.quarters) })}`}
    </p>
  );
}
