import type { Difference } from "./VersionConflict";

export const differences: Difference[] = [
  { name: "name", label: "Name", mine: "Sportverein Musterdorf 1920", theirs: "SV Musterdorf" },
  { name: "phone", label: "Telefon", mine: "", theirs: "06371 555 0100" },
];
