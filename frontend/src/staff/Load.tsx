import type { ComponentChildren } from "preact";
import type { Resource } from "../api/resource";
import { useTexts } from "../i18n/staffTexts";
import { Await } from "../ui/Await/Await";
import type { List } from "./api/useList";
import { sentenceFor } from "./forms/faults";

interface LoadProps<T> {
  of: Resource<T>;
  children: (data: T) => ComponentChildren;
  lines?: number;
}

/** Shows what was read; what may not be seen or does not exist is said plainly, anything else can be tried again. */
export function Load<T>({ of, children, lines = 5 }: LoadProps<T>) {
  const { t } = useTexts();
  if (of.state === "error" && [401, 403, 404].includes(of.problem.status)) {
    return <p class="note note-danger">{sentenceFor(of.problem, t)}</p>;
  }
  return (
    <Await of={of} lines={lines} quiet>
      {children}
    </Await>
  );
}

/** The same for a list that comes page by page. */
export function LoadList<I>({ of, children }: { of: List<I>; children: (items: I[]) => ComponentChildren }) {
  const retry = of.reload;
  const problem = of.problem ?? { type: "about:blank", title: "", status: 0 };
  const resource: Resource<I[]> =
    of.state === "ready"
      ? { state: "ready", data: of.items, stand: null, retry }
      : of.state === "error"
        ? { state: "error", problem, retry }
        : { state: "loading", retry };
  return (
    <Load of={resource} lines={8}>
      {children}
    </Load>
  );
}
