import { useResource } from "../../api/resource";
import type { ConceptMeasure } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Local } from "../../ui/Local/Local";
import { PageHead } from "../parts/PageHead";
import { useLink, useSite, useTitle } from "../site";
import "./Concept.css";

function Item({ measure }: { measure: ConceptMeasure }) {
  const { t, number } = useI18n();
  const to = useLink();
  const page = (n: number) => (
    <a href={to(`/massnahmen/${n}`)}>{t("measure.number", { number: number(n) })}</a>
  );
  const told = measure.activities.some(({ title }) => title.text === measure.title?.text);
  return (
    <li class="concept card" value={measure.number}>
      <h2 class="card-title">{t("concept.number", { number: number(measure.number) })}</h2>
      {measure.title && !told && (
        <p>
          <Local text={measure.title} />
        </p>
      )}
      {measure.measures.length > 0 && (
        <p>
          {t("concept.linked")}:{" "}
          {measure.measures.map((n, index) => (
            <span key={n}>
              {index > 0 && ", "}
              {page(n)}
            </span>
          ))}
        </p>
      )}
      {measure.activities.map((activity) => (
        <p key={activity.title.text}>
          <Local text={activity.title} /> <span class="muted">({t("concept.activity")}</span>{" "}
          {page(activity.measure)})
        </p>
      ))}
    </li>
  );
}

/** Those of which nothing but the number is known: told once, in a row. */
function Missing({ measures }: { measures: ConceptMeasure[] }) {
  const { t, number } = useI18n();
  if (measures.length === 0) return null;
  return (
    <section class="concept-missing">
      <ul class="bare cluster small">
        {measures.map((measure) => (
          <li key={measure.number}>{t("concept.number", { number: number(measure.number) })}</li>
        ))}
      </ul>
      <p class="muted">{t("concept.missing")}</p>
    </section>
  );
}

function Intro() {
  const { t } = useI18n();
  const site = useSite();
  if (site.state !== "ready") return null;
  const { concept } = site.data;
  if (!concept) return <p class="lead">{t("concept.none")}</p>;
  return (
    <p class="lead">
      {t("concept.intro", {
        title: concept.title.text,
        initiated: String(concept.initiated),
        presented: String(concept.presented),
        measures: concept.measures,
      })}
    </p>
  );
}

export default function Concept() {
  const { t, lang } = useI18n();
  const measures = useResource("/api/v1/concept-measures", { query: { lang } });
  useTitle("title.concept");
  return (
    <>
      <PageHead title={t("concept.title")}>
        <Intro />
      </PageHead>
      <div class="wide stack page-body">
        <Await of={measures} lines={20}>
          {({ items }) => {
            const missing = items.filter(({ data }) => data === "missing");
            const known = items.filter(({ data }) => data !== "missing");
            return (
              <>
                {items.length > 0 && (
                  <p>{t("concept.summary", { linked: known.length, missing: missing.length })}</p>
                )}
                <ol class="bare grid">
                  {known.map((measure) => (
                    <Item key={measure.number} measure={measure} />
                  ))}
                </ol>
                <Missing measures={missing} />
              </>
            );
          }}
        </Await>
      </div>
    </>
  );
}
