import { useResource } from "../../../api/resource";
import { useI18n } from "../../../i18n/i18n";
import { Await } from "../../../ui/Await/Await";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";
import type { EventFilter } from "./EventFilters";
import { byDay, columnOf, type Dated, dayOf, daysOf, monthAfter } from "./month";

interface EventMonthProps {
  filter: EventFilter;
  /** "2026-12"; empty: this month. */
  month: string;
  onMonth: (month: string) => void;
}

function Entry({ event, session }: Dated) {
  const { t, clock } = useI18n();
  const to = useLink();
  const off = session.state === "cancelled" || event.state === "cancelled" || event.state === "postponed";
  return (
    <li class={off ? "month-off" : undefined}>
      <a href={to(`/veranstaltungen/${event.id}`)}>
        <time dateTime={session.starts_at}>{clock(new Date(session.starts_at))}</time>{" "}
        <Local text={event.title} />
      </a>
      {off && (
        <small> {t(event.state === "postponed" ? "event.state_postponed" : "event.session_cancelled")}</small>
      )}
    </li>
  );
}

/** A month as a calendar; on a narrow screen, its days with something on. */
export function EventMonth({ filter, month, onMonth }: EventMonthProps) {
  const { t, lang, month: spoken, day, weekday } = useI18n();
  const shown = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : dayOf(new Date()).slice(0, 7);
  const days = daysOf(shown);
  const given = Object.entries({ ...filter, from: days[0], to: days.at(-1) }).filter(([, value]) => value);
  const events = useResource("/api/v1/events", {
    query: { limit: 200, ...Object.fromEntries(given), lang },
  });
  return (
    <section class="stack">
      <div class="cluster month-head">
        <h2>{spoken(`${shown}-01`)}</h2>
        <button type="button" class="button" onClick={() => onMonth(monthAfter(shown, -1))}>
          {t("event.month_earlier")}
        </button>
        <button type="button" class="button" onClick={() => onMonth(monthAfter(shown, 1))}>
          {t("event.month_later")}
        </button>
      </div>
      <Await of={events} lines={12} quiet>
        {({ items }) => {
          const found = byDay(items);
          const busy = days.filter((one) => found.has(one));
          return (
            <>
              {busy.length === 0 && <p class="note">{t("event.month_none")}</p>}
              <div class="month">
                {[1, 2, 3, 4, 5, 6, 7].map((number) => (
                  <span key={number} class="month-weekday" aria-hidden="true">
                    {weekday(number)}
                  </span>
                ))}
                {days.map((one) => (
                  <section
                    key={one}
                    class={found.has(one) ? "month-day" : "month-day month-free"}
                    style={{ "--column": columnOf(one) }}
                    {...(found.has(one) ? { "aria-label": day(one) } : { "aria-hidden": true })}
                  >
                    <p class="month-number">
                      <span class="month-short">{Number(one.slice(-2))}</span>
                      <span class="month-long">
                        {weekday(columnOf(one))}, {day(one)}
                      </span>
                    </p>
                    <ul class="bare">
                      {found.get(one)?.map((dated) => (
                        <Entry key={dated.session.id} {...dated} />
                      ))}
                    </ul>
                  </section>
                ))}
              </div>
            </>
          );
        }}
      </Await>
    </section>
  );
}
