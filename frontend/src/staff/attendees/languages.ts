import { LANGUAGE_NAMES, LANGUAGES } from "../../i18n/languages";
import type { Option } from "../../ui/Choice/Choice";

/** The languages we write to people in, by their own names. */
export function languageOptions(): Option[] {
  return LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
}
