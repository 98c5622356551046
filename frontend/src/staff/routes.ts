import type { AnyGroup, StaffKey } from "../i18n/staffTexts";

/** One screen of the staff area. */
export interface ScreenEntry {
  /** File in `screens/`, without its ending. */
  screen: string;
  /** Address; `:name` for a variable part. */
  pattern: string;
  title: StaffKey;
  /** Who may open it has one of these permissions; empty: everybody who is signed in. */
  permissions: readonly string[];
  /** Texts the screen needs besides those every page has (folders of messages/staff). */
  texts: readonly AnyGroup[];
  /** Where the navigation shows it; absent: it is reached from another screen. */
  section?: Section;
  /** Pattern of the screen above it, for the breadcrumbs. */
  parent?: string;
}

export const SECTIONS = ["start", "work", "words", "house"] as const;
export type Section = (typeof SECTIONS)[number];

/** In the order of the navigation. */
export const SCREENS: readonly ScreenEntry[] = [
  {
    screen: "Todo",
    pattern: "/team",
    title: "team.todo",
    permissions: [],
    texts: ["todo"],
    section: "start",
  },
  {
    screen: "account/People",
    pattern: "/team/konten",
    title: "team.people",
    permissions: ["accounts.manage"],
    texts: ["people"],
    section: "house",
  },
  {
    screen: "account/Person",
    pattern: "/team/konten/:number",
    title: "team.person",
    permissions: ["accounts.manage"],
    texts: ["people"],
    parent: "/team/konten",
  },
  {
    screen: "system/Audit",
    pattern: "/team/protokoll",
    title: "team.audit",
    permissions: ["audit.read"],
    texts: ["system"],
    section: "house",
  },
  {
    screen: "system/Mails",
    pattern: "/team/nachrichten",
    title: "team.mails",
    permissions: ["mails.read"],
    texts: ["system"],
    section: "house",
  },
  {
    screen: "system/System",
    pattern: "/team/system",
    title: "team.system",
    permissions: ["system.read"],
    texts: ["system"],
    section: "house",
  },
  {
    screen: "account/Account",
    pattern: "/team/konto",
    title: "team.account",
    permissions: [],
    texts: ["account"],
  },
  {
    screen: "account/Tokens",
    pattern: "/team/token",
    title: "team.tokens",
    permissions: [],
    texts: ["account"],
    parent: "/team/konto",
  },
];
