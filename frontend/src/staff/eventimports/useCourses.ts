import { useState } from "preact/hooks";
import type { components } from "../../api/schema";
import { useTexts } from "../../i18n/staffTexts";
import { api, problemIn } from "../api/client";
import { sentenceFor } from "../forms/faults";

export type Courses = components["schemas"]["CourseImport"];

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

function formOf(file: File, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  form.set("file", file);
  return form;
}

/** A file with courses on its way: chosen, looked at, imported. */
export function useCourses() {
  const { t } = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState<"" | "looking" | "importing">("");
  const [seen, setSeen] = useState<Courses | null>(null);
  const [done, setDone] = useState<Courses | null>(null);
  const [faults, setFaults] = useState<readonly string[]>([]);

  const wrong = (error: unknown) => {
    const problem = problemIn(error);
    if (problem.status !== 422 && problem.status !== 413) return [sentenceFor(problem, t)];
    return [...new Set((problem.errors ?? [{ code: "" }]).map(({ code }) => t(wordsFor(code))))];
  };
  const lookAt = async (chosen: File) => {
    setSeen((await api.post("/staff/event-import-previews", { body: formOf(chosen) })).data);
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
    setSeen(null);
    setDone(null);
    await doing("looking", () => lookAt(kept));
  };
  const apply = async () => {
    if (!file || !seen) return;
    await doing("importing", async () => {
      try {
        const body = formOf(file, { digest: seen.digest });
        setDone((await api.post("/staff/event-imports", { body })).data);
        setSeen(null);
      } catch (error) {
        if (problemIn(error).status !== 412) throw error;
        await lookAt(file);
        setFaults([t("eventimports.changed_meanwhile")]);
      }
    });
  };
  return { file, busy, seen, done, faults, choose, apply };
}
