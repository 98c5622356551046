import type { Area } from "../../api/types";
import type { I18n } from "../../i18n/i18n";

/** Languages one may look for; the names come from the browser, in the language of the page. */
const SPOKEN = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "ru", "fa", "fr"] as const;

/** Everything in the county and the city in its middle, by name, to choose from. */
export function placeOptions(areas: Area[]) {
  const byName = new Intl.Collator("de");
  return areas
    .filter(({ kind }) => kind !== "county")
    .sort((a, b) => byName.compare(a.name, b.name))
    .map(({ key, name, official_name, kind }) => ({
      value: key,
      label: kind === "verbandsgemeinde" ? official_name : name,
      lang: "de",
    }));
}

/** Languages that are spoken somewhere, by their names in the language of the page. */
export function spokenOptions({ language, htmlLang }: Pick<I18n, "language" | "htmlLang">) {
  const own = new Intl.Collator(htmlLang);
  return SPOKEN.map((code) => ({ value: code, label: language(code) })).sort((a, b) =>
    own.compare(a.label, b.label),
  );
}
