import { htmlLang } from "./languages";

/** Numbers, days and times of one language. Days are Berlin days, digits are Latin in every language. */
export interface Formats {
  number(value: number, digits?: number): string;
  /** `value` in percent (5.6, not 0.056). */
  percent(value: number, digits?: number): string;
  /** With a sign: "+0,9", "−6.025". */
  signed(value: number, digits?: number): string;
  /** "1. Juli 2015" from an ISO day. */
  day(iso: string): string;
  /** "Juli 2015" from an ISO day. */
  month(iso: string): string;
  /** "1. Juli 2015, 14:30" from an instant, in Berlin time. */
  moment(at: Date): string;
  /** "Samstag, 5. Dezember 2026" from an instant, in Berlin time. */
  date(at: Date): string;
  /** "14:30" from an instant, in Berlin time. */
  clock(at: Date): string;
  /** A list in words: "a, b und c". */
  list(items: string[]): string;
  /** The name of a language in this language. */
  language(code: string): string;
  /** The name of a weekday, 1 = Monday. */
  weekday(day: number): string;
}

const DAY = { day: "numeric", month: "long", year: "numeric" } as const;
const TIME = { ...DAY, hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" } as const;

/** An ISO day as the instant of its UTC midnight; always formatted in UTC, so that no zone can move it. */
function utc(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

export function createFormats(lang: string): Formats {
  const tag = lang === "ar" ? "ar-u-nu-latn" : htmlLang(lang);
  const digits = (n = 0) => ({ minimumFractionDigits: n, maximumFractionDigits: n });
  const isolated = (text: string) => (lang === "ar" ? `\u2066${text}\u2069` : text);
  const number = (value: number, options: Intl.NumberFormatOptions) =>
    isolated(new Intl.NumberFormat(tag, options).format(value));
  const date = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, options).format(at);
  return {
    number: (value, n) => number(value, digits(n)),
    percent: (value, n = 1) => number(value / 100, { style: "percent", ...digits(n) }),
    signed: (value, n) => number(value, { signDisplay: "exceptZero", ...digits(n) }).replace("-", "\u2212"),
    day: (iso) => date(utc(iso), { ...DAY, timeZone: "UTC" }),
    month: (iso) => date(utc(iso), { month: "long", year: "numeric", timeZone: "UTC" }),
    moment: (at) => date(at, TIME),
    date: (at) => date(at, { ...DAY, weekday: "long", timeZone: "Europe/Berlin" }),
    clock: (at) => date(at, { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" }),
    list: (items) => new Intl.ListFormat(tag, { type: "conjunction" }).format(items),
    language: (code) => new Intl.DisplayNames(tag, { type: "language" }).of(htmlLang(code)) ?? code,
    weekday: (day) => date(new Date(Date.UTC(2024, 0, day)), { weekday: "long", timeZone: "UTC" }),
  };
}
