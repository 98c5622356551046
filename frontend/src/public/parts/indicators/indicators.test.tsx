import { describe, expect, it } from "vitest";
import type { Indicator, Series } from "../../../api/types";
import { usePeriod } from "../../../i18n/usePeriod";
import { show, speak } from "../../../ui/testing";
import { ChosenAims } from "./ChosenAims";
import { aimsOf, type Cell, drawn, lines, namedAreas, newest, periodsOf, stretches } from "./cells";
import { cellOf, difference, obstacle } from "./comparing";
import { Facts } from "./Facts";
import { counted } from "./Glance";
import { SeriesFigure } from "./SeriesFigure";
import { SeriesTable } from "./SeriesTable";
import { Sheet } from "./Sheet";
import { Steps } from "./Steps";
import { useSummary } from "./useSummary";
import { Way } from "./Way";
import { useCell } from "./words";

const [de, ar] = await Promise.all([speak("de"), speak("ar")]);

function cell(period: string, end: string, value: Cell["value"], more: Partial<Cell> = {}): Cell {
  const numerator = typeof value === "number" ? value : null;
  return {
    area: "07335",
    period,
    start: `${end.slice(0, 8)}01`,
    end,
    codes: {},
    status: value === null ? "missing" : "value",
    value,
    share: null,
    numerator,
    denominator: null,
    counted: null,
    expected: null,
    source: "project",
    basis: "",
    territory_date: end,
    release: "I-1",
    ended: null,
    ...more,
  };
}
const q1 = cell("2016-Q1", "2016-03-31", 4);
const q2 = cell("2016-Q2", "2016-06-30", null, { status: "suppressed" });
const q3 = cell("2016-Q3", "2016-09-30", 0, { status: "zero" });
const q4 = cell("2016-Q4", "2016-12-31", 9, { counted: 5, expected: 7 });

function series(items: Cell[], more: Partial<Series> = {}): Series {
  const text = { text: "Anzahl", lang: "de", state: "original" as const };
  return {
    indicator: "1.3a",
    kind: "count",
    title: text,
    unit: null,
    person: false,
    threshold: null,
    period: "quarter",
    periods: ["quarter"],
    release: "I-1",
    published_at: null,
    licence: "dl-de/by-2-0",
    demo: false,
    dimensions: [],
    areas: [],
    benchmarks: [],
    breaks: [],
    items,
    ...more,
  };
}
const indicator = {
  code: "1.3a",
  kind: "count",
  text: { text: "Anzahl" },
  dimensions: [],
} as unknown as Indicator;

/** What a hook says, as the text of a part. */
function said(hook: () => string, i18n = de): string {
  const Part = () => <p>{hook()}</p>;
  return (show(<Part />, i18n).container.textContent ?? "").replace(/[\u2066-\u2069]/g, "");
}

describe("cells", () => {
  it("draw a true zero, and nothing for a gap", () => {
    expect([q1, q2, q3].map(drawn)).toEqual([4, null, 0]);
  });

  it("draw of how many institutions something is true where that is what was rolled up", () => {
    expect(
      drawn(cell("2016-H1", "2016-06-30", null, { numerator: 3, denominator: 8, status: "value" })),
    ).toBe(3);
  });

  it("become one line that hidden values interrupt, hollow where parts are missing", () => {
    const [line, ...others] = lines([q4, q1, q3, q2], [], () => "n");
    expect(others).toEqual([]);
    expect(line?.points.map(({ value, suppressed, complete }) => [value, suppressed, complete])).toEqual([
      [4, false, true],
      [null, true, true],
      [0, false, true],
      [9, false, false],
    ]);
  });

  it("begin a new line where basis, source or borders change", () => {
    expect(stretches([q1, { ...q3, basis: "2022" }], [])).toHaveLength(2);
    expect(stretches([q1, { ...q3, source: "other" }], [])).toHaveLength(2);
    const reason = "territory" as const;
    expect(stretches([q1, q3], [{ area: "07335", period: "2016-Q3", reason }])).toHaveLength(2);
    expect(stretches([q1, q3], [{ area: "073355011", period: "2016-Q3", reason }])).toHaveLength(1);
  });

  it("are newest by their end, whatever their order", () => {
    expect(newest([q4, q1])?.period).toBe("2016-Q4");
    expect(newest([])).toBeUndefined();
    expect(periodsOf([q1, q4, q1])).toEqual(["2016-Q4", "2016-Q1"]);
  });
});

