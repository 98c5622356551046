import { useTexts } from "../../i18n/staffTexts";
import { useKinds } from "../pickers/kinds";
import type { OrganisationDocument, OrganisationValues } from "./model";

export const CLUB_TYPES = [
  "sport",
  "music",
  "fire_brigade",
  "local_culture",
  "rural_women",
  "tourism",
] as const;

export type Labels = Record<keyof OrganisationValues, string>;

/** What each member of an organisation is called. */
export function useLabels(): Labels {
  const { t } = useTexts();
  return {
    kind: t("org.kind"),
    name: t("places.name"),
    club_type: t("places.club_type"),
    description: t("places.description"),
    areas: t("org.active_in"),
    languages: t("places.languages"),
    site: t("org.site"),
    email: t("org.email"),
    phone: t("org.phone"),
    street: t("places.street"),
    postal_code: t("places.postal_code"),
    town: t("places.town"),
    position: t("places.position"),
    barrier_free: t("org.barrier"),
    opening_hours: t("org.hours"),
    opening_exceptions: t("org.hours_exceptions"),
    inclusion_since: t("places.inclusion_since"),
    valid_from: t("places.valid_from"),
    valid_to: t("places.valid_to"),
    part_of: t("org.part_of"),
    confirmed_on: t("places.confirmed_on"),
  };
}

/** Words for codes, for conflicts and the history. */
export function useNames(data: OrganisationDocument): Record<string, string> {
  const { t } = useTexts();
  const kinds = useKinds();
  return {
    ...Object.fromEntries(kinds.map(({ value, label }) => [value, label])),
    ...Object.fromEntries(CLUB_TYPES.map((type) => [type, t(`places.club_${type}`)])),
    ...Object.fromEntries(data.areas.map(({ key, name }) => [key, name])),
    weekday: t("places.weekday"),
    opens: t("places.from_time"),
    closes: t("places.to_time"),
  };
}
