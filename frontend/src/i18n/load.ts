import type { Catalogue } from "./i18n";
import type { Lang } from "./languages";

type Module = { default: Catalogue };
const short = import.meta.glob<Module>(["./gen/*.js", "!./gen/*.long.js"]);
const long = import.meta.glob<Module>("./gen/*.long.js");

async function load(modules: Record<string, () => Promise<Module>>, path: string): Promise<Catalogue> {
  const module = modules[path];
  if (!module) throw new Error(`no texts at ${path}`);
  return (await module()).default;
}

/** The texts every page needs. Rejects when they cannot be fetched. */
export function loadTexts(lang: Lang): Promise<Catalogue> {
  return load(short, `./gen/${lang}.js`);
}

/** The long texts of single pages (privacy, accessibility, imprint, API). */
export function loadLongTexts(lang: Lang): Promise<Catalogue> {
  return load(long, `./gen/${lang}.long.js`);
}