describe("areas of one name", () => {
  it("say their periods; others do not", () => {
    const areas = [
      { key: "073355005", name: "Landstuhl" },
      { key: "073355011", name: "Landstuhl" },
      { key: "073355009", name: "Weilerbach" },
    ];
    const items = [
      cell("2018", "2018-12-31", 1, { area: "073355005" }),
      cell("2017", "2017-12-31", 1, { area: "073355005" }),
      cell("2020", "2020-12-31", 1, { area: "073355011" }),
    ];
    expect(namedAreas(series(items, { areas }), (code) => code).map(({ name }) => name)).toEqual([
      "Landstuhl (2017 – 2018)",
      "Landstuhl (2020)",
      "Weilerbach",
    ]);
  });
});

describe("words", () => {
  it.each([
    ["2016-Q3", "3. Quartal 2016"],
    ["2016-H1", "1. Halbjahr 2016"],
    ["2016-05", "Mai 2016"],
    ["2016-05-31", "31. Mai 2016"],
    ["2016", "2016"],
    ["PY2", "2. Projektjahr"],
    ["PT", "ganzes Projekt"],
    ["W2016-03-31", "Befragung am 31. März 2016"],
  ])("say the period %s as %s", (code, words) => {
    expect(said(() => usePeriod()(code))).toBe(words);
  });

  it.each([
    [q2, "•"],
    [q3, "0"],
    [cell("2016", "2016-12-31", null), "fehlt"],
    [cell("2016", "2016-12-31", null, { status: "later" }), "kommt später"],
    [cell("2016", "2016-12-31", null, { status: "value", numerator: 3, denominator: 8 }), "3 von 8"],
  ])("say a gap as what it is and never as 0: %#", (one, words) => {
    expect(said(() => useCell("count")(one))).toBe(words);
  });

  it("say shares with one decimal and realisations in words", () => {
    const share = cell("2016", "2016-12-31", 34.5);
    expect(said(() => useCell("share")(share)).replace("\u00a0", " ")).toBe("34,5 %");
    expect(said(() => useCell("realisation")(cell("2016", "2016-12-31", "partly")))).toBe(
      "teilweise umgesetzt",
    );
  });

  it("tell first and last value, and how many are not shown", () => {
    expect(said(() => useSummary(series([q1, q2, q3, q4]), "", "Kreis"))).toBe(
      "Kreis: 4 (1. Quartal 2016), zuletzt 9 (4. Quartal 2016). 1 Wert wird nicht gezeigt.",
    );
    expect(said(() => useSummary(series([]), "", "Kreis"))).toContain("noch nichts veröffentlicht");
  });

  it("tell every group of a breakdown but the total", () => {
    const codes = ["_T", "f", "m"].map((code) => ({ code, label: `(${code})` }));
    const of = (code: string, one: Cell) => ({ ...one, codes: { gender: code } });
    const items = [of("_T", q1), of("f", q1), of("m", { ...q2, period: q1.period, end: q1.end })];
    const broken = series(items, { dimensions: [{ name: "gender", label: "Geschlecht", codes }] });
    const words = said(() => useSummary(broken, "gender", "Kreis"));
    expect(words).toContain("(f): 4 und (m): •");
    expect(words).not.toContain("(_T)");
  });
});

describe("table", () => {
  it("marks what is hidden in words, and says what an empty cell is", () => {
    const { container } = show(
      <SeriesTable indicator={indicator} series={series([q1, q2, q3, q4])} by="" />,
      de,
    );
    const rows = [...container.querySelectorAll("tbody tr")].map((row) => row.textContent);
    expect(rows[1]).toContain("nicht gezeigt, um einzelne Personen zu schützen");
    expect(rows[2]).toContain("0");
    expect(rows[3]).toContain("5 von 7 gemeldet");
  });
});

describe("reference sheet", () => {
  const sheet = (more: Partial<Indicator>) => {
    const text = { text: "Anzahl", lang: "de", state: "original" as const };
    const one = {
      code: "1.2",
      kind: "count",
      text,
      publish: {},
      dimensions: [],
      measure: null,
      threshold: null,
    };
    return show(<Sheet indicator={{ ...one, ...more } as Indicator} labels={new Map()} />, de).container;
  };

  it("says codes in words, and codes of indicators as such", () => {
    const { textContent } = sheet({
      fed_by: ["migrant_organisations", "1.1b"],
      denominator: "administrations",
    });
    expect(textContent).toContain(
      "Migrantenorganisationen im Verzeichnis der Organisationen und Indikator 1.1b",
    );
    expect(textContent).toContain("alle Verwaltungen im Landkreis");
  });
});

describe("baseline and target", () => {
  it("name where they come from", () => {
    const baseline = {
      state: "set",
      value: 4,
      date: "2015-07-01",
      source: "IST-Analyse 2015",
      direction: null,
    };
    const one = { kind: "count", latest: null, baseline, target: { state: "not_set" } };
    const { container } = show(<Facts indicator={one as Indicator} />, de);
    expect(container.textContent).toContain("Quelle: IST-Analyse 2015");
    expect(container.textContent?.split("Quelle")).toHaveLength(2);
  });
});

