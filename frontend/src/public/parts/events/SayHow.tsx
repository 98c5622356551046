import type { EventItem } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { useLink } from "../../site";

const OPEN_FOR = 14 * 24 * 60 * 60 * 1000; // as long as the server takes sheets, to the hour

/** The way to the anonymous sheets, from the beginning of an event until they close. */
export function SayHow({ event: { id, state, sessions } }: { event: EventItem }) {
  const { t } = useI18n();
  const to = useLink();
  const held = sessions.filter((one) => one.state !== "cancelled");
  const begun = held.some(({ starts_at }) => Date.parse(starts_at) <= Date.now());
  const open = held.some(({ ends_at }) => Date.parse(ends_at) + OPEN_FOR > Date.now());
  if (!begun || !open || state === "cancelled" || state === "postponed") return null;
  return (
    <p class="no-print">
      <a href={to(`/veranstaltungen/${id}/rueckmeldung`)}>{t("event.say_how")}</a>
    </p>
  );
}
