import type { ComponentChildren } from "preact";

interface PageHeadProps {
  title: ComponentChildren;
  /** A short line above the title. */
  above?: ComponentChildren;
  children?: ComponentChildren;
}

/** Title and first sentences of a page. */
export function PageHead({ title, above, children }: PageHeadProps) {
  return (
    <div class="page-banner">
      <div class="wide page-head">
        {above && <p class="eyebrow">{above}</p>}
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  );
}
