import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { api, problemIn } from "../api/client";
import { sentenceFor } from "../forms/faults";
import { faultIn } from "./faultWords";
import type { Imported, Preview } from "./types";

/** What a person has chosen and said; it stays whatever goes wrong. */
export interface Wish {
  file: File | null;
  reason: string;
  partly: boolean;
}

export interface Import {
  wish: Wish;
  set: (changes: Partial<Wish>) => void;
  busy: "" | "looking" | "importing";
  /** Names the work that is done, to ask how far it is. */
  token: string;
  preview: Preview | null;
  done: Imported | null;
  /** What went wrong, in sentences. */
  faults: readonly string[];
  choose: (file: File) => Promise<void>;
  look: () => Promise<void>;
  apply: () => Promise<void>;
}

function formOf(file: File, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  form.set("file", file);
  return form;
}

/** A file on its way: chosen, looked at, imported. */
export function useImport(): Import {
  const i18n = useTexts();
  const { t } = i18n;
  const [wish, setWish] = useState<Wish>({ file: null, reason: "", partly: false });
  const [busy, setBusy] = useState<Import["busy"]>("");
  const [token, setToken] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<Imported | null>(null);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const set = (changes: Partial<Wish>) => setWish((old) => ({ ...old, ...changes }));

  const wrong = (error: unknown) => {
    const problem = problemIn(error);
    if (problem.status === 413) return [t("imports.fault_large")];
    if (problem.status !== 422) return [sentenceFor(problem, t)];
    const told = (problem.errors ?? []).map(({ code, pointer }) => {
      const line = pointer.match(/^\/file\/lines\/([1-9]\d*)/)?.[1];
      const words = faultIn(code, i18n);
      return line ? t("imports.at_line", { line, words }) : words;
    });
    return [...new Set(told)];
  };

  const lookAt = async (file: File, progress: string) => {
    setPreview((await api.post("/staff/import-previews", { body: formOf(file, { progress }) })).data);
  };
  const doing = async (what: Import["busy"], deed: (progress: string) => Promise<void>) => {
    const progress = crypto.randomUUID();
    setToken(progress);
    setBusy(what);
    setFaults([]);
    try {
      await deed(progress);
    } catch (error) {
      setFaults(wrong(error));
    } finally {
      setBusy("");
    }
  };
  const look = async () => {
    const { file } = wish;
    if (file) await doing("looking", (progress) => lookAt(file, progress));
  };
  const choose = async (chosen: File) => {
    // Kept in memory: what is imported is what was looked at, even if the file is changed meanwhile.
    const file = new File([await chosen.arrayBuffer()], chosen.name, { type: chosen.type });
    set({ file, partly: false });
    setPreview(null);
    setDone(null);
    await doing("looking", (progress) => lookAt(file, progress));
  };
  const apply = async () => {
    const { file, reason, partly } = wish;
    if (!file || !preview) return;
    const said = reason.trim() ? { reason: reason.trim() } : {};
    const how = { digest: preview.digest, partly: String(partly), ...said };
    await doing("importing", async (progress) => {
      const body = formOf(file, { ...how, progress });
      try {
        setDone((await api.post("/staff/imports", { body })).data);
        setPreview(null);
      } catch (error) {
        if (problemIn(error).status !== 412) throw error;
        await lookAt(file, progress);
        setFaults([t("imports.changed_meanwhile")]);
      }
    });
  };
  return { wish, set, busy, token, preview, done, faults, choose, look, apply };
}
