import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/client";
import { SOURCE } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { FieldGroup, type FieldProps } from "../../ui/Field/Field";
import { textIn, withText } from "../../ui/TextsField/TextsField";
import type { MeasureValues } from "./measure";
import "./Partners.css";

type Partner = MeasureValues["partners"][number];

/** Who takes part: a name in German, and the organisation it is when it has a page of its own. */
export function Partners(props: FieldProps<Partner[]>) {
  const { value, onChange, disabled } = props;
  const { t } = useTexts();
  const put = (place: number, partner: Partner) =>
    onChange(value.map((one, index) => (index === place ? partner : one)));
  return (
    <FieldGroup {...props} hint={t("measures.partners_hint")}>
      <ul class="bare partners">
        {value.map((partner, place) => (
          <li key={place} class="partner">
            <input
              class="input"
              lang="de"
              aria-label={t("measures.partner_name", { number: place + 1 })}
              value={textIn(partner.name, SOURCE)}
              disabled={disabled}
              onInput={(event) =>
                put(place, { ...partner, name: withText(partner.name, SOURCE, event.currentTarget.value) })
              }
            />
            <OrganisationLink
              partner={partner}
              disabled={disabled ?? false}
              onChange={(organisation) => put(place, { ...partner, organisation })}
            />
            {!disabled && (
              <button
                type="button"
                class="button button-small button-quiet"
                onClick={() => onChange(value.filter((_, index) => index !== place))}
              >
                {t("measures.partner_remove")}
                <span class="visually-hidden">: {textIn(partner.name, SOURCE)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {!disabled && (
        <div>
          <button
            type="button"
            class="button button-small"
            onClick={() =>
              onChange([
                ...value,
                { name: [{ lang: SOURCE, text: "", state: "original" }], organisation: null },
              ])
            }
          >
            {t("measures.partner_add")}
          </button>
        </div>
      )}
    </FieldGroup>
  );
}

interface LinkProps {
  partner: Partner;
  disabled: boolean;
  onChange: (organisation: string | null) => void;
}

/** The organisation a partner is; found by its name. */
function OrganisationLink({ partner, disabled, onChange }: LinkProps) {
  const { t } = useTexts();
  const [searching, setSearching] = useState(false);
  const name = textIn(partner.name, SOURCE);
  if (partner.organisation) {
    return (
      <span class="partner-link">
        <a href={`/team/organisationen/${partner.organisation}`}>{t("measures.partner_page")}</a>
        {!disabled && (
          <button type="button" class="link-button" onClick={() => onChange(null)}>
            {t("measures.partner_unlink")}
            <span class="visually-hidden">: {name}</span>
          </button>
        )}
      </span>
    );
  }
  if (disabled) return null;
  return (
    <span class="partner-link">
      <button
        type="button"
        class="link-button"
        aria-expanded={searching}
        onClick={() => setSearching(!searching)}
      >
        {t("measures.partner_find")}
        <span class="visually-hidden">: {name}</span>
      </button>
      {searching && (
        <Finder
          start={name}
          onFound={(key) => {
            setSearching(false);
            onChange(key);
          }}
        />
      )}
    </span>
  );
}

function Finder({ start, onFound }: { start: string; onFound: (key: string) => void }) {
  const { t, lang } = useTexts();
  const [q, setQ] = useState(start);
  const [found, setFound] = useState<{ key: string; name: string }[] | null>(null);
  useEffect(() => {
    let wanted = true;
    const wish = q.trim().slice(0, 100);
    if (wish.length < 2) return setFound(null);
    const timer = setTimeout(() => {
      get("/api/v1/organisations", { query: { q: wish, limit: 8, lang } }).then(
        ({ data }) => wanted && setFound(data.items),
        () => wanted && setFound([]),
      );
    }, 250);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [q]);
  return (
    <span class="partner-finder">
      <input
        class="input"
        type="search"
        aria-label={t("measures.partner_search")}
        value={q}
        onInput={(event) => setQ(event.currentTarget.value)}
      />
      <span aria-live="polite">
        {found?.length === 0 && <span class="small muted">{t("team.search_none")}</span>}
        {found?.map(({ key, name }) => (
          <button key={key} type="button" class="button button-small" onClick={() => onFound(key)}>
            {name}
          </button>
        ))}
      </span>
    </span>
  );
}
