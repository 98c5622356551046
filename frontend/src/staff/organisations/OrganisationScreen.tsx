import { useTexts } from "../../i18n/staffTexts";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { useMay } from "../session/session";
import { Page } from "../shell/Page";
import { Contacts } from "./Contacts";
import { addressLine, type OrganisationDocument } from "./model";
import { OrganisationForm } from "./OrganisationForm";

interface OrganisationScreenProps {
  /** Pattern of the screen. */
  screen: string;
  organisation: string;
}

/** One organisation or office: what visitors see of it, and the people one reaches there. */
export function OrganisationScreen({ screen, organisation }: OrganisationScreenProps) {
  const { t, lang } = useTexts();
  const may = useMay();
  const read = useRead("/staff/organisations/{key}", { path: { key: organisation } });
  const data: OrganisationDocument | null = read.state === "ready" ? read.data : null;
  return (
    <Page
      screen={screen}
      title={data?.name}
      actions={
        data && (
          <>
            {may("outreach.read") && (
              <a class="button button-small" href={`/team/ansprache/organisationen/${data.key}`}>
                {t("team.outreach")}
              </a>
            )}
            <a
              class="button button-small"
              href={`/${lang}/organisationen/${data.key}`}
              target="_blank"
              rel="noopener"
            >
              {t("places.as_visitor")}
            </a>
          </>
        )
      }
    >
      <Load of={read}>
        {(document) => (
          <>
            {may("contacts.edit") && <Contacts organisation={document.key} />}
            {may("organisations.edit") ? (
              <OrganisationForm
                key={document.key}
                read={{ data: document, etag: read.etag }}
                put={read.put}
              />
            ) : (
              <ReadOnly data={document} />
            )}
          </>
        )}
      </Load>
    </Page>
  );
}

/** For who may not change organisations. */
function ReadOnly({ data }: { data: OrganisationDocument }) {
  const { t, list, language, day } = useTexts();
  const facts: [string, string | null][] = [
    [t("org.kind"), (t as (key: string) => string)(`kind.${data.kind}`)],
    [t("org.active_in"), data.county_wide ? t("org.county_wide") : list(data.areas.map(({ name }) => name))],
    [t("places.languages"), list(data.languages.map(language))],
    [t("org.address"), addressLine(data)],
    [t("org.phone"), data.phone],
    [t("org.email"), data.email],
    [t("org.site"), data.site],
    [t("places.confirmed_on"), data.confirmed_on && day(data.confirmed_on)],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name} class="facts-row">
          <dt>{name}</dt>
          <dd>{value || "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
