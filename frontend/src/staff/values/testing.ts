import type { Row, Sheet } from "./types";

type Given = Omit<Partial<Sheet>, "working" | "in_force"> & {
  working?: (Partial<Row> & Pick<Row, "dims">)[];
  in_force?: (Partial<Row> & Pick<Row, "dims">)[];
};

const texts = (text: string) => [{ lang: "de", text, state: "original" as const }];
const rowOf = (given: Partial<Row> & Pick<Row, "dims">): Row => ({
  id: 31,
  status: "value",
  numerator: null,
  denominator: null,
  realisation: null,
  evidence: null,
  reason: null,
  recorded_at: "2026-07-03T10:12:00+02:00",
  recorded_by: "Erika Mustermann",
  approved_at: null,
  replaced_at: null,
  ...given,
});

/** A sheet of people by gender, as the server tells it. */
export function sheetOf({ working = [], in_force = [], ...given }: Given = {}): Sheet {
  return {
    id: 12,
    revision: 3,
    state: "draft",
    indicator: "1.3b",
    text: texts("Anzahl der Teilnehmenden"),
    area: "07335",
    area_name: "Landkreis Musterkreis",
    period: "2026-Q2",
    period_start: "2026-04-01",
    period_end: "2026-06-30",
    source: "project",
    basis: "",
    territory_date: "2026-06-30",
    derived: false,
    kind: "count",
    period_type: "quarter",
    person: true,
    denominator: null,
    measured_against: null,
    dimensions: [
      {
        name: "gender",
        label: texts("Geschlecht"),
        codes: [
          { code: "f", label: texts("Frauen") },
          { code: "m", label: texts("Männer") },
        ],
        open: false,
      },
    ],
    comment: null,
    working: working.map(rowOf),
    in_force: in_force.map(rowOf),
    before: [],
    findings: [],
    moves: ["save", "submit"],
    ...given,
  };
}
