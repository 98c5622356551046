export const languages = {
  name: "languages",
  label: "Gesprochene Sprachen",
  value: ["de", "pl"],
  onChange: () => undefined,
  options: [
    { value: "de", label: "Deutsch" },
    { value: "en", label: "Englisch" },
    { value: "pl", label: "Polnisch" },
    { value: "tr", label: "Türkisch" },
    { value: "uk", label: "Ukrainisch" },
  ],
};
