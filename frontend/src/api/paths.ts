// Types of the answers, by hand until openapi.yaml exists; replaced by schema.d.ts.
type State = "original" | "reviewed" | "machine" | "outdated" | "missing";
interface Text {
  text: string;
  lang: string;
  state: State;
}
interface Fact {
  code: string;
  value: number;
  unit: "people" | "percent" | "points";
  as_of: string;
  source: string;
  derived: boolean;
  note: Text | null;
}
interface Named {
  key: string;
  name: string;
}
interface County {
  key: string;
  name: string;
  official_name: string;
  state: string;
  area_km2: number;
  nationalities: number;
  demo: boolean;
  today: string;
  languages: { code: string; name: string; dir: string }[];
  project: {
    title: Text;
    start: string;
    end: string;
    start_assumed: boolean;
    years: number;
    quarters: number;
    quarter: number | null;
    state: "planned" | "running" | "ended";
  };
  facts: Fact[];
  notes: Text[];
  target_groups: Text[];
  funders: { name: string; line: Text; logo: string | null; site: string | null }[];
  largest_groups: Text[];
  surrounds: { key: string; name: string; note: Text } | null;
  concept: { title: Text; initiated: number; presented: number; measures: number } | null;
  newspaper: { name: string; copies: number; frequency: string } | null;
  imprint: {
    organisation: string;
    street: string | null;
    postal_code: string | null;
    town: string | null;
    email: string | null;
    phone: string | null;
    represented_by: string | null;
    data_protection_email: string | null;
  };
}
interface Area {
  key: string;
  name: string;
  official_name: string;
  kind: "county" | "city" | "verbandsgemeinde" | "municipality";
  town: boolean;
  parent: string | null;
  valid_from: string | null;
  valid_to: string | null;
  area_km2: number | null;
  population: { date: string; value: number; basis: string; complete: boolean } | null;
}
interface AreaDetail extends Area {
  history: { parent: Named | null; valid_from: string | null; valid_to: string | null }[];
  predecessors: Named[];
  successors: Named[];
  members: { key: string; name: string; kind: string }[];
}
interface Population {
  key: string;
  name: string;
  at: string;
  members: number;
  series: {
    basis: string;
    points: {
      date: string;
      value: number | null;
      female: number | null;
      complete: boolean;
      counted: number;
    }[];
  }[];
  breaks: { date: string; before: string; after: string }[];
  derived: { date: string; value: number; how: Text }[];
  age_structure: {
    state: "missing" | "present";
    date: string | null;
    groups: { age_from: number; age_to: number | null; value: number; female: number | null }[];
  };
  sources: { date: string; basis: string; source: string; licence: string }[];
}
interface Organisation {
  key: string;
  kind:
    | "club"
    | "migrant_organisation"
    | "religious_community"
    | "advice"
    | "adult_education"
    | "school"
    | "party_group"
    | "employer_network"
    | "newspaper"
    | "administration"
    | "office"
    | "advisory_council"
    | "network"
    | "volunteer_exchange"
    | "youth_office";
  club_type: string | null;
  name: string;
  description: Text | null;
  areas: Named[];
  county_wide: boolean;
  languages: string[];
  site: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postal_code: string | null;
  town: string | null;
  position: [number, number] | null;
  barrier_free: "yes" | "partly" | "no" | "unknown";
  opening_hours: { weekday: number; opens: string; closes: string }[];
  opening_exceptions: { date: string; opens: string | null; closes: string | null; note: Text | null }[];
  contacts: { name: string; role: Text | null; email: string | null; phone: string | null }[];
  interest_in_inclusion: { since: string } | null;
  valid_from: string | null;
  valid_to: string | null;
  part_of: Named | null;
}
interface Goal {
  code: string;
  title: Text;
  cross_cutting: boolean;
  progress: { value: number | null; counted: number; left_out: number };
  sub_goals: { code: string; title: Text; measures: number[] }[];
}
type Status = "planned" | "running" | "late" | "done" | "not_reported" | "stopped" | "handed_over";
interface Measure {
  number: number;
  kind: "measure" | "management";
  field: "social" | "political" | "media" | "administration" | null;
  title: Text;
  friendly_title: Text;
  sub_goals: string[];
  status: Status;
  status_reason: Text | null;
  progress: { value: number | null; done: number; total: number };
  planned_start: string;
  planned_end: string;
  actual_start: string | null;
  actual_end: string | null;
}
interface Phase {
  title: Text;
  first_quarter: number;
  last_quarter: number;
  planned_start: string;
  planned_end: string;
  assumed: boolean;
  actual_start: string | null;
  actual_end: string | null;
  start_slip_days: number | null;
  end_slip_days: number | null;
}
interface Milestone {
  code: string;
  title: Text;
  due: string;
  assumed: boolean;
  done_on: string | null;
  slip_days: number | null;
  evidence: Text | null;
  evidence_url: string | null;
}
interface MeasureDetail extends Measure {
  activities: {
    title: Text;
    concept_measure: number | null;
    state: "open" | "running" | "done";
    started_on: string | null;
    done_on: string | null;
  }[];
  phases: Phase[];
  milestones: Milestone[];
  partners: { name: Text; organisation: string | null }[];
  audiences: Text[];
  experience_from: string[];
  responsible: Text | null;
  concept_measure: number | null;
  hand_over: {
    successor: Text | null;
    from: string | null;
    state: "not_named" | "named" | "agreed" | "done";
  };
  logbook: { day: string; text: Text }[];
}
interface Timeline {
  start: string;
  end: string;
  today: string;
  start_assumed: boolean;
  quarters: { number: number; start: string; end: string }[];
  strands: {
    number: number;
    kind: "measure" | "management";
    title: Text;
    status: Status;
    phases: Phase[];
    milestones: Milestone[];
  }[];
}
interface ConceptMeasure {
  number: number;
  title: Text | null;
  measures: number[];
  activities: { measure: number; title: Text }[];
  data: "linked" | "missing";
}
interface Indicator {
  code: string;
  measure: number | null;
  kind: "count" | "share" | "realisation";
  unit: Text | null;
  text: Text;
  counts: Text | null;
  period: string;
  time_rule: string;
  area_rule: string;
  dimensions: string[];
  person: boolean;
  threshold: number | null;
  denominator: string | null;
  derived: boolean;
  assumed: boolean;
  baseline: { state: "not_set" };
  target: { state: "not_set" };
}
interface Page<T> {
  items: T[];
  next: string | null;
}
interface Answer<T> {
  content: { "application/json": T };
}
interface Get<T, Query, Path = never> {
  get: { parameters: { query?: Query; path: Path }; responses: { 200: Answer<T> } };
}
interface Feature {
  type: "Feature";
  geometry: { type: "Polygon" | "MultiPolygon"; coordinates: unknown[] };
  properties: {
    key: string;
    name: string;
    kind: string;
    inside: boolean;
    parent: string | null;
    label: [number, number];
    population: number | null;
  };
}
interface Lang {
  lang?: string;
}
interface Listed extends Lang {
  limit?: number;
  after?: string;
}
export interface paths {
  "/api/v1/county": Get<County, Lang>;
  "/api/v1/areas": Get<Page<Area>, Listed & { kind?: string; at?: string; within?: string; q?: string }>;
  "/api/v1/areas/{key}": Get<AreaDetail, Lang & { at?: string }, { key: string }>;
  "/api/v1/areas/{key}/population": Get<Population, Lang & { at?: string }, { key: string }>;
  "/api/v1/areas.geojson": Get<
    { type: "FeatureCollection"; features: Feature[]; attribution: string },
    { at?: string; level?: string }
  >;
  "/api/v1/organisations": Get<
    Page<Organisation>,
    Listed & { kind?: string; area?: string; language?: string; q?: string }
  >;
  "/api/v1/organisations/{key}": Get<Organisation, Lang, { key: string }>;
  "/api/v1/goals": Get<Page<Goal>, Listed>;
  "/api/v1/measures": Get<Page<Measure>, Listed & { goal?: string; field?: string; status?: string }>;
  "/api/v1/measures/{number}": Get<MeasureDetail, Lang, { number: number }>;
  "/api/v1/timeline": Get<Timeline, Lang>;
  "/api/v1/concept-measures": Get<Page<ConceptMeasure>, Listed>;
  "/api/v1/indicators": Get<Page<Indicator>, Listed & { measure?: number; goal?: string }>;
}
