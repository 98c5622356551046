import type { LineChartProps } from "./LineChart";

/** The county on its territory: two census bases that overlap in time, and the proposal's value of 15 years before. */
export const county: LineChartProps = {
  label: "Liniendiagramm: Einwohnerzahl des Landkreises Kaiserslautern, 1998 bis 2024",
  unit: "Einwohnerinnen und Einwohner",
  series: [
    {
      name: "Zensus 2011",
      points: [
        { date: "2013-12-31", value: 104_117 },
        { date: "2014-12-31", value: 104_288 },
        { date: "2018-12-31", value: 106_057 },
        { date: "2022-12-31", value: 108_216 },
        { date: "2023-12-31", value: 108_540 },
      ],
    },
    {
      name: "Zensus 2022",
      points: [
        { date: "2022-05-15", value: 105_761 },
        { date: "2024-12-31", value: 106_343 },
      ],
    },
  ],
  derived: [{ date: "1998-12-31", value: 110_142 }],
  breaks: [{ date: "2022-05-15", label: "Zensus 2022" }],
};

/** A municipality that lacks a year, and one sum that misses a part. */
export const gaps: LineChartProps = {
  label: "Liniendiagramm: Einwohnerzahl der Verbandsgemeinde Weilerbach",
  series: [
    {
      name: "Zensus 2011",
      points: [
        { date: "2013-12-31", value: 14_114 },
        { date: "2014-12-31", value: 14_249, complete: false },
        { date: "2015-12-31", value: null },
        { date: "2016-12-31", value: 14_301 },
        { date: "2017-12-31", value: 14_388 },
      ],
    },
  ],
};

/** What an indicator will look like: baseline, target band, one value that is not shown. Invented values. */
export const indicator: LineChartProps = {
  label: "Liniendiagramm: geschulte Mitarbeitende (erfundenes Beispiel)",
  unit: "Personen",
  series: [
    {
      name: "Geschulte Mitarbeitende",
      points: [
        { date: "2015-09-30", value: 8 },
        { date: "2015-12-31", value: 14 },
        { date: "2016-03-31", value: null, suppressed: true },
        { date: "2016-06-30", value: 31 },
        { date: "2016-09-30", value: 37 },
      ],
    },
  ],
  baseline: { value: 8, label: "Ausgangswert 8" },
  target: { from: 40, to: 50, label: "Ziel 40 bis 50" },
};
