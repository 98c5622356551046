import type { LocalText, Timeline } from "../../api/types";
import type { Milestone, Phase, Strand } from "./bars";
import type { GanttProps } from "./Gantt";

const text = (words: string): LocalText => ({ text: words, lang: "de", state: "original" });

/** The twelve project quarters from the assumed start, 1 July 2015. */
const quarters: Timeline["quarters"] = Array.from({ length: 12 }, (_, index) => {
  const first = (shift: number) => new Date(Date.UTC(2015, 6 + 3 * (index + shift), 1));
  const last = new Date(first(1).getTime() - 86_400_000);
  return {
    number: index + 1,
    start: first(0).toISOString().slice(0, 10),
    end: last.toISOString().slice(0, 10),
  };
});

/** A phase from one project quarter to another, with the dates reported for it. */
function phase(title: string, [first, last]: [number, number], reported: Partial<Phase> = {}): Phase {
  return {
    title: text(title),
    first_quarter: first,
    last_quarter: last,
    planned_start: quarters[first - 1]?.start ?? "",
    planned_end: quarters[last - 1]?.end ?? "",
    assumed: true,
    actual_start: null,
    actual_end: null,
    start_slip_days: null,
    end_slip_days: null,
    ...reported,
  };
}

function milestone(code: string, title: string, due: string, reported: Partial<Milestone> = {}): Milestone {
  const rest = { assumed: true, done_on: null, slip_days: null, evidence: null, evidence_url: null };
  return { code, title: text(title), due, ...rest, ...reported };
}

const strands: Strand[] = [
  {
    number: 1,
    kind: "measure",
    title: text("Interkulturelle Öffnung und Ausrichtung von Vereinen"),
    status: "running",
    phases: [
      phase("Recherche und gute Beispiele", [1, 2], {
        actual_start: "2015-07-01",
        actual_end: "2016-02-11",
        start_slip_days: 0,
        end_slip_days: 42,
      }),
      phase("Öffentliche Infoveranstaltungen", [3, 8], { actual_start: "2016-01-18", start_slip_days: 17 }),
      phase("Arbeitsgruppen und Erfahrungsaustausch", [4, 10], {
        actual_start: "2016-04-01",
        start_slip_days: 0,
      }),
      phase("Begleitung der Umsetzung", [5, 12]),
    ],
    milestones: [],
  },
  {
    number: 3,
    kind: "measure",
    title: text("Einrichtung eines Mentorenprogramms"),
    status: "late",
    phases: [
      phase("Bedarfsermittlung und Ausarbeitung in Arbeitsgruppen", [1, 4], {
        actual_start: "2015-09-01",
        start_slip_days: 62,
      }),
      phase("Öffentliche Infoveranstaltung", [5, 5]),
    ],
    milestones: [],
  },
  {
    number: 13,
    kind: "management",
    title: text("Projektleitung und Begleitung"),
    status: "running",
    phases: [
      phase("Projektleitung", [1, 12], { actual_start: "2015-07-01", start_slip_days: 0, assumed: false }),
    ],
    milestones: [
      milestone("ist-analyse", "IST-Analyse (freiwillige Befragungen)", "2015-12-31", {
        done_on: "2016-02-19",
        slip_days: 50,
      }),
      milestone("interim-evaluation", "Zwischenevaluierung", "2016-12-31"),
      milestone("final-evaluation", "Endevaluierung", "2018-06-30"),
    ],
  },
];

/** In the second project year: some phases done, some running, one late. */
export const running: GanttProps = {
  label: "Zeitplan des Projekts",
  start: "2015-07-01",
  end: "2018-06-30",
  today: "2016-11-22",
  quarters,
  strands,
  href: ({ number }) => `/de/massnahmen/${number}`,
};

/** After the project, with nothing reported: nothing is overdue, the plan stands alone. */
export const ended: GanttProps = {
  ...running,
  today: "2026-11-22",
  strands: [
    {
      number: 2,
      kind: "measure",
      title: text("Informationen und Schulungen zu Vereinsgründung und Vereinsführung"),
      status: "not_reported",
      phases: [
        phase("Ausarbeitung der Inhalte", [1, 3]),
        phase("Umsetzung durch die Kreisvolkshochschule", [4, 12]),
      ],
      milestones: [],
    },
  ],
};
