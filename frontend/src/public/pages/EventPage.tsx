import { useRoute } from "preact-iso";
import { useResource } from "../../api/resource";
import type { EventDetail } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Stand } from "../../ui/Await/Stand";
import { EventBody } from "../../ui/EventBody/EventBody";
import { takesPlace } from "../../ui/EventBody/words";
import { Local } from "../../ui/Local/Local";
import { NotFound } from "../NotFound";
import { EventMaterials } from "../parts/events/Materials";
import { SayHow } from "../parts/events/SayHow";
import { SeatsTag } from "../parts/events/SeatsTag";
import { SignUp } from "../parts/events/SignUp";
import { Similar } from "../parts/events/Similar";
import { PageHead } from "../parts/PageHead";
import { useLink, useTitle } from "../site";
import "../parts/events/events.css";
import "../../styles/forms.css";

function Page({ event, again }: { event: EventDetail; again: () => void }) {
  const { t, lang } = useI18n();
  const to = useLink();
  const { id, kind, title, registration } = event;
  return (
    <>
      <PageHead above={t(`event.kind_${kind}`)} title={<Local text={title} mark />}>
        <p class="cluster event-tags">
          <SeatsTag event={event} />
        </p>
        {registration?.open && (
          <p class="no-print">
            <a class="button button-main" href="#anmelden">
              {t(registration.seats === "waiting_list" ? "signup.submit_waiting" : "signup.title")}
            </a>
          </p>
        )}
      </PageHead>
      <div class="wide stack page-body event-body">
        <EventBody event={event} to={to} />
        {takesPlace(event) && (
          <p class="no-print">
            <a class="button" href={`/api/v1/events/${id}.ics?lang=${lang}`} download>
              {t("event.calendar")}
            </a>
          </p>
        )}
        <EventMaterials of={id} />
        <SayHow event={event} />
        <SignUp event={event} again={again} />
        <Similar to={id} />
        <p class="no-print">
          <a href={to("/veranstaltungen")}>{t("event.back")}</a>
        </p>
      </div>
    </>
  );
}

export default function EventPage() {
  const { lang } = useI18n();
  const number = Number(useRoute().params.number);
  const event = useResource("/api/v1/events/{number}", { path: { number }, query: { lang } });
  const missing = event.state === "error" && [404, 422].includes(event.problem.status);
  useTitle(
    missing ? "title.not_found" : "title.event",
    missing ? "" : event.state === "ready" ? event.data.title.text : null,
  );
  if (missing) return <NotFound />;
  if (event.state !== "ready") {
    return (
      <div class="wide page-head">
        <Await of={event} lines={12}>
          {() => null}
        </Await>
      </div>
    );
  }
  return (
    <>
      <Stand of={event} />
      <Page event={event.data} again={event.retry} />
    </>
  );
}
