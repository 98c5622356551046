import type { ListColumn } from "./DataList";

export interface Person {
  id: number;
  name: string;
  role: string;
  seen: string | null;
}

export const people: Person[] = [
  { id: 1, name: "Ömer Beispiel", role: "Projektleitung", seen: "2026-11-20" },
  { id: 2, name: "Erika Mustermann", role: "Redaktion", seen: null },
  { id: 3, name: "Anna Musterfrau", role: "Verbandsgemeinde", seen: "2026-11-02" },
];
export const columns: ListColumn<Person>[] = [
  { key: "name", label: "Name", cell: (row) => row.name, sort: (row) => row.name },
  { key: "role", label: "Rolle", cell: (row) => row.role },
  { key: "seen", label: "Zuletzt da", cell: (row) => row.seen ?? "–", sort: (row) => row.seen, end: true },
];
