import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { useList } from "../../api/useList";
import { LoadList } from "../../Load";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";
import { DueTable } from "../../values/DueTable";
import { NewSheet } from "../../values/NewSheet";
import { SheetTable } from "../../values/SheetTable";
import { FILTERS, queryOf, ValuesFilters } from "../../values/ValuesFilters";
import "../../Rows.css";

/** How many of those due are shown at once: the earliest are what matters. */
const MOST = 25;

/** Values of indicators: what the person should bring, and every sheet with how far it has come. */
export default function Values() {
  const { t } = useTexts();
  const may = useMay();
  const [filters, set] = useFilters([...FILTERS, "view"] as const);
  const { view, ...asked } = filters;
  const due = may("observations.enter") && view !== "all" && !asked.state && !asked.area;
  const [isNew, setNew] = useState(false);
  const sheets = useList("/staff/observations", due ? null : { query: queryOf(asked) });
  const values = useList(
    "/staff/due-values",
    due ? { query: { limit: MOST, ...(asked.indicator ? { indicator: asked.indicator } : {}) } } : null,
  );
  const list = due ? values : sheets;
  return (
    <Page
      screen="/team/werte"
      intro={t("values.intro")}
      actions={
        <>
          {may("indicators.edit") && (
            <a class="button button-small" href="/team/indikatoren">
              {t("team.definitions")}
            </a>
          )}
          {may("observations.enter") && (
            <>
              <a class="button button-small" href="/team/import">
                {t("team.import")}
              </a>
              <button type="button" class="button button-small button-main" onClick={() => setNew(true)}>
                {t("values.new")}
              </button>
            </>
          )}
        </>
      }
    >
      <fieldset class="switch no-print" aria-label={t("values.view")}>
        {([true, false] as const).map((one) => (
          <button
            key={String(one)}
            type="button"
            class="button button-small"
            aria-pressed={due === one}
            onClick={() => set(one ? { view: "", state: "", area: "" } : { view: "all" })}
          >
            {t(one ? "values.due" : "values.sheets")}
          </button>
        ))}
      </fieldset>
      <ValuesFilters
        filters={asked}
        set={(changes) => set(due ? changes : { ...changes, view: "all" })}
        due={due}
      />
      <p role="status" class="muted">
        {list.state === "ready" &&
          t(list.more ? "values.count_more" : "values.count", { count: list.items.length })}
      </p>
      {due ? (
        <LoadList of={values}>{(rows) => <DueTable rows={rows} more={values.more} />}</LoadList>
      ) : (
        <LoadList of={sheets}>{(rows) => <SheetTable rows={rows} more={sheets.more} />}</LoadList>
      )}
      {isNew && <NewSheet indicator={asked.indicator} onClose={() => setNew(false)} />}
    </Page>
  );
}
