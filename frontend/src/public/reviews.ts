import type { Lang } from "../i18n/languages";

interface Meta {
  reviewed: boolean;
}

const META = import.meta.glob<Meta>("../../messages/*.meta.json", { eager: true, import: "default" });

/** True when a person has read the interface texts of `lang` (messages/<lang>.meta.json). */
export function isReviewed(lang: Lang): boolean {
  return META[`../../messages/${lang}.meta.json`]?.reviewed ?? false;
}
