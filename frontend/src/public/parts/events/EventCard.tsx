import type { EventItem } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { htmlLang } from "../../../i18n/languages";
import { hasPlace, nextSession, whenOf } from "../../../ui/EventBody/words";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";
import { SeatsTag } from "./SeatsTag";
import "./events.css";

interface EventCardProps {
  event: EventItem;
  /** Level of its heading. */
  level?: 2 | 3;
}

/** An event in a list: what, when, where, and whether places are free. */
export function EventCard({ event, level = 2 }: EventCardProps) {
  const i18n = useI18n();
  const { t, list, language } = i18n;
  const to = useLink();
  const { id, kind, title, place, town, area_name, county_wide, online, languages, sessions, picture } =
    event;
  const Heading = `h${level}` as const;
  const session = nextSession(event);
  const more = sessions.filter(({ state }) => state !== "cancelled").length - 1;
  return (
    <li class="card tight event-card">
      {picture && (
        <img
          class="event-thumb"
          src={picture.small}
          width={picture.width}
          height={picture.height}
          alt={picture.alt.text}
          lang={htmlLang(picture.alt.lang)}
          loading="lazy"
        />
      )}
      <p class="eyebrow small">{t(`event.kind_${kind}`)}</p>
      <Heading class="card-title">
        <a class="card-link" href={to(`/veranstaltungen/${id}`)}>
          <Local text={title} />
        </a>
      </Heading>
      {session && (
        <p>
          <time dateTime={session.starts_at}>{whenOf(session, i18n)}</time>
          {more > 0 && <span class="muted"> {t("event.more_dates", { count: more })}</span>}
        </p>
      )}
      <p class="small muted">
        {hasPlace(event) && <Where place={place} town={town ?? area_name} />}
        {!online && !place && !town && county_wide && t("org.county_wide")}
        {online && hasPlace(event) && ", "}
        {online && t("event.online")}
        <br />
        {list(languages.map(language))}
      </p>
      <p class="cluster event-tags">
        <SeatsTag event={event} />
      </p>
    </li>
  );
}

function Where({ place, town }: { place: string | null; town: string | null }) {
  return <bdi lang="de">{[place, town].filter(Boolean).join(", ")}</bdi>;
}
