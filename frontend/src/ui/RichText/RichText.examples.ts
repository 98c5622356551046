import type { LocalText } from "../../api/types";

export const happened: { text: LocalText & { html: string }; mark: boolean } = {
  text: {
    lang: "de",
    state: "original",
    text: "**Auftakt** in Landstuhl\n\n- Einladung\n- Programm",
    html: "<p><strong>Auftakt</strong> in Landstuhl</p><ul><li>Einladung</li><li>Programm</li></ul>",
  },
  mark: true,
};
