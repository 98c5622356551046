import type { EventItem } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { isMoved, takesPlace } from "../../../ui/EventBody/words";

const TONES = { free: "good", few: "warm", waiting_list: "calm", full: "calm" } as const;

/** What can be said in two words: cancelled or moved, and whether places are free. */
export function SeatsTag({ event }: { event: EventItem }) {
  const { t } = useI18n();
  const { state, registration } = event;
  const moved = isMoved(state) && (
    <span class={`tag tag-${state === "cancelled" ? "bad" : "warm"}`}>{t(`event.state_${state}`)}</span>
  );
  if (!takesPlace(event)) return <>{moved}</>;
  const seats = registration?.seats ?? "free";
  const closed = registration && !registration.open && seats !== "full";
  return (
    <>
      {moved}
      {registration ? (
        <span class={`tag tag-${closed ? "calm" : TONES[seats]}`}>
          {t(closed ? "event.signup_closed" : `event.seats_${seats}`)}
        </span>
      ) : (
        <span class="tag">{t("event.no_signup")}</span>
      )}
    </>
  );
}