describe("baseline and target of what was chosen", () => {
  const benchmark = { state: "set" as const, source: "Beschluss", direction: "up" as const };
  const benchmarks: Series["benchmarks"] = [
    { ...benchmark, kind: "target", area: "07335", codes: { gender: "_T" }, value: 40, date: "2018-06-30" },
    { ...benchmark, kind: "target", area: "07335", codes: { gender: "f" }, value: 20, date: "2018-06-30" },
    {
      ...benchmark,
      kind: "target",
      area: "073355011",
      codes: { gender: "_T" },
      value: 9,
      date: "2017-06-30",
    },
    {
      state: "not_collected",
      kind: "baseline",
      area: "073355011",
      codes: { gender: "_T" },
      date: "2015-06-30",
      source: "Beschluss",
    },
  ];
  const gender = {
    name: "gender",
    label: "Geschlecht",
    codes: [
      { code: "_T", label: "Insgesamt" },
      { code: "f", label: "Frauen" },
      { code: "m", label: "Männer" },
    ],
  };
  const data = series([q1, q4], { benchmarks, dimensions: [gender] });
  const counts = { ...indicator, time_rule: "last", unit: null } as Indicator;
  const chosen = (area: string, by: string) => (
    <ChosenAims indicator={counts} series={data} area={area} county="07335" by={by} name="Landstuhl" />
  );
  const choice = { area: "", by: "", period: "", release: "" };
  const figure = (more: Partial<typeof choice>, one: Indicator = counts) =>
    show(
      <SeriesFigure
        indicator={one}
        series={data}
        choice={{ ...choice, ...more }}
        area="Landstuhl"
        publisher="Kreis"
      />,
      de,
    ).container;
  const target = { ...benchmark, value: 77, date: "2018-06-30" };
  const ofCounty = { ...counts, baseline: { state: "not_set" }, target } as Indicator;

  it("is found by area and code; what nobody set is a state", () => {
    expect(aimsOf(data, "073355011").target).toMatchObject({ value: 9 });
    expect(aimsOf(data, "07335", "gender", "f").target).toMatchObject({ value: 20 });
    expect(aimsOf(data, "07335", "gender", "m")).toEqual({
      baseline: { state: "not_set" },
      target: { state: "not_set" },
    });
  });

  it("stands beside the newest value of an area, and nowhere where nothing was set", () => {
    const { container } = show(chosen("073355011", ""), de);
    const facts = [...container.querySelectorAll(".indicator-fact")].map((one) => one.textContent);
    expect(facts).toEqual([
      "Ausgangswertnicht erhobenQuelle: Beschluss",
      "Neuester Wert94. Quartal 2016",
      "Zielwert9am 30. Juni 2017Quelle: Beschluss",
    ]);
    expect(show(chosen("073355002", ""), de).container.textContent).toBe("");
    expect(show(chosen("", ""), de).container.textContent).toBe("");
    expect(show(chosen("073355002", "gender"), de).container.textContent).toBe("");
  });

  it("is a row for each group that has one", () => {
    const { container } = show(chosen("", "gender"), de);
    const rows = [...container.querySelectorAll("tbody tr")].map((row) => row.textContent);
    expect(rows).toEqual([
      "Insgesamt40 (30. Juni 2018)Quelle: Beschluss",
      "Frauen20 (30. Juni 2018)Quelle: Beschluss",
    ]);
    expect(container.querySelectorAll("thead th")).toHaveLength(2);
  });

  it("is said and drawn with the words of its area, not of the county", () => {
    const landstuhl = figure({ area: "073355011" }, ofCounty);
    expect(landstuhl.textContent).toContain(
      "Ausgangswert: nicht erhoben (30. Juni 2015). Zielwert: 9 (30. Juni 2017).",
    );
    expect(landstuhl.querySelector(".line-chart-target text")?.textContent).toBe("Zielwert: 9");
    expect(landstuhl.querySelector(".line-chart-baseline")).toBeNull();
    expect(figure({}, ofCounty).querySelector(".line-chart-target text")?.textContent).toBe("Zielwert: 77");
    expect(figure({ area: "073355002" }, ofCounty).querySelector(".line-chart-target")).toBeNull();
  });

  it("is not drawn beside several lines, or where single periods cannot reach it", () => {
    expect(
      figure({ area: "073355011", by: "gender" }, ofCounty).querySelector(".line-chart-target"),
    ).toBeNull();
    const sum = { ...ofCounty, time_rule: "sum" };
    expect(figure({ area: "073355011" }, sum).querySelector(".line-chart-target")).toBeNull();
    expect(figure({ area: "073355011" }, sum).textContent).toContain("Zielwert: 9 (30. Juni 2017).");
  });
});

