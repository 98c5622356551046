// Compiles messages/<lang>.json (ICU) to one ES module per language in src/i18n/gen, and the types of all keys and arguments.
// Fails on a missing key, an unknown key or different arguments. German is the source.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import MessageFormat from "@messageformat/core";
import compileModule from "@messageformat/core/compile-module.js";
import { parse } from "@messageformat/parser";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
export const LANGUAGES = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"];
export const RTL = new Set(["ar"]);
const STAFF = join(ROOT, "messages/staff");
/**
 * One module per language and group: what every page and the start page need, single long pages, the pages of the indicators, of the
 * events and of their sheets, and all others. A page loads core and one more, so a text of two groups stands in both.
 */
const GROUPS = {
  core: /^(title\.(home|not_found)$|(site|nav|text|error|not_found|home|progress)\.|programme\.(cross_|goal_))/,
  long: /^(title\.(api|imprint|privacy|accessibility)$|(api|privacy|imprint|a11y)\.)/,
  indicators:
    /^(title\.(indicators?|comparison|releases)$|(indicator|comparison|release|chart|table|map|period)\.|county\.(population|table|incomplete|derived|inhabitants$))/,
  sheets: /^(title\.sheets$|(sheet|form)\.)/,
  events:
    /^(title\.(events?|registration|certificate)$|(event|signup|certificate|form|chart|table|map)\.|org\.(kind|area|language|search|submit|filter|county_wide)$|county\.table)/,
};
/** Of these, pages of the group "more" say some, too. */
const SHARED = /^(chart|table|map|period|county|org|form)\./;
/** Descriptions are the server's business (dist/shell.json). */
const SERVER_ONLY = /^desc\./;

export function groupsOf(key) {
  if (SERVER_ONLY.test(key)) return [];
  const groups = Object.keys(GROUPS).filter((group) => GROUPS[group].test(key));
  return groups.length === 0 || SHARED.test(key) ? [...groups, "more"] : groups;
}
const FSI = "\u2068";
const PDI = "\u2069";

/** Parses a flat object of texts. Throws where a key stands twice: JSON.parse would silently keep the last. */
export function onceEach(source, file) {
  const keys = [...source.matchAll(/^\s*"([^"]+)":/gm)].map(([, key]) => key);
  const twice = keys.filter((key, place) => keys.indexOf(key) < place);
  if (twice.length > 0) throw new Error(`${file}: twice ${twice.join(", ")}`);
  return JSON.parse(source);
}

export function readMessages(lang, folder = join(ROOT, "messages")) {
  const file = join(folder, `${lang}.json`);
  return existsSync(file) ? onceEach(readFileSync(file, "utf8"), file) : {};
}

/** Every argument of a text with its kind: {name: "text" | "number" | "select:a,b"}. */
export function argumentsOf(text) {
  const found = {};
  const walk = (tokens) => {
    for (const token of tokens) {
      if (token.type === "argument" || token.type === "function") found[token.arg] ??= "text";
      else if (token.type === "plural" || token.type === "selectordinal") found[token.arg] = "number";
      else if (token.type === "select") found[token.arg] = `select:${token.cases.map((c) => c.key).sort()}`;
      for (const branch of token.cases ?? []) walk(branch.tokens);
    }
  };
  walk(parse(text));
  return found;
}

/** Wraps every inserted value in FSI … PDI, so that dates, codes and names keep their own direction inside right-to-left text. */
export function isolate(text) {
  const places = [];
  const walk = (tokens) => {
    for (const token of tokens) {
      if (["argument", "function", "octothorpe"].includes(token.type)) places.push(token.ctx);
      for (const branch of token.cases ?? []) walk(branch.tokens);
    }
  };
  walk(parse(text));
  return places
    .sort((a, b) => b.offset - a.offset)
    .reduce((all, { offset, text: part }) => {
      const end = offset + part.length;
      return all.slice(0, offset) + FSI + all.slice(offset, end) + PDI + all.slice(end);
    }, text);
}

