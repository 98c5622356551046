export const share = {
  name: "progress",
  label: "Fortschritt",
  unit: "%",
  value: 62.5,
  onChange: () => undefined,
};
