const onChange = () => undefined;
export const plain = { name: "name", label: "Name", value: "Erika Mustermann", onChange };
export const hinted = {
  ...plain,
  name: "email",
  label: "E-Mail",
  hint: "An diese Adresse geht die Einladung.",
  required: true,
};
export const wrong = {
  ...hinted,
  value: "erika",
  fault: "Bitte geben Sie eine vollständige E-Mail-Adresse an.",
};
