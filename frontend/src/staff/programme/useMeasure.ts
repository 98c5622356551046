import { useRef } from "preact/hooks";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { type DocumentState, useDocument } from "../forms/useDocument";
import { changeOf, type MeasureDocument, type MeasureValues, valuesOf, withoutEmpty } from "./measure";
import { MEASURE_WORDS } from "./words";

/** One measure as a document that is edited: texts, details and end together. */
export function useMeasure(
  read: Read<MeasureDocument>,
  onRead: (read: Read<MeasureDocument>) => void,
): DocumentState<MeasureValues> {
  const { number } = read.data;
  const path = { number };
  const base = useRef(read);
  return useDocument<MeasureDocument, MeasureValues>({
    draft: `measures-${number}`,
    read,
    valuesOf,
    again: async () => {
      base.current = await api.get("/staff/measures/{number}", { path });
      return base.current;
    },
    save: (patch, seen) => {
      const body = changeOf(tidied(patch), valuesOf(base.current.data));
      return api.patch("/staff/measures/{number}", { path, body, seen });
    },
    saved: (next) => {
      base.current = next;
      onRead(next);
    },
    words: MEASURE_WORDS,
  });
}

/** Without empty lines in the lists that are typed line by line. */
function tidied(patch: Partial<MeasureValues>): Partial<MeasureValues> {
  const { target_groups, experience_from } = patch;
  return {
    ...patch,
    ...(target_groups ? { target_groups: withoutEmpty(target_groups) } : {}),
    ...(experience_from ? { experience_from: experience_from.filter(Boolean) } : {}),
  };
}
