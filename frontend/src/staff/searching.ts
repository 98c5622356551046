import type { StaffI18n } from "../i18n/staffTexts";

export interface Found {
  text: string;
  /** What sort of thing it is, in words. */
  kind: string;
  link: string;
}

interface Source {
  permissions: readonly string[];
  find: (q: string, i18n: StaffI18n) => Promise<Found[]>;
}

/** What the search box asks; every room of the staff area adds its line. */
export const SOURCES: readonly Source[] = [];
