// Writes dist/shell.json: what the server needs to render the shell of every page.
import type { Plugin, Rolldown } from "vite";
import type { RouteEntry } from "../src/public/routes.ts";
import { isolate, LANGUAGES, RTL, readMessages } from "./messages.mjs";

/** The files a chunk needs besides itself and besides what the entry has already loaded. */
function filesOf(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle, entry: Set<string>): string[] {
  const found = new Set<string>();
  const walk = (name: string) => {
    const next = bundle[name];
    if (found.has(name) || entry.has(name) || next?.type !== "chunk") return;
    found.add(name);
    next.imports.forEach(walk);
  };
  walk(chunk.fileName);
  const styles = [...found].flatMap((name) => {
    const part = bundle[name];
    return part?.type === "chunk" ? [...(part.viteMetadata?.importedCss ?? [])] : [];
  });
  return [...found, ...new Set(styles)];
}

function entryFiles(bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>();
  const walk = (name: string) => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk") return;
    found.add(name);
    chunk.imports.forEach(walk);
  };
  for (const chunk of Object.values(bundle))
    if (chunk.type === "chunk" && chunk.isEntry) walk(chunk.fileName);
  return found;
}

/** Titles and descriptions of one language, `{name}` and `{site}` to be filled by the server. */
function textsOf(lang: string, routes: RouteEntry[]): Record<string, string> {
  const messages: Record<string, string> = { ...readMessages("de"), ...readMessages(lang) };
  const keys = routes.flatMap(({ title, description }) => [title, description]);
  const text = (key: string) => (RTL.has(lang) ? isolate(messages[key] ?? "") : (messages[key] ?? ""));
  const texts = Object.fromEntries(keys.map((key) => [key, text(key)]));
  return { ...texts, "not_found.title": text("title.not_found") };
}

/** Preloads of the two fonts every page shows. */
function fonts(bundle: Rolldown.OutputBundle | undefined): string {
  return Object.keys(bundle ?? {})
    .filter((file) => /fira-sans-latin-[46]00-.*\.woff2$/.test(file))
    .map((file) => `  <link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}">\n  `)
    .join("");
}

const PAGES = "virtual:pages";

/** A route as code of its own: nothing is said twice, since every visitor loads the list. */
function entryOf({ page, pattern, texts }: RouteEntry): string {
  const path = `/:lang${pattern.replace(/\{(\w+)\}/g, ":$1")}`;
  return `["${path}", "${texts}", () => import("/src/public/pages/${page}.tsx")]`;
}

export function shellPlugin(routes: RouteEntry[]): Plugin {
  return {
    name: "wik-shell",
    resolveId: (id) => (id === PAGES ? `\0${PAGES}` : null),
    // The browser needs little of a route; titles, descriptions and preloads are the server's business.
    load: (id) => (id === `\0${PAGES}` ? `export const ENTRIES = [${routes.map(entryOf)}]` : null),
    transformIndexHtml: {
      order: "post",
      // What the server fills in names the styles of single pages: they must follow the sheet that orders the layers.
      handler: (html, { bundle }) =>
        html.replace(/\s*<!--head-->/, "").replace("</head>", `${fonts(bundle)}  <!--head-->\n  </head>`),
    },
    generateBundle: {
      // Last: before, the bundle holds scripts of parts that are only styles, which Vite then takes away.
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
        const entry = entryFiles(bundle);
        const chunkOf = (ending: string) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(ending));
          if (!chunk) throw new Error(`no chunk for ${ending}`);
          return chunk;
        };
        const shell = {
          routes: routes.map(({ page: _page, texts: _texts, ...route }) => route),
          texts: Object.fromEntries(LANGUAGES.map((lang: string) => [lang, textsOf(lang, routes)])),
          assets: Object.fromEntries(
            routes.map(({ page, pattern }) => [
              pattern,
              filesOf(chunkOf(`/pages/${page}.tsx`), bundle, entry),
            ]),
          ),
          locales: Object.fromEntries(
            LANGUAGES.map((lang: string) => [lang, chunkOf(`/i18n/gen/${lang}.core.js`).fileName]),
          ),
        };
        this.emitFile({ type: "asset", fileName: "shell.json", source: JSON.stringify(shell) });
      },
    },
  };
}
