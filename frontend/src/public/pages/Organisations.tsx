import { useResource } from "../../api/resource";
import { useI18n } from "../../i18n/i18n";
import { Failure } from "../../ui/Failure/Failure";
import { OrganisationCard } from "../parts/organisations/OrganisationCard";
import { OrganisationFilters } from "../parts/organisations/OrganisationFilters";
import { OrganisationMap } from "../parts/organisations/OrganisationMap";
import { PageHead } from "../parts/PageHead";
import { useTitle } from "../site";
import { usePages } from "../usePages";
import { useQuery } from "../useQuery";

const NAMES = ["kind", "area", "language", "q"] as const;

export default function Organisations() {
  const { t, lang } = useI18n();
  const [filter, set] = useQuery(NAMES);
  const areas = useResource("/api/v1/areas", { query: { limit: 200 } });
  const { items, more, state, problem } = usePages("/api/v1/organisations", filter, lang);
  useTitle("title.organisations");
  return (
    <>
      <PageHead title={t("org.title")}>
        <p class="lead">{t("org.intro")}</p>
      </PageHead>
      <div class="wide stack page-body">
        <OrganisationFilters
          filter={filter}
          set={set}
          areas={areas.state === "ready" ? areas.data.items : []}
        />
        <p role="status">
          <strong>
            {state === "ready" && t(more ? "org.count_more" : "org.count", { count: items.length })}
            {state === "loading" && t("site.loading")}
          </strong>
        </p>
        {problem && <Failure status={problem.status} retry={() => location.reload()} />}
        {state === "ready" && items.length === 0 && <p class="note">{t("org.none")}</p>}
        <ul class="bare grid" aria-busy={state === "loading"}>
          {items.map((organisation) => (
            <OrganisationCard key={organisation.key} organisation={organisation} />
          ))}
        </ul>
        {more && (
          <button type="button" class="button" onClick={more}>
            {t("site.more")}
          </button>
        )}
        {(state === "ready" || items.length > 0) && (
          <OrganisationMap
            items={items}
            selected={filter.area}
            onSelect={(area) => set({ area: area ?? "" })}
          />
        )}
      </div>
    </>
  );
}
