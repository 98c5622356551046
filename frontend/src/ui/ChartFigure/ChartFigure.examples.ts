import type { ChartFigureProps } from "./ChartFigure";

export const population: Omit<ChartFigureProps, "children" | "table"> = {
  title: "Bevölkerung: Landkreis Kaiserslautern",
  level: 2,
  summary:
    "Landkreis Kaiserslautern: 104.117 Menschen am 31. Dezember 2013, 106.343 am 31. Dezember 2024. Die Grundlage hat dazwischen gewechselt.",
  csv: "/api/v1/areas/07335/population.csv",
  sources: [
    {
      source: "Statistische Ämter des Bundes und der Länder, Bevölkerungsfortschreibung",
      licence: "dl-de/by-2-0",
    },
    { source: "Eigene Angaben des Landkreises", licence: null },
  ],
  note: "Alle Werte gelten für das Gebiet, wie es am 31. Dezember 2024 war.",
};
