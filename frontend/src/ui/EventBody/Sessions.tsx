import type { EventItem } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../Local/Local";
import { whenOf } from "./words";
import "./EventBody.css";

/** All dates of an event; one that does not take place says so. */
export function Sessions({ event }: { event: EventItem }) {
  const i18n = useI18n();
  const { t, moment } = i18n;
  return (
    <ul class={event.sessions.length > 1 ? "list" : "bare"}>
      {event.sessions.map((session) => {
        const off = session.state === "cancelled";
        return (
          <li key={session.id}>
            <time dateTime={session.starts_at} class={off ? "session-off" : undefined}>
              {whenOf(session, i18n)}
            </time>
            {off && <strong> {t("event.session_cancelled")}</strong>}
            {session.previous_starts_at && !off && (
              <p class="small muted">
                {t("event.session_before", { when: moment(new Date(session.previous_starts_at)) })}
              </p>
            )}
            {session.note && (
              <p class="small muted">
                <Local text={session.note} />
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
