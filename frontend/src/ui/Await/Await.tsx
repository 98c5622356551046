import type { ComponentChildren } from "preact";
import type { Resource } from "../../api/resource";
import { useI18n } from "../../i18n/i18n";
import { Failure } from "../Failure/Failure";
import { Stand } from "./Stand";
import "./Await.css";

interface AwaitProps<T> {
  of: Resource<T>;
  children: (data: T) => ComponentChildren;
  /** Height kept free while loading, in lines of text, so that nothing jumps. */
  lines?: number;
  /** Leaves out the "Stand" note; for the second resource of a page. */
  quiet?: boolean;
}

/** Shows a resource: a calm placeholder, the data (with its "Stand" when it is a stored copy), or the failure. */
export function Await<T>({ of, children, lines = 6, quiet = false }: AwaitProps<T>) {
  const { t } = useI18n();
  if (of.state === "error") return <Failure status={of.problem.status} retry={of.retry} />;
  if (of.state === "loading") {
    return (
      <div class="await" role="status">
        <span class="visually-hidden">{t("site.loading")}</span>
        {Array.from({ length: lines }, (_, line) => (
          <span key={line} class="await-line" aria-hidden="true" />
        ))}
      </div>
    );
  }
  return (
    <>
      {!quiet && <Stand of={of} />}
      {children(of.data)}
    </>
  );
}
