import { useTexts } from "../../i18n/staffTexts";
import type { EventValues } from "./model";
import { useAreas, useAudiences, useEventKinds, useTargetGroups, useTopics } from "./options";

export type Labels = Record<keyof EventValues, string>;

/** What each member of an event is called. */
export function useLabels(): Labels {
  const { t } = useTexts();
  return {
    title: t("planning.title"),
    kind: t("planning.kind"),
    description: t("places.description"),
    picture_alt: t("planning.picture_alt"),
    topic: t("event.topic"),
    audiences: t("event.audience"),
    target_groups: t("planning.target_groups"),
    languages: t("places.languages"),
    organiser: t("event.organiser"),
    measure: t("planning.measure"),
    working_group: t("team.group"),
    trainer: t("planning.trainer"),
    area: t("planning.area"),
    venue: t("planning.venue"),
    place: t("planning.place"),
    street: t("places.street"),
    postal_code: t("places.postal_code"),
    town: t("places.town"),
    position: t("places.position"),
    access: t("org.barrier"),
    getting_there: t("event.getting_there"),
    online: t("event.online"),
    online_link: t("planning.online_link"),
    price_cents: t("event.price"),
    childcare: t("event.childcare"),
    women_only: t("event.women_only"),
    registration: t("planning.registration"),
    capacity: t("planning.capacity"),
    waiting_limit: t("planning.waiting_limit"),
    mode: t("planning.mode"),
    offer_hours: t("planning.offer_hours"),
    opens_at: t("planning.opens_at"),
    closes_at: t("planning.closes_at"),
    most_in_party: t("planning.most_in_party"),
    questions: t("planning.questions"),
    retention_days: t("planning.retention_days"),
    share_needed: t("planning.share_needed"),
  };
}

/** Words for codes, for conflicts and the history. */
export function useNames(): Record<string, string> {
  const { t } = useTexts();
  const options = [
    ...useEventKinds(),
    ...useTopics(),
    ...useAudiences(),
    ...useTargetGroups(),
    ...useAreas(),
  ];
  return {
    ...Object.fromEntries(options.map(({ value, label }) => [value, label])),
    auto: t("planning.mode_auto"),
    offer: t("planning.mode_offer"),
  };
}
