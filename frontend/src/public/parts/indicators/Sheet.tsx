import type { ComponentChildren } from "preact";
import type { Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";

function Row({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="facts-row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Says a key made of a code; without words for it, `otherwise`. */
function useSay() {
  const { t } = useI18n();
  return (key: string, otherwise = key) => {
    const words = (t as (key: string) => string)(key);
    return words === key ? otherwise : words;
  };
}

const BRINGERS = ["project_manager", "area_staff", "trainer", "mentoring_coordinator"] as const;
const LEVELS = ["county", "verbandsgemeinde"] as const;

/** Where the values come from, who brings them by when, and how often they are published. */
function Origin({ indicator }: { indicator: Indicator }) {
  const { t, list } = useI18n();
  const { fed_by, responsible, due_days, publish } = indicator;
  const say = useSay();
  const sources = fed_by.map((code) =>
    say(`indicator.source_${code}`, t("indicator.source_indicator", { code })),
  );
  const bringer = BRINGERS.find((one) => one === responsible);
  const levels = LEVELS.flatMap((level) => {
    const kind = publish[level];
    return kind ? [t(`indicator.published_${level}`, { period: say(`period.${kind}`) })] : [];
  });
  return (
    <>
      {sources.length > 0 && <Row label={t("indicator.sources")}>{list(sources)}</Row>}
      {bringer && (
        <Row label={t("indicator.responsible")}>
          {t(`indicator.responsible_${bringer}`)}, {t("indicator.due", { days: due_days })}
        </Row>
      )}
      {levels.length > 0 && <Row label={t("indicator.published")}>{list(levels)}</Row>}
    </>
  );
}

/** How a list of dimensions reads; `labels` are the API's words for them. */
function Breakdowns({ indicator, labels }: { indicator: Indicator; labels: Map<string, string> }) {
  const { t, list } = useI18n();
  const names = indicator.dimensions.map((one) =>
    one === "area" ? t("indicator.area") : (labels.get(one) ?? one),
  );
  return <>{list(names)}</>;
}

/** The reference sheet: what is counted, how it adds up, and how people are protected. */
export function Sheet({ indicator, labels }: { indicator: Indicator; labels: Map<string, string> }) {
  const { t, number } = useI18n();
  const to = useLink();
  const say = useSay();
  const { kind, unit, counts, definition, caveats, denominator, period, threshold, measure, goal_says } =
    indicator;
  return (
    <section class="stack" aria-labelledby="sheet">
      <h2 id="sheet">{t("indicator.sheet")}</h2>
      {indicator.assumed && <p class="note">{t("indicator.assumed")}</p>}
      <dl class="facts indicator-sheet">
        {definition && (
          <Row label={t("indicator.definition")}>
            <Local text={definition} mark />
          </Row>
        )}
        {counts && (
          <Row label={t("indicator.counts")}>
            <Local text={counts} mark />
          </Row>
        )}
        <Row label={t("indicator.kind")}>
          {say(`indicator.kind_${kind}`)}
          {goal_says && <p class="small muted">{t("indicator.goal_says", { word: goal_says })}</p>}
        </Row>
        {unit && (
          <Row label={t("indicator.unit")}>
            <Local text={unit} />
          </Row>
        )}
        {denominator && (
          <Row label={t("indicator.denominator")}>
            {say(`indicator.denominator_${denominator}`, denominator)}
          </Row>
        )}
        <Row label={t("indicator.frequency")}>{say(`period.${period}`)}</Row>
        <Row label={t("indicator.over_time")}>{say(`indicator.time_${indicator.time_rule}`)}</Row>
        <Row label={t("indicator.over_areas")}>{say(`indicator.area_${indicator.area_rule}`)}</Row>
        {indicator.dimensions.length > 0 && (
          <Row label={t("indicator.breakdowns")}>
            <Breakdowns indicator={indicator} labels={labels} />
          </Row>
        )}
        <Origin indicator={indicator} />
        <Row label={t("indicator.protection")}>
          {threshold === null
            ? t("indicator.protection_none")
            : t("indicator.protection_person", { threshold: number(threshold) })}
        </Row>
        {caveats && (
          <Row label={t("indicator.caveats")}>
            <Local text={caveats} mark />
          </Row>
        )}
        {measure !== null && (
          <Row label={t("indicator.measure")}>
            <a href={to(`/massnahmen/${measure}`)}>
              {t("indicator.measure_number", { number: number(measure) })}
            </a>
          </Row>
        )}
      </dl>
      {indicator.derived && <p class="muted">{t("indicator.derived")}</p>}
      <p class="muted text">{t("indicator.caveat")}</p>
    </section>
  );
}
