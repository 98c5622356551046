export const measure = {
  name: "organisation",
  label: "Organisation",
  value: null,
  onChange: () => undefined,
};
