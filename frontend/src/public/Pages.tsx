import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary, lazy, Route, Router } from "preact-iso";
import { Failure } from "../ui/Failure/Failure";
import { NotFound } from "./NotFound";
import { ROUTES } from "./routes";

type Page = ComponentType<object>;
const files = import.meta.glob<{ default: Page }>("./pages/*.tsx");

function load(page: string): Promise<{ default: Page }> {
  const file = files[`./pages/${page}.tsx`];
  return file ? file() : Promise.reject(new Error(`no page ${page}`));
}

const PAGES = ROUTES.map(({ page, pattern }) => ({
  path: `/:lang${pattern.replace(/\{(\w+)\}/g, ":$1")}`,
  component: lazy(() => load(page)),
}));

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
