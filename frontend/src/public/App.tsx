import { useEffect, useState } from "preact/hooks";
import { LocationProvider, useLocation } from "preact-iso";
import { useResource } from "../api/resource";
import { createI18n, type I18n, I18nContext } from "../i18n/i18n";
import { LANGUAGES, type Lang } from "../i18n/languages";
import { loadTexts } from "../i18n/load";
import { langOf } from "./links";
import { Pages } from "./Pages";
import { Shell } from "./Shell";
import { SiteContext } from "./site";

/** Addresses this app answers; everything else (API, downloads) is left to the browser. */
const SCOPE = new RegExp(`^/(${LANGUAGES.join("|")})(/|$)`);

/** The texts every page needs; those shown last stay until the new ones are there. Throws when they cannot be fetched. */
function useCore(lang: Lang): I18n | null {
  const [shown, setShown] = useState<I18n | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => {
    let wanted = true;
    loadTexts(lang, "core").then(
      (texts) => wanted && setShown(createI18n(lang, texts)),
      (error: unknown) => wanted && setFailed(error),
    );
    return () => {
      wanted = false;
    };
  }, [lang]);
  if (failed && !shown) throw failed;
  return shown;
}

function Site() {
  const { path } = useLocation();
  const i18n = useCore(langOf(path));
  const site = useResource("/api/v1/county", i18n ? { query: { lang: i18n.lang } } : null);
  useEffect(() => {
    if (!i18n) return;
    document.documentElement.lang = i18n.htmlLang;
    document.documentElement.dir = i18n.dir;
  }, [i18n]);
  if (!i18n) return null;
  return (
    <I18nContext.Provider value={i18n}>
      <SiteContext.Provider value={site}>
        <Shell>
          <Pages />
        </Shell>
      </SiteContext.Provider>
    </I18nContext.Provider>
  );
}

export function App() {
  return (
    <LocationProvider scope={SCOPE}>
      <Site />
    </LocationProvider>
  );
}
