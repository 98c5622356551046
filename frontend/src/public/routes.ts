import type { MessageKey } from "../i18n/i18n";
import type { TextGroup } from "../i18n/load";

/** One page of the public site. The build writes these to dist/shell.json, from which the server renders the shell. */
export interface RouteEntry {
  /** File in `pages/`, without its ending. */
  page: string;
  /** Address behind the language, `{name}` for a variable part. */
  pattern: string;
  title: MessageKey;
  description: MessageKey;
  /** The operation that knows whether the object exists; its 404 makes the page a 404. */
  operation: string | null;
  /** Resources the page asks for first, in the words of the API. */
  preload: string[];
  /** Member of the operation's answer that fills `{name}` in title and description. */
  name_from: "friendly_title" | "name" | "text" | "title" | null;
  /** The operation that describes the object to search engines as JSON-LD; the shell carries what it answers. */
  structured: string | null;
  /** The Atom feed of what the page lists, for feed readers. */
  feed: string | null;
  /** The texts this page needs besides those every page has. */
  texts: TextGroup;
}

function page(page: string, pattern: string, key: string, more: Partial<RouteEntry> = {}): RouteEntry {
  const title = `title.${key}` as MessageKey;
  const description = `desc.${key}` as MessageKey;
  return {
    page,
    pattern,
    title,
    description,
    operation: null,
    preload: ["/county"],
    name_from: null,
    structured: null,
    feed: null,
    texts: "more",
    ...more,
  };
}

export const ROUTES: RouteEntry[] = [
  page("Home", "/", "home", { preload: ["/county", "/goals"], texts: "core" }),
  page("Programme", "/programm", "programme", { preload: ["/county", "/goals", "/measures"] }),
  page("MeasurePage", "/massnahmen/{number}", "measure", {
    operation: "/measures/{number}",
    preload: ["/county", "/measures/{number}"],
    name_from: "friendly_title",
  }),
  page("TimelinePage", "/zeitplan", "timeline", { preload: ["/county", "/timeline"] }),
  page("CountyPage", "/landkreis", "county"),
  page("Organisations", "/organisationen", "organisations"),
  page("OrganisationPage", "/organisationen/{key}", "organisation", {
    operation: "/organisations/{key}",
    preload: ["/county", "/organisations/{key}"],
    name_from: "name",
  }),
  page("EventsPage", "/veranstaltungen", "events", { feed: "/events.atom", texts: "events" }),
  page("EventPage", "/veranstaltungen/{number}", "event", {
    operation: "/events/{number}",
    preload: ["/county", "/events/{number}"],
    structured: "/events/{number}.jsonld",
    name_from: "title",
    texts: "events",
  }),
  page("SheetsPage", "/veranstaltungen/{number}/rueckmeldung", "sheets", {
    operation: "/events/{number}",
    preload: ["/county", "/events/{number}"],
    name_from: "title",
    texts: "sheets",
  }),
  page("RegistrationPage", "/anmeldung", "registration", { texts: "events" }),
  page("CertificatePage", "/bescheinigung", "certificate", { texts: "events" }),
  page("IndicatorsPage", "/indikatoren", "indicators", {
    preload: ["/county", "/goals", "/indicators"],
    texts: "indicators",
  }),
  page("ComparisonPage", "/indikatoren/vergleich", "comparison", {
    preload: ["/county", "/indicators"],
    texts: "indicators",
  }),
  page("IndicatorPage", "/indikatoren/{code}", "indicator", {
    operation: "/indicators/{code}",
    preload: ["/county", "/indicators/{code}"],
    name_from: "text",
    texts: "indicators",
  }),
  page("ReleasesPage", "/datenstaende", "releases", { texts: "indicators" }),
  page("Concept", "/integrationskonzept", "concept", { preload: ["/county", "/concept-measures"] }),
  page("ApiPage", "/schnittstelle", "api", { texts: "long" }),
  page("Imprint", "/impressum", "imprint", { texts: "long" }),
  page("Privacy", "/datenschutz", "privacy", { texts: "long" }),
  page("Accessibility", "/barrierefreiheit", "accessibility", { texts: "long" }),
];
