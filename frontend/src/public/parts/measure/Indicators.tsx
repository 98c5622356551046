import { useResource } from "../../../api/resource";
import type { Indicator } from "../../../api/types";
import { type MessageKey, useI18n } from "../../../i18n/i18n";
import { Await } from "../../../ui/Await/Await";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";

function Item({ indicator }: { indicator: Indicator }) {
  const { t, number } = useI18n();
  const to = useLink();
  const { code, text, unit, counts, period, person, threshold, assumed } = indicator;
  const period_key = `period.${period}` as MessageKey;
  const rhythm = (t as (key: MessageKey) => string)(period_key);
  return (
    <li class="indicator">
      <p>
        <a href={to(`/indikatoren/${code}`)}>
          <strong>
            <Local text={text} />
          </strong>
        </a>
      </p>
      <p class="small muted">
        {code} · {rhythm}
        {unit && (
          <>
            {" · "}
            <Local text={unit} />
          </>
        )}
        {assumed && ` · ${t("measure.indicator_assumed")}`}
      </p>
      {counts && (
        <p class="small">
          <Local text={counts} />
        </p>
      )}
      {person && threshold !== null && (
        <p class="small muted">{t("measure.indicator_person", { threshold: number(threshold) })}</p>
      )}
    </li>
  );
}

/** How the success of a measure is counted. */
export function Indicators({ number }: { number: number }) {
  const { t, lang } = useI18n();
  const indicators = useResource("/api/v1/indicators", { query: { measure: number, lang } });
  return (
    <section class="stack">
      <h2>{t("measure.indicators")}</h2>
      <Await of={indicators} quiet>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{t("measure.indicators_none")}</p>
          ) : (
            <ul class="bare">
              {items.map((indicator) => (
                <Item key={indicator.code} indicator={indicator} />
              ))}
            </ul>
          )
        }
      </Await>
    </section>
  );
}
