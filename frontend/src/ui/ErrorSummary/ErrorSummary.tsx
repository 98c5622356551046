import { useEffect, useRef } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import "./ErrorSummary.css";

export interface SummaryItem {
  /** The `name` of the field; empty when the fault belongs to none. */
  name: string;
  text: string;
}

/** Moves focus to the control of a field, and opens what it is folded into. */
function goTo(from: Element | null, name: string): void {
  const scope = from?.closest("form") ?? document;
  const field = scope.querySelector(`[data-field="${CSS.escape(name)}"]`);
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement?.closest("details"))
    fold.open = true;
  const control = field?.querySelector<HTMLElement>("input, select, textarea, button");
  control?.focus();
}

/** What must be mended before a form can be saved, above the form. Takes focus whenever it changes. */
export function ErrorSummary({ items }: { items: readonly SummaryItem[] }) {
  const { t } = useI18n();
  const ref = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(items);
  useEffect(() => {
    if (key !== "[]") ref.current?.focus();
  }, [key]);
  if (items.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={ref}>
      <p class="error-summary-title">{t("form.summary", { count: items.length })}</p>
      <ul class="list">
        {items.map(({ name, text }) => (
          <li key={name + text}>
            {name ? (
              <button type="button" class="link-button" onClick={() => goTo(ref.current, name)}>
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
