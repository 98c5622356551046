import { useResource } from "../../api/resource";
import type { Goal, Measure } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Select } from "../../ui/Select/Select";
import { GoalSection } from "../parts/GoalSection";
import { PageHead } from "../parts/PageHead";
import { useTitle } from "../site";
import { useQuery } from "../useQuery";
import "./Programme.css";

const FIELDS = ["social", "political", "media", "administration"] as const;
const STATUSES = ["planned", "running", "late", "done", "not_reported", "stopped", "handed_over"] as const;
const NAMES = ["goal", "field", "status"] as const;
type Filter = Record<(typeof NAMES)[number], string>;

/** The measures of a goal, each once, in the order of their numbers. */
function measuresOf(goal: Goal, measures: Measure[]): Measure[] {
  const numbers = new Set(goal.sub_goals.flatMap((sub) => sub.measures));
  return measures.filter(({ number }) => numbers.has(number));
}

function matches(measure: Measure, { field, status }: Filter): boolean {
  return (field === "" || measure.field === field) && (status === "" || measure.status === status);
}

interface FiltersProps {
  filter: Filter;
  set: (changes: Partial<Filter>) => void;
  goals: Goal[];
  count: number;
}

function Filters({ filter, set, goals, count }: FiltersProps) {
  const { t } = useI18n();
  const all = { value: "", label: t("site.all") };
  return (
    <search class="filters no-print" aria-label={t("programme.filter")}>
      <Select
        label={t("programme.goal")}
        value={filter.goal}
        options={[all, ...goals.map(({ code, title }) => ({ value: code, label: `${code} ${title.text}` }))]}
        onChange={(goal) => set({ goal })}
      />
      <Select
        label={t("programme.field")}
        value={filter.field}
        options={[all, ...FIELDS.map((field) => ({ value: field, label: t(`field.${field}`) }))]}
        onChange={(field) => set({ field })}
      />
      <Select
        label={t("programme.status")}
        value={filter.status}
        options={[all, ...STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }))]}
        onChange={(status) => set({ status })}
      />
      <p class="filters-count" role="status">
        {t("programme.count", { count })}
      </p>
      {Object.values(filter).some(Boolean) && (
        <button type="button" class="button" onClick={() => set({ goal: "", field: "", status: "" })}>
          {t("site.reset")}
        </button>
      )}
    </search>
  );
}

function Goals({ goals, measures }: { goals: Goal[]; measures: Measure[] }) {
  const { t } = useI18n();
  const [filter, set] = useQuery(NAMES);
  const fitting = measures.filter((measure) => matches(measure, filter));
  const narrowed = filter.field !== "" || filter.status !== "";
  const shown = goals
    .filter(({ code }) => filter.goal === "" || code === filter.goal)
    .map((goal) => ({ goal, own: measuresOf(goal, fitting) }))
    .filter(({ own }) => own.length > 0 || !narrowed);
  const count = new Set(shown.flatMap(({ own }) => own)).size;
  return (
    <>
      <Filters filter={filter} set={set} goals={goals} count={count} />
      {shown.length === 0 && <p class="note">{t("programme.none")}</p>}
      {shown.map(({ goal, own }) => (
        <GoalSection key={goal.code} goal={goal} measures={own} />
      ))}
    </>
  );
}

export default function Programme() {
  const { t, lang } = useI18n();
  const goals = useResource("/api/v1/goals", { query: { lang } });
  const measures = useResource("/api/v1/measures", { query: { lang } });
  useTitle("title.programme");
  return (
    <>
      <PageHead title={t("programme.title")}>
        <p class="lead">{t("programme.intro")}</p>
      </PageHead>
      <div class="wide page-body">
        <Await of={goals} lines={20}>
          {({ items }) => (
            <Await of={measures} lines={20} quiet>
              {(all) => <Goals goals={items} measures={all.items} />}
            </Await>
          )}
        </Await>
      </div>
    </>
  );
}
