import { useLocation } from "preact-iso";
import { useResource } from "../../api/resource";
import { useI18n } from "../../i18n/i18n";
import { withQuery } from "../links";
import { EventFilters, FILTERS } from "../parts/events/EventFilters";
import { EventList } from "../parts/events/EventList";
import { EventMonth } from "../parts/events/EventMonth";
import { Subscribe } from "../parts/events/Subscribe";
import { PageHead } from "../parts/PageHead";
import { useTitle } from "../site";
import { useQuery } from "../useQuery";
import "../parts/events/events.css";
import "../../styles/forms.css";

const VIEWS = ["list", "month", "map"] as const;
type View = (typeof VIEWS)[number];

function Views({ shown, values }: { shown: View; values: Record<string, string> }) {
  const { t } = useI18n();
  const { path } = useLocation();
  return (
    <nav class="no-print" aria-label={t("event.view")}>
      <ul class="bare cluster views">
        {VIEWS.map((view) => (
          <li key={view}>
            <a
              class="button"
              href={withQuery(path, { ...values, view: view === "list" ? "" : view })}
              aria-current={view === shown ? "page" : undefined}
            >
              {t(`event.view_${view}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function EventsPage() {
  const { t } = useI18n();
  const [values, set] = useQuery([...FILTERS, "view", "month"]);
  const { view: asked, month, ...filter } = values;
  const view = VIEWS.find((one) => one === asked) ?? "list";
  const areas = useResource("/api/v1/areas", { query: { limit: 200 } });
  useTitle("title.events");
  return (
    <>
      <PageHead title={t("event.title")}>
        <p class="lead">{t("event.intro")}</p>
      </PageHead>
      <div class="wide stack page-body">
        <EventFilters
          filter={filter}
          set={set}
          areas={areas.state === "ready" ? areas.data.items : []}
          dated={view === "month"}
        />
        <Views shown={view} values={values} />
        {view === "month" ? (
          <EventMonth filter={filter} month={month} onMonth={(next) => set({ month: next })} />
        ) : (
          <EventList filter={filter} map={view === "map"} onArea={(area) => set({ area })} />
        )}
        <Subscribe filter={filter} />
      </div>
    </>
  );
}
