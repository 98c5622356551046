import { useEffect, useRef } from "preact/hooks";
import { cleanedHtml } from "../ui/cleanedHtml";

/** HTML that the server rendered from Markdown and cleaned. */
export function Html({ html }: { html: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.innerHTML = cleanedHtml(html);
  }, [html]);
  return <div ref={ref} class="tight text break" />;
}
