import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { createI18n, type I18n, I18nContext, useI18n } from "../i18n/i18n";
import type { Lang } from "../i18n/languages";
import { loadLongTexts, loadTexts } from "../i18n/load";
import { Failure } from "../ui/Failure/Failure";

/** Adds the long texts of a language (legal pages, API) to those every page has; shows the page when they are there. */
export function WithLongTexts({ children }: { children: ComponentChildren }) {
  const { lang } = useI18n();
  const [loaded, setLoaded] = useState<{ lang: Lang; i18n: I18n } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    Promise.all([loadTexts(lang), loadLongTexts(lang)]).then(
      ([short, long]) => wanted && setLoaded({ lang, i18n: createI18n(lang, { ...short, ...long }) }),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [lang]);
  const i18n = useMemo(() => (loaded?.lang === lang ? loaded.i18n : null), [loaded, lang]);
  if (failed) return <Failure status={0} retry={() => location.reload()} />;
  return i18n ? <I18nContext.Provider value={i18n}>{children}</I18nContext.Provider> : null;
}
