import type { LocalText } from "../api/types";
import { SOURCE } from "../i18n/languages";
import type { StaffText } from "../ui/TextsField/TextsField";

/** One text of a staff document in the language of the page, or in German when that is missing; for `<Local>`. */
export function localIn(texts: readonly StaffText[], lang: string): LocalText {
  const own = texts.find((one) => one.lang === lang && one.text);
  const source = texts.find((one) => one.lang === SOURCE);
  return (own ?? source ?? { lang: SOURCE, text: "", state: "missing" }) as LocalText;
}

/** The same as plain text, for places that take no markup. */
export function saidIn(texts: readonly StaffText[], lang: string): string {
  return localIn(texts, lang).text;
}
