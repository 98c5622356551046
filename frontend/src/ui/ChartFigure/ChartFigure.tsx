import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import "./ChartFigure.css";

export interface ChartFigureProps {
  title: string;
  /** Level of the heading in the page's outline. */
  level?: 2 | 3 | 4;
  /** The sentence that says what the picture shows; made from the data. */
  summary: ComponentChildren;
  /** The picture. */
  children: ComponentChildren;
  /** The same as a table (a `DataTable`). */
  table?: ComponentChildren;
  /** Address of the data as CSV. */
  csv?: string;
  sources?: readonly { source: string; licence: string | null }[];
  note?: ComponentChildren;
}

/** A picture of data as it is always shown: sentence, picture, table, CSV, source. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, level = 3, summary, children, table, csv, sources = [], note } = props;
  const { t } = useI18n();
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <figure class="chart-figure" aria-labelledby={id}>
      <figcaption class="chart-figure-head">
        <Heading id={id} class="chart-figure-title">
          {title}
        </Heading>
        <p class="chart-figure-summary">{summary}</p>
      </figcaption>
      <div class="chart-figure-picture">{children}</div>
      {note && <p class="chart-figure-note">{note}</p>}
      {table && (
        <details class="chart-figure-table">
          <summary>{t("chart.table")}</summary>
          {table}
        </details>
      )}
      {(csv || sources.length > 0) && (
        <footer class="chart-figure-foot">
          {csv && (
            <a class="chart-figure-csv no-print" href={csv} download>
              {t("chart.csv")}
              <span class="visually-hidden"> – {title}</span>
            </a>
          )}
          <ul class="chart-figure-sources">
            {sources.map(({ source, licence }) => (
              <li key={source}>
                {t("chart.source", { source })}
                {licence && <> · {t("chart.licence", { licence })}</>}
              </li>
            ))}
          </ul>
        </footer>
      )}
    </figure>
  );
}
