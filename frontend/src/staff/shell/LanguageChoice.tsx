import { htmlLang, LANGUAGE_NAMES, LANGUAGES, type Lang } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";

/** The language of the staff area. */
export function LanguageChoice({ onChange }: { onChange: (lang: Lang) => void }) {
  const { t, lang } = useTexts();
  return (
    <label class="language-choice">
      <span class="visually-hidden">{t("site.language")}</span>
      <select
        class="input system-font"
        value={lang}
        onChange={(event) => onChange(event.currentTarget.value as Lang)}
      >
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={htmlLang(code)} selected={code === lang}>
            {LANGUAGE_NAMES[code]}
          </option>
        ))}
      </select>
    </label>
  );
}
