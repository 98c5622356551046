import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Html } from "../../ui/RichText/RichText";
import type { List } from "../api/useList";
import { EntryDrawer } from "./EntryDrawer";
import type { Entry } from "./measure";
import "./Logbook.css";

interface LogbookProps {
  entries: List<Entry>;
  today: string;
  onChanged: () => void;
}

/** The logbook of a measure, newest first; internal entries are marked. */
export function Logbook({ entries, today, onChanged }: LogbookProps) {
  const { t, day } = useTexts();
  const [open, setOpen] = useState<string | null>(null);
  const [only, setOnly] = useState<"all" | "public" | "internal">("all");
  const shown = entries.items.filter((entry) => only === "all" || entry.public === (only === "public"));
  if (entries.state === "error") return <p class="note note-danger">{t("kit.problem_server")}</p>;
  return (
    <section class="stack">
      <h2>{t("measure.logbook")}</h2>
      <fieldset class="cluster" aria-label={t("measures.entries_shown")}>
        {(["all", "public", "internal"] as const).map((choice) => (
          <button
            key={choice}
            type="button"
            class="chip"
            aria-pressed={only === choice}
            onClick={() => setOnly(choice)}
          >
            {t(`measures.entries_${choice}`)}
          </button>
        ))}
      </fieldset>
      {entries.state === "ready" && shown.length === 0 && <p class="muted">{t("measures.entries_none")}</p>}
      <ol class="bare">
        {shown.map((entry) => (
          <li key={entry.key} class="entry" data-public={entry.public}>
            <div class="entry-head">
              <time dateTime={entry.day}>{day(entry.day)}</time>
              <span class="tag">{t(entry.public ? "measures.public" : "measures.internal")}</span>
              <button
                type="button"
                class="button button-small button-quiet"
                onClick={() => setOpen(entry.key)}
              >
                {t("kit.edit")}
                <span class="visually-hidden">: {day(entry.day)}</span>
              </button>
            </div>
            <Html html={entry.html} lang="de" />
          </li>
        ))}
      </ol>
      {entries.more && (
        <button type="button" class="button button-small" onClick={entries.more}>
          {t("site.more")}
        </button>
      )}
      {open && (
        <EntryDrawer entryKey={open} today={today} onClose={() => setOpen(null)} onChanged={onChanged} />
      )}
    </section>
  );
}
