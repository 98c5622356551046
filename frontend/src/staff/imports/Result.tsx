import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import type { Imported } from "./types";

/** What became of a file: its sheets, to be handed in. */
export function Result({ done }: { done: Imported }) {
  const { t } = useTexts();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const title = done.already ? "imports.already" : done.number === null ? "imports.nothing" : "imports.done";
  return (
    <section class="stack">
      <h2 ref={head} tabIndex={-1}>
        {t(title, { count: done.changed })}
      </h2>
      {!done.already && done.number !== null && <p class="text">{t("imports.done_next")}</p>}
      {done.sheets.length > 0 && (
        <ul class="list">
          {done.sheets.map((one) => (
            <li key={one.sheet}>
              <a href={`/team/werte/${one.sheet}`}>
                {one.indicator}, {one.area_name}, {one.period}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
