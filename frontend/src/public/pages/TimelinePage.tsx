import { useResource } from "../../api/resource";
import type { Timeline } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { ChartFigure } from "../../ui/ChartFigure/ChartFigure";
import { Gantt } from "../../ui/Gantt/Gantt";
import { GanttTable } from "../../ui/Gantt/GanttTable";
import { PageHead } from "../parts/PageHead";
import { useLink, useTitle } from "../site";

/** How many strands there are and how they stand, in one sentence. */
function useSummary({ strands }: Timeline): string {
  const { t, number } = useI18n();
  const count = (...wanted: string[]) => strands.filter(({ status }) => wanted.includes(status)).length;
  const silent = count("not_reported");
  if (silent > 0) {
    return t("timeline.summary_ended", {
      total: number(strands.length),
      done: number(count("done", "handed_over")),
      silent: number(silent),
    });
  }
  return t("timeline.summary", {
    total: strands.length,
    running: count("running"),
    late: count("late"),
    done: count("done", "handed_over"),
  });
}

function Picture({ timeline }: { timeline: Timeline }) {
  const { t, day } = useI18n();
  const to = useLink();
  const summary = useSummary(timeline);
  const { start, end, quarters, strands } = timeline;
  return (
    <>
      <p class="lead">
        {t("timeline.intro", { start: day(start), end: day(end), quarters: quarters.length })}
      </p>
      <ChartFigure
        title={t("timeline.list")}
        level={2}
        summary={summary}
        note={timeline.start_assumed ? t("timeline.assumed") : undefined}
        table={<GanttTable caption={t("timeline.list")} strands={strands} />}
      >
        <Gantt {...timeline} label={t("timeline.list")} href={({ number }) => to(`/massnahmen/${number}`)} />
      </ChartFigure>
    </>
  );
}

export default function TimelinePage() {
  const { t, lang } = useI18n();
  const timeline = useResource("/api/v1/timeline", { query: { lang } });
  useTitle("title.timeline");
  return (
    <>
      <PageHead title={t("timeline.title")} />
      <div class="wide stack page-body">
        <Await of={timeline} lines={24}>
          {(data) => <Picture timeline={data} />}
        </Await>
      </div>
    </>
  );
}