describe("comparison", () => {
  it("tells a difference of shown values only", () => {
    expect(difference({ first: q1, second: q4 }, [], [q1, q4])).toBe(5);
    expect(obstacle({ first: q1, second: q2 }, [], [q1, q2])).toBe("hidden");
    expect(difference({ first: q1, second: q2 }, [], [q1, q2])).toBeNull();
    expect(difference({ first: q1, second: undefined }, [], [q1])).toBeNull();
  });

  it("tells none across a break, in whichever order the periods stand", () => {
    const breaks = [{ area: "07335", period: "2016-Q3", reason: "territory" as const }];
    const all = [q1, q3, q4];
    expect(obstacle({ first: q1, second: q4 }, breaks, all)).toBe("broken");
    expect(obstacle({ first: q4, second: q1 }, breaks, all)).toBe("broken");
    expect(obstacle({ first: q3, second: q4 }, breaks, all)).toBeNull();
    expect(obstacle({ first: q1, second: { ...q4, basis: "2022" } }, [], all)).toBe("broken");
  });

  it("rounds shares to what is shown", () => {
    const [a, b] = [cell("2015", "2015-12-31", 0.1), cell("2016", "2016-12-31", 0.3)];
    expect(difference({ first: a, second: b }, [], [a, b])).toBe(0.2);
  });

  it("takes the newest territory of a period", () => {
    const later = { ...q1, value: 7, territory_date: "2019-07-01" };
    expect(cellOf([later, q1], "07335", "2016-Q1")?.value).toBe(7);
  });
});

describe("how far it is", () => {
  const progress = {
    value: 0.45,
    elapsed: 0.5,
    verdict: "on_track" as const,
    reason: null,
    total: null,
    since: null,
    missing: 0,
  };

  it("is told in words beside the bar", () => {
    const { container } = show(<Way progress={progress} />, de);
    expect(container.textContent?.replace(/\u00a0/g, " ")).toContain("45 % des Wegs");
    expect(container.textContent?.replace(/\u00a0/g, " ")).toContain("50 % der Zeit");
    expect(container.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });

  it("grows from the right in Arabic", () => {
    const { container } = show(<Way progress={progress} />, ar);
    expect(container.querySelector(".way-done")?.getAttribute("x")).toBe("55%");
  });

  it("says plainly why nobody can say, and draws no bar for it", () => {
    for (const [reason, words] of [
      ["no_target", "kein Zielwert"],
      ["no_value", "noch kein Wert"],
      ["contradiction", "nicht miteinander vergleichen"],
    ] as const) {
      const given = { ...progress, value: null, verdict: "not_assessable" as const, reason };
      const { container } = show(<Way progress={given} />, de);
      expect(container.textContent).toContain(words);
      expect(container.textContent).not.toContain("%");
      expect(container.querySelector("svg")).toBeNull();
    }
  });

  it("does not speak of a negative way", () => {
    const { container } = show(<Way progress={{ ...progress, value: -0.1, verdict: "fell_back" }} />, de);
    expect(container.textContent).toContain("schlechter als der Ausgangswert");
    expect(container.querySelector(".way-done")?.getAttribute("width")).toBe("0%");
  });

  it("of values that add up says the sum it is measured with", () => {
    const { container } = show(
      <Way progress={{ ...progress, total: 1200, since: "2015-06-30", missing: 2 }} />,
      de,
    );
    expect(container.textContent).toContain("Zusammen seit 30. Juni 2015: 1.200 · Für 2 Zeiträume fehlt");
  });

  it("is counted by verdict, best first, without empty ones", () => {
    const having = (verdict: string) =>
      ({ ...indicator, progress: { value: 1, elapsed: 1, verdict, reason: null } }) as unknown as Indicator;
    expect(counted([having("behind"), having("reached"), having("behind")])).toEqual([
      { verdict: "reached", count: 1 },
      { verdict: "behind", count: 2 },
    ]);
  });
});

describe("realisation", () => {
  it("is told by word and by shape, and what is not known is no empty circle", () => {
    const values = ["no", "partly", "yes", "unknown"] as const;
    const cells = values.map((value, index) => cell(`2016-Q${index + 1}`, `2016-0${index + 3}-28`, value));
    const { getAllByRole } = show(<Steps kind="realisation" cells={cells} />, de);
    const items = getAllByRole("listitem");
    expect(items.map((item) => item.querySelector("strong")?.textContent)).toEqual([
      "nicht umgesetzt",
      "teilweise umgesetzt",
      "umgesetzt",
      "nicht bekannt",
    ]);
    expect(new Set(items.map((item) => item.querySelector("svg")?.innerHTML)).size).toBe(4);
  });
});
