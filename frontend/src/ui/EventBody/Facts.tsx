import type { ComponentChildren } from "preact";
import type { EventDetail, EventItem } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../Local/Local";
import { Sessions } from "./Sessions";
import { hasPlace, wordFor } from "./words";

export interface EventBodyProps {
  event: EventDetail;
  /** The address of a public page in the language of this one. */
  to: (path: string) => string;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Place({ event }: { event: EventItem }) {
  const { t } = useI18n();
  const { online, place, street, postal_code, town, area_name, county_wide, registration } = event;
  const lines = [place, street, [postal_code, town].filter(Boolean).join(" ")].filter(Boolean);
  if (online && lines.length === 0) return <>{t(registration ? "event.online_text" : "event.online")}</>;
  if (lines.length === 0 && county_wide) return <>{t("org.county_wide")}</>;
  return (
    <>
      <address class="address" lang="de">
        {(lines.length > 0 ? lines : [area_name]).map((line) => (
          <span key={line}>
            <bdi>{line}</bdi>
          </span>
        ))}
      </address>
      {online && <p>{t(registration ? "event.hybrid_text" : "event.online")}</p>}
    </>
  );
}

/** When, where, for whom, in which language, and for how much. */
export function Facts({ event, to }: EventBodyProps) {
  const { t, list, language, number } = useI18n();
  const { sessions, access, getting_there, languages, topic, audiences, target_groups } = event;
  const { price_cents, organiser, measure, venue } = event;
  const extras = [event.childcare && t("event.childcare"), event.women_only && t("event.women_only")].filter(
    (extra) => extra !== false,
  );
  return (
    <dl class="facts event-facts">
      <Fact name={t(sessions.length > 1 ? "event.dates" : "event.date")}>
        <Sessions event={event} />
      </Fact>
      <Fact name={t("event.where")}>
        {venue && (
          <a href={to(`/organisationen/${venue.key}`)} lang="de">
            {venue.name}
          </a>
        )}
        <Place event={event.place === venue?.name ? { ...event, place: null } : event} />
      </Fact>
      {hasPlace(event) && <Fact name={t("event.access")}>{t(`event.access_${access}`)}</Fact>}
      {getting_there && (
        <Fact name={t("event.getting_there")}>
          <Local text={getting_there} mark />
        </Fact>
      )}
      {languages.length > 0 && <Fact name={t("event.spoken")}>{list(languages.map(language))}</Fact>}
      {topic && <Fact name={t("event.topic")}>{wordFor("topic", topic, t)}</Fact>}
      {audiences.length > 0 && (
        <Fact name={t("event.audience")}>{list(audiences.map((code) => wordFor("audience", code, t)))}</Fact>
      )}
      {target_groups.length > 0 && (
        <Fact name={t("event.groups")}>{list(target_groups.map((code) => wordFor("group", code, t)))}</Fact>
      )}
      <Fact name={t("event.price")}>
        {price_cents > 0 ? `${number(price_cents / 100, 2)} €` : t("event.price_free")}
      </Fact>
      {extras.length > 0 && (
        <Fact name={t("event.extras")}>
          <ul class="bare">
            {extras.map((extra) => (
              <li key={extra}>{extra}</li>
            ))}
          </ul>
        </Fact>
      )}
      {organiser && (
        <Fact name={t("event.organiser")}>
          <a href={to(`/organisationen/${organiser.key}`)} lang="de">
            {organiser.name}
          </a>
        </Fact>
      )}
      {measure !== null && (
        <Fact name={t("event.part_of")}>
          <a href={to(`/massnahmen/${measure}`)}>{t("event.measure", { number: measure })}</a>
        </Fact>
      )}
    </dl>
  );
}
