import { type DataTableProps, SUPPRESSED } from "./DataTable";

interface PopulationRow {
  date: string;
  basis: string;
  value: number | null;
  female: number | null;
}

/** The county on the territory of 2024; the census publishes no split by sex at its own day in this source. */
export const population: DataTableProps<PopulationRow> = {
  caption: "Einwohnerinnen und Einwohner im Landkreis Kaiserslautern",
  columns: [
    { key: "date", label: "Stichtag", kind: "day", value: (row) => row.date },
    { key: "basis", label: "Grundlage", kind: "text", value: (row) => row.basis },
    { key: "value", label: "insgesamt", kind: "number", value: (row) => row.value },
    { key: "female", label: "davon Frauen", kind: "number", value: (row) => row.female },
  ],
  rows: [
    { date: "2013-12-31", basis: "Zensus 2011", value: 104_117, female: 53_119 },
    { date: "2014-12-31", basis: "Zensus 2011", value: 104_288, female: 53_206 },
    { date: "2018-12-31", basis: "Zensus 2011", value: 106_057, female: 53_922 },
    { date: "2022-05-15", basis: "Zensus 2022", value: 105_761, female: null },
    { date: "2024-12-31", basis: "Zensus 2022", value: 106_343, female: 54_083 },
  ],
};

interface ShareRow {
  area: string;
  count: number | typeof SUPPRESSED;
  share: number | typeof SUPPRESSED;
  change: number | null;
}

/** What later indicators look like: a value that is not shown is not zero and not missing. */
export const shares: DataTableProps<ShareRow> = {
  caption: "Ausländerinnen und Ausländer, 31. Dezember 2013 (Beispiel mit geschütztem Wert)",
  columns: [
    { key: "area", label: "Gebiet", kind: "text", value: (row) => row.area },
    { key: "count", label: "Personen", kind: "number", value: (row) => row.count },
    { key: "share", label: "Anteil", kind: "percent", digits: 1, value: (row) => row.share },
    { key: "change", label: "Veränderung in Punkten", kind: "signed", digits: 1, value: (row) => row.change },
  ],
  rows: [
    { area: "Landkreis Kaiserslautern", count: 5_807, share: 5.6, change: 0.9 },
    { area: "Langwieden", count: SUPPRESSED, share: SUPPRESSED, change: null },
  ],
};
