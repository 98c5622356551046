import { useTexts } from "../../i18n/staffTexts";
import { isThere } from "./dates";
import type { Queue } from "./queue";
import type { Guest } from "./types";
import "../Rows.css";

interface GuestsProps {
  guests: readonly Guest[];
  date: number;
  queue: Queue;
  /** Absent: who reads may not mark. */
  onMark?: ((guest: Guest, present: boolean) => void) | undefined;
}

/** Everybody with a seat, one large button each: there, or taken back. */
export function Guests({ guests, date, queue, onMark }: GuestsProps) {
  const { t } = useTexts();
  if (guests.length === 0) return <p class="note">{t("attendees.nobody")}</p>;
  return (
    <ul class="bare rows">
      {guests.map((guest) => {
        const there = isThere(guest, date, queue);
        return (
          <li key={guest.id} class="row">
            <p class="row-main">
              {there && <span aria-hidden="true">✓ </span>}
              {there ? <strong>{guest.name}</strong> : guest.name}
              {guest.party > 1 && (
                <small class="muted"> {t("attendees.party_size", { count: guest.party })}</small>
              )}
            </p>
            {onMark && (
              <button
                type="button"
                class={there ? "button" : "button button-main"}
                aria-label={`${t(there ? "attendees.undo" : "attendees.there")}: ${guest.name}`}
                onClick={() => onMark(guest, !there)}
              >
                {t(there ? "attendees.undo" : "attendees.there")}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
