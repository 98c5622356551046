export const organisation = {
  name: "organisation",
  label: "Organisation",
  value: null,
  onChange: () => undefined,
};
