import type { components, paths } from "./schema";

export type { paths };

type Content<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: infer C } } } }
  ? C
  : never;
type JsonOf<C> = C extends { "application/json": infer B }
  ? B
  : C extends { "application/geo+json": infer B }
    ? B
    : never;
/** The paths that answer with JSON. */
export type Path = { [P in keyof paths]: [JsonOf<Content<P>>] extends [never] ? never : P }[keyof paths];
/** The body of a successful answer at `P`. */
export type Body<P extends Path> = JsonOf<Content<P>>;

export type County = Body<"/api/v1/county">;
export type Area = Body<"/api/v1/areas">["items"][number];
export type AreaMapData = Body<"/api/v1/areas.geojson">;
export type Population = Body<"/api/v1/areas/{key}/population">;
export type Organisation = Body<"/api/v1/organisations">["items"][number];
export type Goal = Body<"/api/v1/goals">["items"][number];
export type Measure = Body<"/api/v1/measures">["items"][number];
export type MeasureDetail = Body<"/api/v1/measures/{number}">;
export type Timeline = Body<"/api/v1/timeline">;
export type ConceptMeasure = Body<"/api/v1/concept-measures">["items"][number];
export type Indicator = Body<"/api/v1/indicators">["items"][number];
export type Series = Body<"/api/v1/indicators/{code}/series">;
export type Release = Body<"/api/v1/releases">["items"][number];
export type EventItem = Body<"/api/v1/events">["items"][number];
export type EventDetail = Body<"/api/v1/events/{number}">;
export type Material = components["schemas"]["Material"];
export type Question = components["schemas"]["QuestionView"];
export type RegistrationMade = components["schemas"]["RegistrationMade"];
export type CertificateFacts = components["schemas"]["CertificateFacts"];
export type OwnRegistration = components["schemas"]["OwnRegistration"];
export type Sheets = Body<"/api/v1/events/{number}/sheets">;
export type StatisticsWish = components["schemas"]["StatisticsWish"];
export type FeedbackWish = components["schemas"]["FeedbackWish"];
export type SeatHold = components["schemas"]["HoldMade"];
export type Status = Measure["status"];
/** A text of the programme in the asked language, or in the language it fell back to. */
export type LocalText = County["project"]["title"];
