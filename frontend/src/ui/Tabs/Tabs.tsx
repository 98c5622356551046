import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import "./Tabs.css";

export interface Tab {
  key: string;
  label: string;
  /** Stands behind the label: how many things wait there. */
  count?: number | undefined;
  content: () => ComponentChildren;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (key: string) => void;
}

/** Parts of one page of which one is seen; arrow keys move between them. */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = tabs.find((tab) => tab.key === selected) ?? tabs[0];
  const move = (event: KeyboardEvent) => {
    const rtl = document.documentElement.dir === "rtl";
    const steps: Record<string, number> = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 };
    const step = steps[event.key];
    const place = tabs.findIndex((tab) => tab.key === current?.key);
    const ends: Record<string, number> = { Home: 0, End: tabs.length - 1 };
    const next = step ? (place + step + tabs.length) % tabs.length : ends[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab || next === undefined) return;
    event.preventDefault();
    onSelect(tab.key);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div class="tabs">
      <div class="tabs-list" role="tablist" aria-label={label} ref={list} onKeyDown={move} tabIndex={-1}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            class="tabs-tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onSelect(tab.key)}
          >
            {tab.label}
            {tab.count ? <span class="tabs-count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      {current && (
        <div
          key={current.key}
          id={`${id}-panel`}
          class="tabs-panel"
          role="tabpanel"
          aria-labelledby={`${id}-${current.key}`}
        >
          {current.content()}
        </div>
      )}
    </div>
  );
}
