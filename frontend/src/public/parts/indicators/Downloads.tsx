import type { Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Choice, fileOf } from "./useSeries";

/** The formats by what they are good for: name, and how the address ends. */
const FORMATS = [
  [
    "indicator.for_tables",
    [
      ["CSV", "csv"],
      [null, "csv-metadata.json"],
      ["Excel (XLSX)", "xlsx"],
    ],
  ],
  [
    "indicator.for_statistics",
    [
      ["SDMX-CSV 2.1", "sdmx.csv"],
      ["SDMX-JSON 2.1", "sdmx.json"],
      ["JSON-stat 2.0", "jsonstat.json"],
      ["Data Package 2", "datapackage.json"],
    ],
  ],
  [
    "indicator.for_pictures",
    [
      ["SVG", "chart.svg"],
      ["PNG", "chart.png"],
    ],
  ],
] as const;

/** The part that is shown, in every format. */
export function Downloads({ indicator, choice }: { indicator: Indicator; choice: Choice }) {
  const { t, lang } = useI18n();
  return (
    <section class="stack no-print" aria-labelledby="downloads">
      <h2 id="downloads">{t("indicator.downloads")}</h2>
      <p class="text">{t("indicator.downloads_text")}</p>
      <dl class="downloads">
        {FORMATS.map(([purpose, formats]) => (
          <div key={purpose}>
            <dt>{t(purpose)}</dt>
            {formats.map(([name, format]) => (
              <dd key={format}>
                <a href={fileOf(indicator, choice, format, lang)} download>
                  {name === null ? t("indicator.for_columns") : <bdi>{name}</bdi>}
                </a>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
