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
    screen: "programme/Measures",
    pattern: "/team/massnahmen",
    title: "team.measures",
    permissions: ["measures.read"],
    texts: ["measures"],
    section: "work",
  },
  {
    screen: "programme/Measure",
    pattern: "/team/massnahmen/:number",
    title: "team.measure",
    permissions: ["measures.read"],
    texts: ["measures"],
    parent: "/team/massnahmen",
  },
  {
    screen: "programme/MeasureStatus",
    pattern: "/team/massnahmen/:number/sachstand",
    title: "team.status_report",
    permissions: ["status.read"],
    texts: ["report"],
    parent: "/team/massnahmen",
  },
  {
    screen: "programme/StatusReport",
    pattern: "/team/sachstand",
    title: "team.status_report",
    permissions: ["status.read"],
    texts: ["report"],
    section: "work",
  },
  {
    screen: "values/Values",
    pattern: "/team/werte",
    title: "team.values",
    permissions: ["observations.read"],
    texts: ["values"],
    section: "work",
  },
  {
    screen: "values/Sheet",
    pattern: "/team/werte/:number",
    title: "team.value_sheet",
    permissions: ["observations.read"],
    texts: ["values"],
    parent: "/team/werte",
  },
  {
    screen: "imports/Import",
    pattern: "/team/import",
    title: "team.import",
    permissions: ["observations.enter"],
    texts: ["imports", "indicators"],
    parent: "/team/werte",
  },
  {
    screen: "releases/Releases",
    pattern: "/team/datenstaende",
    title: "team.releases",
    permissions: ["releases.sign"],
    texts: ["releases", "indicators"],
    section: "work",
  },
  {
    screen: "releases/Draft",
    pattern: "/team/datenstaende/entwuerfe/:number",
    title: "team.release_draft",
    permissions: ["releases.sign"],
    texts: ["releases", "indicators"],
    parent: "/team/datenstaende",
  },
  {
    screen: "releases/Withdraw",
    pattern: "/team/datenstaende/zuruecknehmen",
    title: "team.withdrawal",
    permissions: ["releases.sign"],
    texts: ["releases", "indicators"],
    parent: "/team/datenstaende",
  },
  {
    screen: "programme/Translations",
    pattern: "/team/uebersetzungen",
    title: "team.translations",
    permissions: ["translations.edit"],
    texts: ["translations"],
    section: "words",
  },
  {
    screen: "week/Week",
    pattern: "/team/meine-woche",
    title: "team.week",
    permissions: ["outreach.edit", "working_groups.read"],
    texts: ["week", "todo", "outreach", "groups", "measures"],
    section: "start",
  },
  {
    screen: "outreach/Outreach",
    pattern: "/team/ansprache",
    title: "team.outreach",
    permissions: ["outreach.read"],
    texts: ["outreach"],
    section: "work",
  },
  {
    screen: "outreach/Letters",
    pattern: "/team/ansprache/briefe",
    title: "team.letters",
    permissions: ["outreach.edit"],
    texts: ["outreach"],
    parent: "/team/ansprache",
  },
  {
    screen: "outreach/Letter",
    pattern: "/team/ansprache/briefe/:number",
    title: "team.letter",
    permissions: ["outreach.edit"],
    texts: ["outreach"],
    parent: "/team/ansprache/briefe",
  },
  {
    screen: "outreach/OutreachOrganisation",
    pattern: "/team/ansprache/organisationen/:organisation",
    title: "team.outreach_organisation",
    permissions: ["outreach.read"],
    texts: ["outreach"],
    parent: "/team/ansprache",
  },
  {
    screen: "outreach/Entry",
    pattern: "/team/ansprache/:id",
    title: "team.outreach_entry",
    permissions: ["outreach.read"],
    texts: ["outreach"],
    parent: "/team/ansprache",
  },
  {
    screen: "groups/Groups",
    pattern: "/team/arbeitsgruppen",
    title: "team.groups",
    permissions: ["working_groups.read"],
    texts: ["groups"],
    section: "work",
  },
  {
    screen: "groups/Group",
    pattern: "/team/arbeitsgruppen/:id",
    title: "team.group",
    permissions: ["working_groups.read"],
    texts: ["groups"],
    parent: "/team/arbeitsgruppen",
  },
  {
    screen: "organisations/Organisations",
    pattern: "/team/organisationen",
    title: "team.organisations",
    permissions: ["organisations.read"],
    texts: ["places"],
    section: "work",
  },
  {
    screen: "organisations/NewOrganisation",
    pattern: "/team/organisationen/neue",
    title: "team.organisation_new",
    permissions: ["organisations.create"],
    texts: ["places"],
    parent: "/team/organisationen",
  },
  {
    screen: "organisations/Duplicates",
    pattern: "/team/organisationen/doppelte",
    title: "team.duplicates",
    permissions: ["organisations.merge"],
    texts: ["places"],
    parent: "/team/organisationen",
  },
  {
    screen: "organisations/Organisation",
    pattern: "/team/organisationen/:organisation",
    title: "team.organisation",
    permissions: ["organisations.read"],
    texts: ["places"],
    parent: "/team/organisationen",
  },
  {
    screen: "organisations/Offices",
    pattern: "/team/aemter",
    title: "team.offices",
    permissions: ["organisations.read"],
    texts: ["places"],
    section: "work",
  },
  {
    screen: "organisations/NewOffice",
    pattern: "/team/aemter/neu",
    title: "team.office_new",
    permissions: ["organisations.create"],
    texts: ["places"],
    parent: "/team/aemter",
  },
  {
    screen: "organisations/Office",
    pattern: "/team/aemter/:office",
    title: "team.office",
    permissions: ["organisations.read"],
    texts: ["places"],
    parent: "/team/aemter",
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
    texts: ["system", "account", "groups", "measures", "outreach", "people", "places"],
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
