import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { api } from "../api/client";
import { useMay } from "../session/session";
import { useAct } from "../useAct";
import type { Attendee, People } from "./types";

interface CallsProps {
  event: number;
  attendee: Attendee;
  onDone: () => void;
}

/** What somebody without a mail address is to be told on the phone, until somebody says that they were. */
export function Calls({ event, attendee: { id, name, phone, calls }, onDone }: CallsProps) {
  const { t } = useTexts();
  const may = useMay()("registrations.edit");
  const act = useAct();
  if (calls.length === 0) return <>–</>;
  const settle = () =>
    api.post("/staff/events/{number}/registrations/{key}/calls", {
      path: { number: event, key: id },
      body: { calls: calls.map((one) => one.id) },
    });
  return (
    <div class="tight">
      {calls.map((one) => (
        <p key={one.id}>{t(`attendees.call_${one.kind}`)}</p>
      ))}
      {!phone && <p class="small muted">{t("attendees.calls_no_phone")}</p>}
      {may && (
        <div class="no-print">
          <button
            type="button"
            class="button button-small"
            aria-label={`${t("attendees.told")}: ${name}`}
            onClick={() => void act(settle, t("attendees.told_done", { name })).then(onDone, () => undefined)}
          >
            {t("attendees.told")}
          </button>
        </div>
      )}
    </div>
  );
}

/** What to say on the phone: how the event stands now. */
export function CallsNote({ people }: { people: People }) {
  const i18n = useTexts();
  const { t } = i18n;
  return (
    <div class="note tight">
      <p>{t("attendees.calls_about")}</p>
      <p>
        {t("attendees.calls_now")} {t(`planning.state_${people.state}`)}
      </p>
      <ul>
        {people.sessions
          .filter(({ state }) => state === "planned")
          .map((one) => (
            <li key={one.id}>{shortMoment(one.starts_at, i18n)}</li>
          ))}
      </ul>
      <p>
        <a href={`/team/veranstaltungen/${people.id}`}>{t("attendees.calls_event")}</a>
      </p>
    </div>
  );
}
