import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { Page } from "../../shell/Page";
import { AuditFilters, FILTERS, type Filters } from "../../system/AuditFilters";
import { AuditTable } from "../../system/AuditTable";

/** Who changed what and when; filters live in the address, so that any object can link to its own trail. */
export default function Audit() {
  const { t } = useTexts();
  const { path, query, route } = useLocation();
  const given = Object.fromEntries(FILTERS.map((name) => [name, query[name] ?? ""])) as Filters;
  const search = searchOf(given);
  const apply = (values: Filters) => route(path + searchOf(values), true);
  const csv = (
    <a class="button button-small" href={`/api/v1/audit.csv${search}`} download rel="external">
      {t("system.csv")}
    </a>
  );
  return (
    <Page screen="/team/protokoll" intro={t("system.audit_text")} actions={csv}>
      <AuditFilters key={`filters ${search}`} given={given} onApply={apply} />
      <AuditTable
        key={`rows ${search}`}
        filters={given}
        onPerson={(actor) => apply({ ...given, actor })}
        onObject={(object_type, object_key) => apply({ ...given, object_type, object_key })}
      />
    </Page>
  );
}

/** "?actor=account:7", or nothing. */
function searchOf(filters: Filters): string {
  const search = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
  return search.size > 0 ? `?${search}` : "";
}
