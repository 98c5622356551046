import { useState } from "preact/hooks";
import type { components } from "../../api/schema";
import { useTexts } from "../../i18n/staffTexts";
import { api, problemIn } from "../api/client";
import { sentenceFor } from "../forms/faults";

export type Courses = components["schemas"]["CourseImport"];
export type Source = components["schemas"]["CourseSource"];

/** Where a file comes from, and what its new courses are here. `name` is that of a source nobody imported from yet. */
export interface Origin {
  source: string;
  name: string;
  kind: string;
  organiser: string;
}

/** The value of `source` for one that is new. */
export const NEW = "+";
export const nameOf = ({ source, name }: Origin) => (source === NEW ? name.trim() : source);

/** What a source began with last time; a first one is the adult-education centre's. */
export function originOf(known: Source | undefined, first = false): Origin {
  const { source = NEW, kind = "training", organiser } = known ?? {};
  return { source, name: first ? "kvhs" : "", kind, organiser: organiser ?? "" };
}

const WORDS = {
  number_or_title_missing: "eventimports.fault_title",
  no_date: "eventimports.fault_date",
  time_missing: "eventimports.fault_date",
  not_in_order: "eventimports.fault_order",
  no_price: "eventimports.fault_price",
  too_long: "eventimports.fault_long",
  no_such_time: "eventimports.fault_clock",
  ambiguous_time: "eventimports.fault_clock",
  too_many_dates: "eventimports.fault_many",
  series_not_read: "eventimports.fault_series",
  columns_missing: "eventimports.fault_columns",
  xml_refused: "eventimports.fault_xml",
} as const;

/** The text for a code of a fault; codes of files that cannot be read have one in common. */
export function wordsFor(code: string) {
  return WORDS[code as keyof typeof WORDS] ?? "eventimports.fault_file";
}

function formOf(file: File, origin: Origin, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  const { kind, organiser } = origin;
  const about = { source: nameOf(origin), kind, ...(organiser ? { organiser } : {}) };
  for (const [name, value] of Object.entries({ ...about, ...more })) form.set(name, value);
  form.set("file", file);
  return form;
}

/** A file with courses on its way: chosen, looked at, imported. What is imported is what was looked at. */
export function useCourses() {
  const { t } = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [origin, setOrigin] = useState<Origin | null>(null);
  const [busy, setBusy] = useState<"" | "looking" | "importing">("");
  const [seen, setSeen] = useState<Courses | null>(null);
  const [done, setDone] = useState<Courses | null>(null);
  const [faults, setFaults] = useState<readonly string[]>([]);

  const wrong = (error: unknown) => {
    const problem = problemIn(error);
    if (problem.status !== 422 && problem.status !== 413) return [sentenceFor(problem, t)];
    return [...new Set((problem.errors ?? [{ code: "" }]).map(({ code }) => t(wordsFor(code))))];
  };
  const lookAt = async (chosen: File, from: Origin) => {
    setSeen((await api.post("/staff/event-import-previews", { body: formOf(chosen, from) })).data);
  };
  const doing = async (what: typeof busy, deed: () => Promise<void>) => {
    setBusy(what);
    setFaults([]);
    try {
      await deed();
    } catch (error) {
      setFaults(wrong(error));
    } finally {
      setBusy("");
    }
  };
  const choose = async (chosen: File) => {
    // Kept in memory: what is imported is what was looked at, even if the file is changed meanwhile.
    const kept = new File([await chosen.arrayBuffer()], chosen.name, { type: chosen.type });
    setFile(kept);
    forget();
  };
  /** What was looked at holds no longer, as something else is said of the file. */
  const forget = () => {
    setSeen(null);
    setDone(null);
    setFaults([]);
  };
  const look = async (from: Origin) => {
    if (!file) return;
    forget();
    setOrigin(from);
    await doing("looking", () => lookAt(file, from));
  };
  const apply = async () => {
    if (!file || !seen || !origin) return;
    await doing("importing", async () => {
      try {
        const body = formOf(file, origin, { digest: seen.digest });
        setDone((await api.post("/staff/event-imports", { body })).data);
        setSeen(null);
      } catch (error) {
        if (problemIn(error).status !== 412) throw error;
        await lookAt(file, origin);
        setFaults([t("eventimports.changed_meanwhile")]);
      }
    });
  };
  return { file, origin, busy, seen, done, faults, choose, look, apply, forget };
}
