const onChange = () => undefined;
export const few = {
  name: "state",
  label: "Stand",
  value: "named",
  onChange,
  options: [
    { value: "named", label: "vorgesehen" },
    { value: "agreed", label: "vereinbart", hint: "Es gibt eine Zusage." },
    { value: "done", label: "übergeben" },
  ],
};
export const many = {
  ...few,
  name: "kind",
  label: "Art",
  value: "club",
  options: ["club", "school", "office", "network", "newspaper"].map((value) => ({ value, label: value })),
};
