import { useTexts } from "../../../i18n/staffTexts";
import { Choice } from "../../../ui/Choice/Choice";
import { useRead } from "../../api/useRead";
import { Load, LoadList } from "../../Load";
import { useAll } from "../../releases/useAll";
import { Withdrawal } from "../../releases/Withdrawal";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";

/** For the emergency: a published number betrays somebody. */
export default function Withdraw() {
  const { t, lang } = useTexts();
  const [{ indicator }, set] = useFilters(["indicator"] as const);
  const indicators = useRead("/indicators", { query: { lang } });
  return (
    <Page screen="/team/datenstaende/zuruecknehmen" intro={t("releases.withdraw_intro")}>
      <p class="note note-danger">{t("releases.withdraw_warning")}</p>
      <Load of={indicators}>
        {({ items }) => (
          <Choice
            name="indicator"
            as="list"
            label={t("releases.indicator")}
            none={t("releases.choose")}
            value={indicator}
            options={items.map(({ code, text }) => ({ value: code, label: `${code} ${text.text}` }))}
            onChange={(code) => set({ indicator: code })}
          />
        )}
      </Load>
      {indicator && <Cells key={indicator} code={indicator} />}
    </Page>
  );
}

function Cells({ code }: { code: string }) {
  const { t, lang } = useTexts();
  const [{ year }, set] = useFilters(["year"] as const);
  const cells = useAll("/staff/releases/cells", { query: { indicator: code } });
  const county = useRead("/county", { query: { lang } });
  const series = useRead("/indicators/{code}/series", { path: { code }, query: { lang } });
  return (
    <Load of={series}>
      {({ dimensions }) => (
        <Load of={county}>
          {({ key }) => (
            <LoadList of={cells}>
              {(states) => {
                const years = [...new Set(states.map(({ period }) => yearOf(period)))].sort().reverse();
                const chosen = years.includes(year) ? year : (years[0] ?? "");
                if (years.length === 0) return <p class="note">{t("releases.no_cells")}</p>;
                return (
                  <>
                    <Choice
                      name="year"
                      as="list"
                      label={t("indicator.rhythm")}
                      value={chosen}
                      options={years.map((one) => ({ value: one, label: one }))}
                      onChange={(next) => set({ year: next })}
                    />
                    <Withdrawal
                      states={states}
                      dimensions={dimensions}
                      county={key}
                      year={chosen}
                      done={cells.reload}
                    />
                  </>
                );
              }}
            </LoadList>
          )}
        </Load>
      )}
    </Load>
  );
}

/** The year in the code of a period; the code itself where it has none. */
function yearOf(period: string): string {
  return /\d{4}/.exec(period)?.[0] ?? period;
}
