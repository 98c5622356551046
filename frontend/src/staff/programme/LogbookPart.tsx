import type { List } from "../api/useList";
import { Logbook } from "./Logbook";
import type { Entry, MeasureDocument } from "./measure";
import { QuickEntry } from "./QuickEntry";

interface LogbookPartProps {
  measure: MeasureDocument;
  entries: List<Entry>;
  /** How often somebody asked for the field: then it takes the focus. */
  asked: number;
  onChanged: () => void;
}

/** Today's entry, then what was written before. */
export function LogbookPart({ measure, entries, asked, onChanged }: LogbookPartProps) {
  const { number, calendar } = measure;
  return (
    <div class="stack">
      <QuickEntry number={number} today={calendar.today} asked={asked} onMade={onChanged} />
      <Logbook entries={entries} today={calendar.today} onChanged={onChanged} />
    </div>
  );
}
