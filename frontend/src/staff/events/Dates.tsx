import { useState } from "preact/hooks";
import { clock, shortMoment, useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { textIn } from "../../ui/TextsField/TextsField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { useAct } from "../useAct";
import { DateForm } from "./DateForm";
import type { EventDate, EventDocument } from "./model";
import { SeriesForm } from "./SeriesForm";
import "../Rows.css";

interface DatesProps {
  event: EventDocument;
  put: (read: Read<EventDocument>) => void;
  reload: () => void;
  mayEdit: boolean;
}

/** The dates of an event: each has a life of its own. */
export function Dates({ event, put, reload, mayEdit }: DatesProps) {
  const { t } = useTexts();
  const [edited, setEdited] = useState<EventDate | "new" | "series" | null>(null);
  const open = mayEdit && event.state !== "held" && event.state !== "archived";
  const shared = {
    event: event.id,
    onClose: () => setEdited(null),
    onDone: (read: Read<EventDocument>) => {
      put(read);
      setEdited(null);
    },
  };
  return (
    <section class="stack">
      <div class="section-head">
        <h2>{t("event.dates")}</h2>
        {open && (
          <div class="cluster">
            <button type="button" class="button button-small" onClick={() => setEdited("new")}>
              {t("planning.date_new")}
            </button>
            <button type="button" class="button button-small" onClick={() => setEdited("series")}>
              {t("planning.series_new")}
            </button>
          </div>
        )}
      </div>
      {event.sessions.length === 0 && <p class="muted">{t("planning.dates_none")}</p>}
      <ul class="bare rows">
        {event.sessions.map((date) => (
          <li key={date.id} class="row">
            <DateFacts of={date} />
            {open && (
              <DateActions
                event={event}
                date={date}
                put={put}
                reload={reload}
                onEdit={() => setEdited(date)}
              />
            )}
          </li>
        ))}
      </ul>
      {edited === "series" && <SeriesForm {...shared} />}
      {edited && edited !== "series" && <DateForm {...shared} date={edited === "new" ? undefined : edited} />}
    </section>
  );
}

function useSpan() {
  const i18n = useTexts();
  return ({ starts_at, ends_at }: EventDate) =>
    starts_at.slice(0, 10) === ends_at.slice(0, 10)
      ? `${shortMoment(starts_at, i18n)} – ${clock(new Date(ends_at), i18n)}`
      : `${shortMoment(starts_at, i18n)} – ${shortMoment(ends_at, i18n)}`;
}

function DateFacts({ of }: { of: EventDate }) {
  const { t } = useTexts();
  const span = useSpan();
  const note = textIn(of.note, "de");
  return (
    <div class="row-main">
      <p>
        {of.state === "cancelled" ? <s>{span(of)}</s> : span(of)}
        {of.state !== "planned" && <strong> · {t(`planning.date_${of.state}`)}</strong>}
      </p>
      {note && (
        <p class="small muted" lang="de">
          {note}
        </p>
      )}
    </div>
  );
}

interface ActionsProps {
  event: EventDocument;
  date: EventDate;
  put: (read: Read<EventDocument>) => void;
  reload: () => void;
  onEdit: () => void;
}

/** A date of a draft is deleted; one that people know is cancelled, and can be taken up again. */
function DateActions({ event, date, put, reload, onEdit }: ActionsProps) {
  const { t } = useTexts();
  const act = useAct();
  const span = useSpan();
  const given = { path: { number: event.id, key: date.id }, seen: `"${date.revision}"` };
  const become = (state: EventDate["state"]) =>
    act(
      async () =>
        put(await api.patch("/staff/events/{number}/sessions/{key}", { ...given, body: { state } })),
      t("kit.saved"),
    );
  const remove = () =>
    act(() => api.delete("/staff/events/{number}/sessions/{key}", given), t("kit.saved")).then(reload);
  return (
    <div class="form-actions no-print">
      <button
        type="button"
        class="button button-small button-quiet"
        aria-label={`${t("kit.edit")}: ${span(date)}`}
        onClick={onEdit}
      >
        {t("kit.edit")}
      </button>
      {event.state === "draft" && (
        <ConfirmButton label={t("kit.delete")} title={t("planning.date_delete")} onConfirm={remove}>
          <p>{span(date)}</p>
        </ConfirmButton>
      )}
      {event.state !== "draft" && date.state === "planned" && (
        <ConfirmButton
          label={t("planning.date_cancel")}
          title={t("planning.date_cancel")}
          onConfirm={() => become("cancelled")}
        >
          <p>{span(date)}</p>
        </ConfirmButton>
      )}
      {date.state === "cancelled" && (
        <ConfirmButton
          label={t("planning.date_again")}
          title={t("planning.date_again")}
          harmless
          onConfirm={() => become("planned")}
        >
          <p>{span(date)}</p>
        </ConfirmButton>
      )}
    </div>
  );
}
