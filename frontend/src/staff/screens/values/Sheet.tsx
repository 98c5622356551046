import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { Local } from "../../../ui/Local/Local";
import type { Read } from "../../api/operations";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import type { ScreenProps } from "../../Screens";
import { localIn, saidIn } from "../../said";
import { Page } from "../../shell/Page";
import { periodIn } from "../../values/periods";
import { SheetForm } from "../../values/SheetForm";
import { StateTag } from "../../values/StateTag";
import type { Sheet as Document } from "../../values/types";
import { areaIn, sourceIn } from "../../values/words";
import "../../Rows.css";

/** One sheet of values: what it is about, its cells, and its way to approval. */
export default function Sheet({ number }: ScreenProps<"number">) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  const read = useRead("/staff/observations/{number}", { path: { number: Number(number) } });
  const [turn, setTurn] = useState(0);
  const data = read.state === "ready" ? read.data : null;
  const moved = (next: Read<Document>) => {
    read.put(next);
    setTurn((n) => n + 1);
  };
  return (
    <Page
      screen="/team/werte/:number"
      title={
        data
          ? t("values.sheet_title", {
              code: data.indicator,
              area: areaIn(data, i18n),
              period: periodIn(data.period, i18n),
            })
          : undefined
      }
      intro={data && <Local text={localIn(data.text, lang)} />}
      actions={
        data && (
          <a
            class="button button-small"
            href={`/${lang}/indikatoren/${data.indicator}`}
            target="_blank"
            rel="noopener"
            aria-label={t("values.counted_of", { indicator: saidIn(data.text, lang) })}
          >
            {t("values.counted")}
          </a>
        )
      }
    >
      <Load of={read}>
        {(sheet) => (
          <>
            <Facts sheet={sheet} />
            <SheetForm
              key={`${sheet.id} ${turn}`}
              read={{ data: sheet, etag: read.etag }}
              saved={read.put}
              moved={moved}
            />
          </>
        )}
      </Load>
    </Page>
  );
}

/** State, source and territory of a sheet, and what was said with the last move. */
function Facts({ sheet }: { sheet: Document }) {
  const i18n = useTexts();
  const { t, day, number } = i18n;
  const { state, comment, source, basis, territory_date, period_end, derived } = sheet;
  return (
    <>
      <p class="row-facts">
        <StateTag state={state} />
        <span>
          {t("values.source")}: {derived ? t("values.source_derived") : sourceIn(source, i18n)}
          {basis && `, ${basis}`}
        </span>
        {territory_date !== period_end && (
          <span>
            {t("values.territory_date")}: {day(territory_date)}
          </span>
        )}
        {sheet.denominator !== null && (
          <span>{t("values.measured_against", { count: number(sheet.denominator) })}</span>
        )}
      </p>
      {comment && (
        <p class={state === "returned" ? "note note-danger" : "note"}>
          <strong>{t(state === "returned" ? "values.comment_returned" : "values.comment_was")}</strong>{" "}
          {comment}
        </p>
      )}
      {sheet.person && state !== "approved" && <p class="muted small">{t("values.person_hint")}</p>}
    </>
  );
}
