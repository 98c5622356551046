import { useState } from "preact/hooks";
import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { api } from "../api/client";
import { useMay } from "../session/session";
import { useAct } from "../useAct";
import { Calls } from "./Calls";
import { EditAttendee } from "./EditAttendee";
import { PersonalData } from "./PersonalData";
import { type Attendee, type People, STATES } from "./types";

interface TableProps {
  people: People;
  rows: readonly Attendee[];
  more: (() => void) | null;
  /** What is said where there is nobody. */
  none: string;
  /** Somebody was changed: others may have moved up. */
  onDone: () => void;
}

/** Who signed up, in the order of signing up. */
export function AttendeeTable({ people, rows, more, none, onDone }: TableProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const may = useMay()("registrations.edit");
  const [edited, setEdited] = useState<Attendee | null>(null);
  return (
    <>
      <DataList
        caption={t("attendees.list")}
        rows={rows}
        rowKey={({ id }) => id}
        more={more}
        empty={<p class="note">{none}</p>}
        columns={[
          {
            key: "name",
            label: t("attendees.name"),
            sort: ({ name }) => name,
            cell: ({ name, by_staff }) => (
              <>
                {name || <span class="muted">{t("attendees.erased_name")}</span>}
                {by_staff && <small class="muted"> {t("attendees.by_staff")}</small>}
              </>
            ),
          },
          {
            key: "contact",
            label: t("attendees.contact"),
            cell: (row) => <Contact of={row} />,
          },
          {
            key: "party",
            label: t("attendees.party"),
            sort: ({ party }) => party,
            cell: ({ party }) => party,
            end: true,
          },
          {
            key: "state",
            label: t("attendees.state"),
            sort: ({ state }) => STATES.indexOf(state),
            cell: ({ state, position, offer_until }) => (
              <>
                {t(`attendees.state_${state}`)}
                {position !== null && <div class="small">{t("attendees.position", { position })}</div>}
                {state === "waiting" && position === null && (
                  <div class="small">{t("attendees.passed_over")}</div>
                )}
                {offer_until && (
                  <div class="small">{t("attendees.until", { when: shortMoment(offer_until, i18n) })}</div>
                )}
              </>
            ),
          },
          {
            key: "at",
            label: t("attendees.at"),
            sort: ({ registered_at }) => registered_at,
            cell: ({ registered_at }) => <span class="no-wrap">{shortMoment(registered_at, i18n)}</span>,
          },
          ...(rows.some(({ calls }) => calls.length > 0)
            ? [
                {
                  key: "calls",
                  label: t("attendees.calls"),
                  cell: (row: Attendee) => <Calls event={people.id} attendee={row} onDone={onDone} />,
                },
              ]
            : []),
          ...(may
            ? [
                {
                  key: "actions",
                  label: t("attendees.actions"),
                  cell: (row: Attendee) => (
                    <Actions event={people.id} attendee={row} onEdit={() => setEdited(row)} onDone={onDone} />
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited && (
        <EditAttendee
          people={people}
          attendee={edited}
          onDone={() => {
            setEdited(null);
            onDone();
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function Contact({ of: { phone, email } }: { of: Attendee }) {
  if (!phone && !email) return <>–</>;
  return (
    <>
      {phone && (
        <a class="no-wrap" href={`tel:${phone.replace(/[^\d+]/g, "")}`} dir="ltr">
          {phone}
        </a>
      )}
      {phone && email && <br />}
      {email && (
        <a href={`mailto:${email}`} dir="ltr">
          {email}
        </a>
      )}
    </>
  );
}

interface ActionsProps {
  event: number;
  attendee: Attendee;
  onEdit: () => void;
  onDone: () => void;
}

function Actions({ event, attendee, onEdit, onDone }: ActionsProps) {
  const { t } = useTexts();
  const act = useAct();
  const path = { number: event, key: attendee.id };
  if (!attendee.name) return null;
  const data = <PersonalData event={event} attendee={attendee} onDone={onDone} />;
  if (attendee.state === "cancelled" || attendee.state === "expired")
    return <div class="form-actions no-print">{data}</div>;
  return (
    <div class="form-actions no-print">
      {attendee.state === "offered" && (
        <button
          type="button"
          class="button button-small button-main"
          onClick={() =>
            void act(
              () => api.post("/staff/events/{number}/registrations/{key}/acceptance", { path }),
              t("attendees.added", { name: attendee.name }),
            ).then(onDone, () => undefined)
          }
        >
          {t("attendees.accept")}
        </button>
      )}
      <button
        type="button"
        class="button button-small button-quiet"
        aria-label={`${t("kit.edit")}: ${attendee.name}`}
        onClick={onEdit}
      >
        {t("kit.edit")}
      </button>
      <ConfirmButton
        label={t("attendees.cancel")}
        title={t("attendees.cancel_title", { name: attendee.name })}
        onConfirm={() =>
          act(
            () => api.delete("/staff/events/{number}/registrations/{key}", { path }),
            t("attendees.cancelled", { name: attendee.name }),
          ).then(onDone)
        }
      >
        <p>{t("attendees.cancel_text")}</p>
      </ConfirmButton>
      {data}
    </div>
  );
}
