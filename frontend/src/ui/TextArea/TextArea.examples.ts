export const note = {
  name: "note",
  label: "Notiz",
  value: "Telefonat am Vormittag.\nRückruf vereinbart.",
  onChange: () => undefined,
};