/** Faults of one language against the source, as lines to print. */
export function faults(lang, texts, source) {
  const lines = [];
  for (const key of Object.keys(source)) if (!(key in texts)) lines.push(`${lang}: missing key ${key}`);
  for (const key of Object.keys(texts)) {
    if (!(key in source)) lines.push(`${lang}: unknown key ${key}`);
    else {
      const [is, should] = [texts[key], source[key]].map((text) =>
        JSON.stringify(Object.entries(argumentsOf(text)).sort()),
      );
      if (is !== should) lines.push(`${lang}: ${key} has arguments ${is}, the source has ${should}`);
    }
  }
  return lines;
}

/** The source of one ES module: `export default {key: string | (args) => string}`. */
export function compile(lang, texts) {
  const format = new MessageFormat(lang.replace("-simple", ""));
  const plain = {};
  const withArguments = {};
  for (const [key, text] of Object.entries(texts)) {
    if (Object.keys(argumentsOf(text)).length === 0) plain[key] = format.compile(text)();
    else withArguments[key] = RTL.has(lang) ? isolate(text) : text;
  }
  const code = Object.keys(withArguments).length ? compileModule(format, withArguments) : "export default {}";
  return `${code.replace("export default", "const formatted =")}\nexport default { ...formatted, ...${JSON.stringify(plain)} };\n`;
}

function types(name, source) {
  const lines = Object.entries(source).map(([key, text]) => {
    const list = Object.entries(argumentsOf(text)).map(([name, kind]) => {
      const type = kind === "number" ? "number" : kind === "text" ? "string | number" : "string";
      return `${name}: ${type}`;
    });
    return `  ${JSON.stringify(key)}: ${list.length ? `{ ${list.join("; ")} }` : "undefined"};`;
  });
  return `export interface ${name} {\n${lines.join("\n")}\n}\n`;
}

/** The groups of staff texts: the folders of messages/staff. Each is a module of its own per language, its keys begin with its name. */
export function staffGroups(folder = STAFF) {
  return readdirSync(folder).sort();
}

/** Keys that do not begin with the name of their group, as lines to print. */
export function strays(group, texts) {
  return Object.keys(texts)
    .filter((key) => !key.startsWith(`${group}.`))
    .map((key) => `staff/${group}: ${key} must begin with "${group}."`);
}

/** Compiles the staff texts of one group to `out`; returns its German source and its faults. */
function buildStaff(group, out) {
  const source = readMessages("de", join(STAFF, group));
  const problems = strays(group, source);
  for (const lang of LANGUAGES) {
    const own = readMessages(lang, join(STAFF, group));
    problems.push(...faults(lang, own, source).map((line) => `staff/${group} ${line}`));
    writeFileSync(join(out, `${group}.${lang}.js`), compile(lang, own));
  }
  return { source, problems };
}

/** All staff texts: gen/staff/<group>.<lang>.js. */
function buildStaffTexts(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const groups = staffGroups();
  const built = groups.map((group) => buildStaff(group, out));
  return {
    groups,
    problems: built.flatMap((one) => one.problems),
    source: Object.assign({}, ...built.map((one) => one.source)),
  };
}

export function build() {
  const out = join(ROOT, "src/i18n/gen");
  mkdirSync(out, { recursive: true });
  const source = readMessages("de");
  const problems = [];
  for (const lang of LANGUAGES) {
    const own = readMessages(lang);
    problems.push(...faults(lang, own, source));
    const texts = Object.fromEntries(Object.keys(source).map((key) => [key, own[key] ?? source[key]]));
    for (const group of ["more", ...Object.keys(GROUPS)]) {
      const own = Object.entries(texts).filter(([key]) => groupsOf(key).includes(group));
      writeFileSync(join(out, `${lang}.${group}.js`), compile(lang, Object.fromEntries(own)));
    }
  }
  const staff = buildStaffTexts(join(out, "staff"));
  problems.push(...staff.problems);
  const names = staff.groups.map((group) => JSON.stringify(group)).join(" | ");
  writeFileSync(
    join(out, "keys.d.ts"),
    `${types("Messages", source)}${types("StaffMessages", staff.source)}export type StaffGroup = ${names};\n`,
  );
  const unknown = readdirSync(join(ROOT, "messages")).filter(
    (file) => file !== "staff" && !LANGUAGES.includes(file.replace(/(\.meta)?\.json$/, "")),
  );
  for (const file of unknown) problems.push(`messages/${file} belongs to no language`);
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = build();
  for (const line of problems) console.error(line);
  if (problems.length) process.exit(1);
}
