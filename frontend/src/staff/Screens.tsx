import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary, lazy, Route, Router } from "preact-iso";
import type { Lang } from "../i18n/languages";
import { loadStaffTexts, useTexts } from "../i18n/staffTexts";
import { Failure } from "../ui/Failure/Failure";
import { NotFound } from "./NotFound";
import { SCREENS, type ScreenEntry } from "./routes";
import { mayAny, useSigned } from "./session/session";
import { Texts } from "./Texts";

/** Variable parts of the address, as text. */
export type ScreenProps<Name extends string = never> = { [N in Name]: string };
type Screen = ComponentType<Record<string, string>>;
interface RouteGiven {
  params?: Record<string, string>;
}
const files = import.meta.glob<{ default: Screen }>("./screens/**/*.tsx");

function load(screen: string): Promise<{ default: Screen }> {
  const file = files[`./screens/${screen}.tsx`];
  return file ? file() : Promise.reject(new Error(`no screen ${screen}`));
}

/** A screen; its code and its texts are fetched side by side when it is first opened. */
function screenOf(entry: ScreenEntry): ComponentType<RouteGiven> {
  const Lazy = lazy(async () => {
    const lang = document.documentElement.dataset.lang as Lang;
    const [module] = await Promise.all([load(entry.screen), loadStaffTexts(lang, entry.texts)]);
    return module;
  });
  return (props: RouteGiven) => {
    const { lang } = useTexts();
    const { me } = useSigned();
    if (!mayAny(me, entry.permissions)) return <NotFound />;
    return (
      <Texts lang={lang} groups={entry.texts}>
        <Lazy {...props.params} />
      </Texts>
    );
  };
}

const PAGES = SCREENS.map((entry) => ({ path: entry.pattern, component: screenOf(entry) }));

/** The screen of the address. */
export function Screens() {
  const [broken, setBroken] = useState(false);
  if (broken) return <Failure status={0} retry={() => location.reload()} />;
  return (
    <ErrorBoundary onError={() => setBroken(true)}>
      <Router onRouteChange={() => document.getElementById("content")?.focus({ preventScroll: true })}>
        {PAGES.map(({ path, component }) => (
          <Route key={path} path={path} component={component} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  );
}
