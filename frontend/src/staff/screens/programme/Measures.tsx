import { useTexts } from "../../../i18n/staffTexts";
import { DataList, type ListColumn } from "../../../ui/DataList/DataList";
import { Local } from "../../../ui/Local/Local";
import { Select } from "../../../ui/Select/Select";
import { StatusBadge } from "../../../ui/StatusBadge/StatusBadge";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { type MeasureLine, spoken } from "../../programme/measure";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";
import "../../programme/Measures.css";

const STATUSES = ["planned", "running", "late", "done", "not_reported", "stopped", "handed_over"] as const;

/** Whether something waits at a measure. */
function waits({ stale, silent, overdue, missing_texts }: MeasureLine): boolean {
  return stale || silent || overdue > 0 || missing_texts > 0;
}

/** All measures: where they stand and what is to be done, one click away. */
export default function Measures() {
  const { t } = useTexts();
  const may = useMay();
  const read = useRead("/staff/measures", { query: { limit: 200 } });
  return (
    <Page
      screen="/team/massnahmen"
      intro={t("measures.intro")}
      actions={
        may("status.read") && (
          <a class="button button-small" href="/team/sachstand">
            {t("measures.report_all")}
          </a>
        )
      }
    >
      <Load of={read}>{({ items }) => <List items={items} />}</Load>
    </Page>
  );
}

function List({ items }: { items: readonly MeasureLine[] }) {
  const i18n = useTexts();
  const { t, lang, number } = i18n;
  const [filters, setFilters] = useFilters(["q", "status", "todo"]);
  const wish = filters.q.trim().toLocaleLowerCase(i18n.htmlLang);
  const shown = items.filter(
    (one) =>
      (filters.status === "" || one.status === filters.status) &&
      (filters.todo === "" || waits(one)) &&
      `${one.number} ${spoken(one.title, lang).text}`.toLocaleLowerCase(i18n.htmlLang).includes(wish),
  );
  const there = STATUSES.filter((status) => items.some((one) => one.status === status));
  return (
    <>
      <div class="filters measure-filters">
        <label class="select">
          <span class="select-label">{t("measures.search")}</span>
          <input
            type="search"
            value={filters.q}
            onInput={(event) => setFilters({ q: event.currentTarget.value })}
          />
        </label>
        <Select
          label={t("programme.status")}
          value={filters.status}
          options={[
            { value: "", label: t("site.all") },
            ...there.map((status) => ({ value: status, label: t(`status.${status}`) })),
          ]}
          onChange={(status) => setFilters({ status })}
        />
        <label class="tick">
          <input
            type="checkbox"
            checked={filters.todo !== ""}
            onChange={(event) => setFilters({ todo: event.currentTarget.checked ? "1" : "" })}
          />
          <span>{t("measures.only_todo", { count: items.filter(waits).length })}</span>
        </label>
      </div>
      <p class="small muted" role="status">
        {t("measures.shown", { shown: number(shown.length), all: number(items.length) })}
      </p>
      <DataList
        caption={t("team.measures")}
        columns={columns(i18n)}
        rows={shown}
        rowKey={(one) => one.number}
        order="number"
        empty={<p>{t("measures.none_found")}</p>}
      />
    </>
  );
}

function columns(i18n: ReturnType<typeof useTexts>): ListColumn<MeasureLine>[] {
  const { t, lang, percent, day } = i18n;
  return [
    {
      key: "number",
      label: t("team.measure"),
      sort: ({ number }) => number,
      cell: (one) => (
        <a href={`/team/massnahmen/${one.number}`}>
          {one.number} <Local text={spoken(one.title, lang)} />
        </a>
      ),
    },
    {
      key: "status",
      label: t("programme.status"),
      sort: ({ status }) => STATUSES.indexOf(status),
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    {
      key: "progress",
      label: t("progress.label"),
      sort: ({ progress }) => progress.value,
      cell: ({ progress }) =>
        progress.value === null ? (
          <span class="muted">{t("progress.none")}</span>
        ) : (
          <span title={t("progress.done", { done: progress.done, total: progress.total })}>
            {percent(progress.value * 100, 0)}{" "}
            <span class="muted small">
              ({progress.done}/{progress.total})
            </span>
          </span>
        ),
    },
    {
      key: "last_report",
      label: t("measures.last_report"),
      sort: ({ last_report }) => last_report,
      cell: ({ last_report }) =>
        last_report ? <span class="measure-day">{day(last_report)}</span> : <span class="muted">–</span>,
    },
    {
      key: "todo",
      label: t("team.todo"),
      sort: ({ overdue, stale, silent, missing_texts }) =>
        -(overdue * 1e6 + (stale || silent ? 1e5 : 0) + missing_texts),
      cell: (one) => <Waiting one={one} />,
    },
  ];
}

/** What waits at a measure, each a link to the place where it is done. */
function Waiting({ one }: { one: MeasureLine }) {
  const { t } = useTexts();
  if (!waits(one)) return <span class="muted">{t("measures.nothing_todo")}</span>;
  const at = `/team/massnahmen/${one.number}`;
  return (
    <span class="measure-waits">
      {one.overdue > 0 && (
        <a class="measure-wait measure-wait-late" href={`${at}#stand`}>
          {t("measures.wait_overdue", { count: one.overdue })}
        </a>
      )}
      {(one.stale || one.silent) && (
        <a class="measure-wait" href={`${at}#logbuch`}>
          {t(one.stale ? "measures.wait_stale" : "measures.wait_silent")}
        </a>
      )}
      {one.missing_texts > 0 && (
        <a class="measure-wait" href={`${at}#texte`}>
          {t("measures.wait_texts", { count: one.missing_texts })}
        </a>
      )}
    </span>
  );
}
