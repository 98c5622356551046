import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { Page } from "../../shell/Page";
import { useNextInLine } from "../../week/useNextInLine";
import { type WeekItem, WeekList } from "../../week/WeekList";

/** What is overdue, due within seven days or waiting; contacts, ticks and next steps are done without leaving the page. */
export default function Week() {
  const { t, day } = useTexts();
  const read = useRead("/staff/my-week", {});
  const until = read.state === "ready" ? day(read.data.until) : "";
  return (
    <Page screen="/team/meine-woche" intro={t("week.intro")}>
      <Load of={read}>{({ items }) => <Lists items={items} until={until} onDone={read.reload} />}</Load>
    </Page>
  );
}

interface ListsProps {
  items: readonly WeekItem[];
  /** The last day that is shown, in words. */
  until: string;
  onDone: () => void;
}

function Lists({ items, until, onDone }: ListsProps) {
  const { t } = useTexts();
  const line = useNextInLine(items);
  const parts: [title: string, items: WeekItem[]][] = [
    [t("week.late"), items.filter(({ overdue }) => overdue)],
    [t("week.soon", { date: until }), items.filter(({ due, overdue }) => due !== null && !overdue)],
    [t("week.open"), items.filter(({ due }) => due === null)],
  ];
  return (
    <div class="stack" aria-live="off" {...line}>
      {items.length === 0 && <p class="note note-success">{t("week.none")}</p>}
      {parts.map(([title, part]) => (
        <WeekList key={title} title={title} items={part} onDone={onDone} />
      ))}
    </div>
  );
}
