import type { Catalogue } from "./i18n";
import type { Lang } from "./languages";

/** "core" is needed by every page, the others only by some (see `RouteEntry.texts`). */
export type TextGroup = "core" | "more" | "long" | "indicators" | "events" | "sheets";

const modules = import.meta.glob<{ default: Catalogue }>("./gen/*.js");
const loaded = new Map<string, Catalogue>();

/** The texts of a group if they are here already. */
export function textsAtHand(lang: Lang, group: TextGroup): Catalogue | undefined {
  return loaded.get(`${lang}.${group}`);
}

/** Fetches the texts of a group. Rejects when they cannot be fetched. */
export async function loadTexts(lang: Lang, group: TextGroup): Promise<Catalogue> {
  const name = `${lang}.${group}`;
  const known = loaded.get(name);
  if (known) return known;
  const module = modules[`./gen/${name}.js`];
  if (!module) throw new Error(`no texts ${name}`);
  const { default: texts } = await module();
  loaded.set(name, texts);
  return texts;
}
