export const entry = {
  name: "text",
  label: "Text",
  value: "**Auftakt** in Landstuhl\n\n- Einladung\n- Programm",
  onChange: () => undefined,
  preview: async () =>
    "<p><strong>Auftakt</strong> in Landstuhl</p><ul><li>Einladung</li><li>Programm</li></ul>",
};
