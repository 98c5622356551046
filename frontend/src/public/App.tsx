import { useEffect, useMemo, useState } from "preact/hooks";
import { LocationProvider, useLocation } from "preact-iso";
import { useResource } from "../api/resource";
import { type Catalogue, createI18n, I18nContext } from "../i18n/i18n";
import { LANGUAGES, type Lang } from "../i18n/languages";
import { loadTexts } from "../i18n/load";
import { langOf } from "./links";
import { Pages } from "./Pages";
import { Shell } from "./Shell";
import { SiteContext } from "./site";

/** Addresses this app answers; everything else (API, downloads) is left to the browser. */
const SCOPE = new RegExp(`^/(${LANGUAGES.join("|")})(/|$)`);

interface Loaded {
  lang: Lang;
  texts: Catalogue;
}

/** The texts of `lang`; the texts shown last stay until the new ones are there. Throws when they cannot be fetched. */
function useTexts(lang: Lang): Loaded | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => {
    let wanted = true;
    loadTexts(lang).then(
      (texts) => wanted && setLoaded({ lang, texts }),
      (error: unknown) => wanted && setFailed(error),
    );
    return () => {
      wanted = false;
    };
  }, [lang]);
  if (failed && !loaded) throw failed;
  return loaded;
}

function Site() {
  const { path } = useLocation();
  const loaded = useTexts(langOf(path));
  const i18n = useMemo(() => loaded && createI18n(loaded.lang, loaded.texts), [loaded]);
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
