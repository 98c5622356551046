import type { StaffText } from "./TextsField";

const value: StaffText[] = [
  { lang: "de", text: "Mentorenprogramm", state: "original" },
  { lang: "en", text: "Mentoring programme", state: "reviewed" },
  { lang: "pl", text: "Program mentorski", state: "machine" },
  { lang: "ar", text: "برنامج الإرشاد", state: "outdated" },
];
export const title = { name: "title", label: "Titel", value, onChange: () => undefined };
