import type { StaffText } from "../../ui/TextsField/TextsField";
import type { AnswerOf, BodyOf } from "../api/operations";

export type OrganisationLine = AnswerOf<"/staff/organisations", "get">["items"][number];
export type OrganisationDocument = AnswerOf<"/staff/organisations/{key}", "get">;
type OrganisationChange = BodyOf<"/staff/organisations/{key}", "patch">;
export type OpeningHours = OrganisationDocument["opening_hours"][number];
export type OpeningException = OrganisationDocument["opening_exceptions"][number];
export type ContactDocument = AnswerOf<"/staff/contacts/{key}", "get">;

const TEXTS = ["club_type", "site", "email", "phone", "street", "postal_code", "town", "part_of"] as const;

/** What the form edits, under the names of the document. Empty texts stand for nothing. */
export interface OrganisationValues extends Record<(typeof TEXTS)[number], string> {
  kind: string;
  name: string;
  description: StaffText[];
  /** Keys of areas; none means the whole county. */
  areas: string[];
  languages: string[];
  position: number[] | null;
  barrier_free: string;
  opening_hours: OpeningHours[];
  opening_exceptions: OpeningException[];
  inclusion_since: string | null;
  valid_from: string | null;
  valid_to: string | null;
  confirmed_on: string | null;
}

export function valuesOf(data: OrganisationDocument): OrganisationValues {
  return {
    kind: data.kind,
    name: data.name,
    club_type: data.club_type ?? "",
    description: data.description ?? [],
    areas: data.county_wide ? [] : data.areas.map(({ key }) => key),
    languages: data.languages,
    site: data.site ?? "",
    email: data.email ?? "",
    phone: data.phone ?? "",
    street: data.street ?? "",
    postal_code: data.postal_code ?? "",
    town: data.town ?? "",
    position: data.position,
    barrier_free: data.barrier_free,
    opening_hours: data.opening_hours,
    opening_exceptions: data.opening_exceptions,
    inclusion_since: data.inclusion_since,
    valid_from: data.valid_from,
    valid_to: data.valid_to,
    part_of: data.part_of?.key ?? "",
    confirmed_on: data.confirmed_on,
  };
}

/** A note as it is written: German and the languages a person has read; the rest stays as it is on the server. */
const wishesOf = (note: OpeningException["note"]) => {
  const written = note?.filter(({ lang, text }) => lang === "de" && text.trim() !== "") ?? [];
  return written.length > 0 ? written.map(({ lang, text }) => ({ lang, text })) : null;
};

/** What the PATCH takes: nothing is null, a description without any text is none. */
export function changeOf(patch: Partial<OrganisationValues>, whole: OrganisationValues): OrganisationChange {
  const body: Record<string, unknown> = { ...patch };
  for (const name of TEXTS) if (name in body) body[name] = String(body[name] ?? "").trim() || null;
  if (patch.description && whole.description.every(({ text }) => text.trim() === "")) body.description = null;
  if (patch.opening_exceptions) {
    body.opening_exceptions = patch.opening_exceptions.map((one) => ({ ...one, note: wishesOf(one.note) }));
  }
  if (patch.kind && patch.kind !== "club" && whole.club_type) body.club_type = null;
  return body as OrganisationChange;
}

/** Whether an organisation belongs to the offices. */
export const isOffice = (kind: string) => kind === "administration" || kind === "office";

/** Where staff edit it. */
export const addressOf = ({ key, kind }: { key: string; kind: string }) =>
  `/team/${isOffice(kind) ? "aemter" : "organisationen"}/${key}`;

/** "Beispielweg 112, 67731 Otterbach"; empty when nothing is known. */
export function addressLine({
  street,
  postal_code,
  town,
}: Pick<OrganisationDocument, "street" | "postal_code" | "town">) {
  return [street, [postal_code, town].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}
