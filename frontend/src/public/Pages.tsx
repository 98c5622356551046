import { ENTRIES, type PageEntry } from "virtual:pages";
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary, lazy, Route, Router } from "preact-iso";
import { loadTexts } from "../i18n/load";
import { Failure } from "../ui/Failure/Failure";
import { langOf } from "./links";
import { NotFound } from "./NotFound";
import { WithTexts } from "./WithTexts";

type Page = ComponentType<object>;

/** The page of a route; its code and its texts are fetched side by side when it is first opened. */
function pageOf(texts: PageEntry[1], load: PageEntry[2]): Page {
  const Page = lazy(async () => {
    const [module] = await Promise.all([load(), loadTexts(langOf(location.pathname), texts)]);
    return module;
  });
  return () => (
    <WithTexts group={texts}>
      <Page />
    </WithTexts>
  );
}

const PAGES = ENTRIES.map(([path, texts, load]) => ({ path, component: pageOf(texts, load) }));

/** The page of the address; loads its code when it is first opened. */
export function Pages() {
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
