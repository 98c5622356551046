import type { Tab } from "./Tabs";

export const tabs: Tab[] = [
  { key: "facts", label: "Angaben", content: () => "Angaben zur Maßnahme" },
  { key: "steps", label: "Schritte", count: 2, content: () => "Schritte der Maßnahme" },
  { key: "logbook", label: "Logbuch", content: () => "Einträge" },
];
