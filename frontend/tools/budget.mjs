// Weighs a built site, the folder given or dist (brotli, quality 11), and fails when a part is heavier than it may be. Fonts are not counted.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { LANGUAGES } from "./messages.mjs";

const DIST = process.argv[2] ?? "dist";
const KB = 1024;
const LIMITS = { first: 30 * KB, route: 8 * KB, locale: 8 * KB, styles: 8 * KB, worker: 8 * KB };
const STAFF = { entry: 90 * KB, part: 45 * KB };

export function weigh(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

const size = (file) => weigh(readFileSync(join(DIST, file)));
const sum = (files) => [...new Set(files)].reduce((total, file) => total + size(file), 0);

/** Files that index.html names itself. */
function entryFiles(html) {
  return [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
}

/** A chunk and everything it imports at once. */
function withImports(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(join(DIST, file), "utf8");
  for (const [, name] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    withImports(`assets/${name}`, seen);
  return seen;
}

/** All texts one page can need in a language: core and one group more (long pages have shorter ones). */
function textFiles(lang, group = "more") {
  const files = readdirSync(join(DIST, "assets"));
  return ["core", group].map(
    (group) => `assets/${files.find((file) => file.startsWith(`texts.${lang}.${group}.`))}`,
  );
}

function measure() {
  const html = readFileSync(join(DIST, "index.html"), "utf8");
  const shell = JSON.parse(readFileSync(join(DIST, "shell.json"), "utf8"));
  const entry = entryFiles(html).flatMap((file) => (file.endsWith(".js") ? [...withImports(file)] : [file]));
  const heaviest = Object.values(shell.locales).reduce((a, b) => (size(a) > size(b) ? a : b));
  const first = ["index.html", ...entry, ...withImports(heaviest), ...shell.assets["/"]];
  return [
    ["first load of the start page (heaviest language)", sum(first), LIMITS.first],
    ["service worker", size("sw.js"), LIMITS.worker],
    ...Object.keys(shell.locales).flatMap((lang) =>
      ["more", "indicators", "events", "sheets"].map((group) => [
        `texts ${lang} ${group}`,
        sum(textFiles(lang, group)),
        LIMITS.locale,
      ]),
    ),
    ...Object.entries(shell.assets).map(([pattern, files]) => {
      const styles = [...entry, ...files].filter((file) => file.endsWith(".css"));
      return [`styles of ${pattern}`, sum(styles), LIMITS.styles];
    }),
    ...Object.entries(shell.assets).map(([pattern, [own]]) => [`page ${pattern}`, size(own), LIMITS.route]),
  ];
}

/** The groups of staff texts that are loaded with the entry, besides core and more of the public ones. */
const STAFF_SHARED = ["kit", "team"];

function staffTexts(lang, group) {
  const start = `texts.staff.${group}.${lang}.`;
  return `assets/${readdirSync(join(DIST, "assets")).find((file) => file.startsWith(start))}`;
}

/** What a chunk loads on demand: the names in its dynamic imports. */
function lazyParts(file) {
  const code = readFileSync(join(DIST, file), "utf8");
  return [...code.matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]\s*\)/g)].map(
    ([, name]) => `assets/${name}`,
  );
}

/** The staff area: its entry with the texts of the heaviest language, and every part that is loaded later with its styles. */
function measureStaff() {
  const files = entryFiles(readFileSync(join(DIST, "staff.html"), "utf8"));
  const entry = files.flatMap((file) => (file.endsWith(".js") ? [...withImports(file)] : [file]));
  const texts = (lang) => [...textFiles(lang), ...STAFF_SHARED.map((group) => staffTexts(lang, group))];
  const heaviest = LANGUAGES.reduce((a, b) => (sum(texts(a)) > sum(texts(b)) ? a : b));
  const parts = entry.filter((file) => file.endsWith(".js")).flatMap(lazyParts);
  const styles = readdirSync(join(DIST, "assets")).filter((file) => file.endsWith(".css"));
  return [
    ["staff entry (heaviest language)", sum(["staff.html", ...entry, ...texts(heaviest)]), STAFF.entry],
    ...[...new Set(parts)].map((part) => {
      const all = [...withImports(part)].filter((file) => !entry.includes(file));
      const stems = all.map((file) => file.replace(/^assets\/|-[\w-]{8}\.js$/g, ""));
      const own = styles.filter((file) => stems.includes(file.replace(/-[\w-]{8}\.css$/, "")));
      return [`staff ${stems[0]}`, sum([...all, ...own.map((file) => `assets/${file}`)]), STAFF.part];
    }),
  ].filter(([name]) => !name.startsWith("staff texts."));
}

if (!existsSync(join(DIST, "shell.json"))) {
  console.error("nothing to weigh: run `npm run build` first");
  process.exit(1);
}
let heavy = 0;
for (const [what, bytes, limit] of [...measure(), ...measureStaff()]) {
  const over = bytes > limit;
  if (over) heavy += 1;
  console.log(
    `${over ? "TOO HEAVY" : "ok       "} ${(bytes / KB).toFixed(1).padStart(5)} of ${limit / KB} KB  ${what}`,
  );
}
process.exit(heavy ? 1 : 0);
