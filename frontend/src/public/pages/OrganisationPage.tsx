import { useRoute } from "preact-iso";
import { useResource } from "../../api/resource";
import type { Organisation } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Stand } from "../../ui/Await/Stand";
import { Local } from "../../ui/Local/Local";
import { NotFound } from "../NotFound";
import { Contact } from "../parts/organisations/Contact";
import { Hours } from "../parts/organisations/Hours";
import { PageHead } from "../parts/PageHead";
import { useLink, useTitle } from "../site";
import "../../styles/columns.css";

function About({ organisation }: { organisation: Organisation }) {
  const { t, list, language, day } = useI18n();
  const to = useLink();
  const {
    areas,
    county_wide,
    languages,
    barrier_free,
    interest_in_inclusion,
    part_of,
    valid_from,
    valid_to,
  } = organisation;
  return (
    <section class="stack">
      {interest_in_inclusion && (
        <p class="note note-warm">{t("org.open_to_all", { date: day(interest_in_inclusion.since) })}</p>
      )}
      <dl class="facts">
        <dt>{t("org.active_in")}</dt>
        <dd>
          {county_wide && t("org.county_wide")}
          {!county_wide && <span lang="de">{list(areas.map(({ name }) => name))}</span>}
        </dd>
        {languages.length > 0 && (
          <>
            <dt>{t("org.languages")}</dt>
            <dd>{list(languages.map(language))}</dd>
          </>
        )}
        <dt>{t("org.barrier")}</dt>
        <dd>{t(`org.barrier_${barrier_free}`)}</dd>
        {part_of && (
          <>
            <dt>{t("org.part_of")}</dt>
            <dd>
              <a href={to(`/organisationen/${part_of.key}`)} lang="de">
                {part_of.name}
              </a>
            </dd>
          </>
        )}
        {(valid_from || valid_to) && (
          <>
            <dt>{t("org.active")}</dt>
            <dd>
              {valid_from && t("org.since", { date: day(valid_from) })}{" "}
              {valid_to && t("org.until", { date: day(valid_to) })}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Page({ organisation }: { organisation: Organisation }) {
  const { t } = useI18n();
  const to = useLink();
  return (
    <>
      <PageHead
        above={t(`kind.${organisation.kind}`)}
        title={
          <span lang="de" dir="ltr">
            {organisation.name}
          </span>
        }
      >
        {organisation.description && (
          <p class="lead">
            <Local text={organisation.description} mark />
          </p>
        )}
      </PageHead>
      <div class="wide columns page-body">
        <div class="stack">
          <About organisation={organisation} />
          <Contact organisation={organisation} />
        </div>
        <div class="stack">
          <Hours organisation={organisation} />
        </div>
        <p class="no-print">
          <a class="button" href={to("/organisationen")}>
            {t("org.back")}
          </a>
        </p>
      </div>
    </>
  );
}

export default function OrganisationPage() {
  const { lang } = useI18n();
  const key = useRoute().params.key ?? "";
  const organisation = useResource("/api/v1/organisations/{key}", { path: { key }, query: { lang } });
  const missing = organisation.state === "error" && [404, 422].includes(organisation.problem.status);
  useTitle(
    missing ? "title.not_found" : "title.organisation",
    missing ? "" : organisation.state === "ready" ? organisation.data.name : null,
  );
  if (missing) return <NotFound />;
  if (organisation.state !== "ready") {
    return (
      <div class="wide page-head">
        <Await of={organisation} lines={12}>
          {() => null}
        </Await>
      </div>
    );
  }
  return (
    <>
      <Stand of={organisation} />
      <Page organisation={organisation.data} />
    </>
  );
}
