import type { Organisation } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";

/** An organisation in a list. */
export function OrganisationCard({ organisation }: { organisation: Organisation }) {
  const { t, list, language } = useI18n();
  const to = useLink();
  const { key, name, kind, areas, county_wide, languages, description, interest_in_inclusion } = organisation;
  return (
    <li class="card tight">
      <p class="eyebrow small">{t(`kind.${kind}`)}</p>
      <h2 class="card-title">
        <a class="card-link" href={to(`/organisationen/${key}`)} lang="de" dir="ltr">
          {name}
        </a>
      </h2>
      {description && (
        <p>
          <Local text={description} />
        </p>
      )}
      <p class="small muted">
        {county_wide ? t("org.county_wide") : <span lang="de">{list(areas.map((area) => area.name))}</span>}
        {languages.length > 0 && (
          <>
            <br />
            {t("org.languages")}: {list(languages.map(language))}
          </>
        )}
      </p>
      {interest_in_inclusion && <p class="small">♥ {t("org.open_short")}</p>}
    </li>
  );
}
