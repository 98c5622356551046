import { useTexts } from "../../i18n/staffTexts";
import { DataTable } from "../../ui/DataTable/DataTable";
import { useLabels } from "../events/labels";
import { type Courses, wordsFor } from "./useCourses";

/** What happens to each course that is not the same. */
export function CourseTable({ of }: { of: Courses }) {
  const { t } = useTexts();
  const labels: Record<string, string> = {
    ...useLabels(),
    dates: t("eventimports.dates"),
    state: t("eventimports.state"),
    missing_since: t("eventimports.back"),
  };
  const what = ({ action, fields, people }: Courses["steps"][number]) => {
    const said = t(`eventimports.action_${action as Exclude<typeof action, "same">}`);
    const names = fields.length > 0 ? `: ${fields.map((name) => labels[name] ?? name).join(", ")}` : "";
    return `${said}${names}${people > 0 ? ` (${t("eventimports.people", { count: people })})` : ""}`;
  };
  return (
    <DataTable
      caption={t("eventimports.courses")}
      rows={of.steps}
      columns={[
        { key: "number", label: t("eventimports.number"), kind: "text", value: (row) => row.external_id },
        { key: "course", label: t("eventimports.course"), kind: "text", value: (row) => row.title },
        {
          key: "action",
          label: t("eventimports.action"),
          kind: "text",
          value: what,
        },
      ]}
    />
  );
}

/** Everything that is wrong with a file, by line. */
export function CourseFaults({ of }: { of: Courses }) {
  const { t } = useTexts();
  return (
    <DataTable
      caption={t("eventimports.faults")}
      rows={of.faults}
      columns={[
        { key: "line", label: t("eventimports.line"), kind: "number", value: (row) => row.line },
        { key: "what", label: t("eventimports.what"), kind: "text", value: (row) => t(wordsFor(row.code)) },
      ]}
    />
  );
}
