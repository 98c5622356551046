import type { Earlier } from "./History";

export const versions: Earlier[] = [
  {
    revision: 4,
    replaced_at: "2026-11-20T09:15:00Z",
    replaced_by: "Erika Mustermann",
    changes: [{ name: "phone", label: "Telefon", before: "", after: "06371 555 0100" }],
  },
  {
    revision: 3,
    replaced_at: "2026-11-02T14:40:00Z",
    replaced_by: "Projektleitung",
    changes: [{ name: "name", label: "Name", before: "SV Musterdorf", after: "Sportverein Musterdorf 1920" }],
  },
];
