import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { Page } from "../../shell/Page";
import { WeekList } from "../../week/WeekList";

/** What is overdue, due within seven days or waiting; contacts, ticks and next steps are done without leaving the page. */
export default function Week() {
  const { t, day } = useTexts();
  const read = useRead("/staff/my-week", {});
  const until = read.state === "ready" ? day(read.data.until) : "";
  return (
    <Page screen="/team/meine-woche" intro={t("week.intro")}>
      <Load of={read}>
        {({ items }) => (
          <div class="stack" aria-live="off">
            {items.length === 0 && <p class="note note-success">{t("week.none")}</p>}
            <WeekList
              title={t("week.late")}
              items={items.filter(({ overdue }) => overdue)}
              onDone={read.reload}
            />
            <WeekList
              title={t("week.soon", { date: until })}
              items={items.filter(({ due, overdue }) => due !== null && !overdue)}
              onDone={read.reload}
            />
            <WeekList
              title={t("week.open")}
              items={items.filter(({ due }) => due === null)}
              onDone={read.reload}
            />
          </div>
        )}
      </Load>
    </Page>
  );
}
