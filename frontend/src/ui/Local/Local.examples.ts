import type { LocalText } from "../../api/types";

export const own: LocalText = { text: "Start a mentoring programme", lang: "en", state: "reviewed" };
export const machine: LocalText = { ...own, state: "machine" };
export const outdated: LocalText = { ...own, state: "outdated" };
export const missing: LocalText = { text: "Ein Mentorenprogramm einführen", lang: "de", state: "missing" };
