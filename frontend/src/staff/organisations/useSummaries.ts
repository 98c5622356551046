import { useTexts } from "../../i18n/staffTexts";
import { addressLine, type OrganisationDocument } from "./model";

/** Keeps the direction of telephone numbers and addresses inside right-to-left text. */
const ltr = (text: string | null) => text && `\u2066${text}\u2069`;

/** What stands in each part of the form, in one line: as it is stored. */
export function useSummaries(data: OrganisationDocument) {
  const { t, list, language, weekday, day } = useTexts();
  const line = (...parts: (string | null | undefined | false)[]) =>
    parts.filter(Boolean).join(" · ") || t("places.summary_none");
  const club = `places.club_${data.club_type}`;
  const open = [...new Set(data.opening_hours.map((one) => one.weekday))].sort().map(weekday);
  return {
    what: line(
      t(`kind.${data.kind}`),
      data.kind === "club" && data.club_type && (t as (key: string) => string)(club),
      list(data.languages.map(language)),
    ),
    where: line(
      data.county_wide ? t("org.county_wide") : list(data.areas.map(({ name }) => name)),
      ltr(addressLine(data)),
    ),
    reach: line(ltr(data.phone), ltr(data.email), ltr(data.site)),
    hours: line(list(open)),
    state: line(
      data.confirmed_on && t("places.confirmed_at", { date: day(data.confirmed_on) }),
      data.part_of?.name,
      data.valid_to && `${t("places.valid_to")} ${day(data.valid_to)}`,
    ),
  };
}
