import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import "./Fold.css";

/** Whether there is room to show everything at once: from a tablet on. */
export const hasRoom = () => matchMedia("(min-width: 48rem)").matches;

interface FoldProps {
  title: ComponentChildren;
  /** One line that says what is inside; read before it is opened. */
  about?: ComponentChildren;
  /** Whether it is open at first; by default where there is room. */
  open?: boolean;
  children: ComponentChildren;
}

/** A section under its heading that opens and closes: on a narrow screen closed at first, printed always open. */
export function Fold({ title, about, open, children }: FoldProps) {
  const [first] = useState(() => open ?? hasRoom());
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const unfold = () => details.current?.setAttribute("open", "");
    addEventListener("beforeprint", unfold);
    return () => removeEventListener("beforeprint", unfold);
  }, []);
  return (
    <details class="fold" open={first} ref={details}>
      <summary>
        <span class="fold-head">
          <h2>{title}</h2>
          {about && <span class="fold-about">{about}</span>}
        </span>
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}
