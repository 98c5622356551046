import { useResource } from "../../api/resource";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Local } from "../../ui/Local/Local";
import { useLink } from "../site";

/** The next events, on the start page: when, what and where. */
export function NextEvents() {
  const { t, lang, moment } = useI18n();
  const to = useLink();
  const events = useResource("/api/v1/events", { query: { limit: 3, lang } });
  if (events.state === "ready" && events.data.items.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("home.events")}</h2>
      <Await of={events} lines={6} quiet>
        {({ items }) => (
          <ul class="bare grid">
            {items.map(({ id, title, sessions, town, area_name }) => {
              const next = sessions.find(({ ends_at }) => Date.parse(ends_at) > Date.now()) ?? sessions[0];
              return (
                <li key={id} class="card tight">
                  {next && (
                    <p class="eyebrow small">
                      <time dateTime={next.starts_at}>{moment(new Date(next.starts_at))}</time>
                    </p>
                  )}
                  <h3>
                    <a class="card-link" href={to(`/veranstaltungen/${id}`)}>
                      <Local text={title} />
                    </a>
                  </h3>
                  <p class="small muted" lang="de">
                    {town ?? area_name}
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </Await>
      <p>
        <a class="button" href={to("/veranstaltungen")}>
          {t("nav.events")}
        </a>
      </p>
    </section>
  );
}
