import { useLocation } from "preact-iso";
import { useI18n } from "../i18n/i18n";
import { direction, htmlLang, LANGUAGE_NAMES, LANGUAGES, type Lang, SOURCE } from "../i18n/languages";
import { inLanguage } from "./links";
import { isReviewed } from "./reviews";
import { useSite } from "./site";
import { useDisclosure } from "./useDisclosure";

/** How far the texts of a language can be trusted. */
function reviewKey(code: Lang) {
  if (isReviewed(code)) return "site.language_reviewed";
  return code === SOURCE ? "site.language_source" : "site.language_unreviewed";
}

/** Switches the language and keeps the place. Every language is named in itself. */
export function LanguageMenu() {
  const { t, lang } = useI18n();
  const { url } = useLocation();
  const site = useSite();
  const { open, setOpen, ref } = useDisclosure<HTMLDivElement>();
  const offered = site.state === "ready" ? new Set(site.data.languages.map(({ code }) => code)) : null;
  return (
    <div class="languages no-print" ref={ref}>
      <button
        type="button"
        class="languages-button"
        aria-expanded={open}
        aria-controls="languages"
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path
            d="M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19ZM2.5 12h19M12 2.5c3 2.6 4.2 6 4.2 9.5S15 19 12 21.5c-3-2.6-4.2-6-4.2-9.5S9 5.1 12 2.5Z"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
          />
        </svg>
        <span class="visually-hidden">{t("site.language")}: </span>
        <span class="system-font">{LANGUAGE_NAMES[lang]}</span>
      </button>
      <ul id="languages" class="bare languages-panel" hidden={!open}>
        {LANGUAGES.filter((code) => !offered || offered.has(code)).map((code) => (
          <li key={code}>
            <a
              href={inLanguage(url + location.hash, code)}
              hreflang={htmlLang(code)}
              aria-current={code === lang ? "true" : undefined}
              onClick={() => setOpen(false)}
            >
              <span lang={htmlLang(code)} dir={direction(code)} class="system-font">
                {LANGUAGE_NAMES[code]}
              </span>
              <small class="muted">{t(reviewKey(code))}</small>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
