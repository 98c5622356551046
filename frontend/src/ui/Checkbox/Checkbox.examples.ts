export const publicEntry = {
  name: "public",
  label: "Öffentlich zeigen",
  hint: "Besucherinnen und Besucher sehen diesen Eintrag auf der Seite der Maßnahme.",
  value: true,
  onChange: () => undefined,
};
