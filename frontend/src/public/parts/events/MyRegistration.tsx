import { useState } from "preact/hooks";
import { useResource } from "../../../api/resource";
import type { EventItem, OwnRegistration } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Sessions } from "../../../ui/EventBody/Sessions";
import { takesPlace } from "../../../ui/EventBody/words";
import { Failure } from "../../../ui/Failure/Failure";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";
import { AskedTwice } from "./AskedTwice";
import { ChangeMine } from "./ChangeMine";
import { OwnMaterials } from "./Materials";
import { MyCertificate } from "./MyCertificate";
import { Similar } from "./Similar";
import { refused } from "./signing";
import { useRegistration } from "./useRegistration";

type CheckIn = NonNullable<OwnRegistration["check_in"]>;

const TITLES = {
  confirmed: "signup.done_confirmed",
  waiting: "signup.done_waiting",
  offered: "signup.mine_offered_title",
  cancelled: "signup.mine_cancelled",
  expired: "signup.mine_expired",
} as const;

function What({ event }: { event: EventItem }) {
  const { t, lang } = useI18n();
  const to = useLink();
  return (
    <section class="card stack">
      <h2 class="card-title">
        <a href={to(`/veranstaltungen/${event.id}`)}>
          <Local text={event.title} />
        </a>
      </h2>
      {(event.state === "cancelled" || event.state === "postponed") && (
        <p class="note note-danger">{t(`event.note_${event.state}`)}</p>
      )}
      <Sessions event={event} />
      {takesPlace(event) && (
        <p>
          <a class="button" href={`/api/v1/events/${event.id}.ics?lang=${lang}`} download>
            {t("event.calendar")}
          </a>
        </p>
      )}
    </section>
  );
}

function State({ mine }: { mine: OwnRegistration }) {
  const { t, number, moment } = useI18n();
  const { state, position, offer_until, name, party } = mine;
  return (
    <div class={`note stack ${state === "confirmed" ? "note-success" : "note-warm"}`} role="status">
      <h2>{t(TITLES[state])}</h2>
      <p>
        <bdi>{name}</bdi>, {t("signup.people", { count: party })}
      </p>
      {position !== null && <p>{t("signup.position", { position: number(position) })}</p>}
      {state === "waiting" && position === null && <p>{t("signup.passed_over")}</p>}
      {offer_until && <p>{t("signup.mine_offered", { when: moment(new Date(offer_until)) })}</p>}
    </div>
  );
}

/** How one takes part online: an address to follow, or words. */
function WayIn({ link }: { link: string }) {
  const { t } = useI18n();
  return (
    <section class="card stack">
      <h2 class="card-title">{t("signup.way_in")}</h2>
      <p class="break">{link.startsWith("https://") ? <a href={link}>{link}</a> : <bdi>{link}</bdi>}</p>
      <p class="small muted">{t("signup.way_in_note")}</p>
    </section>
  );
}

/** What is shown at the door: a code for the camera, and the same to type. */
function Door({ of: { code, qr } }: { of: CheckIn }) {
  const { t } = useI18n();
  return (
    <section class="card door">
      <img src={qr} alt={t("signup.door_picture")} width="165" height="165" class="door-code" />
      <div class="stack">
        <h2 class="card-title">{t("signup.door")}</h2>
        <p>{t("signup.door_about")}</p>
        <p class="small break">
          <code dir="ltr">{code.match(/.{1,4}/g)?.join(" ")}</code>
        </p>
      </div>
    </section>
  );
}

/** A registration as who made it sees it: what it is for, how it stands, and what can be done. */
export function MyRegistration({ secret }: { secret: string }) {
  const { t, lang } = useI18n();
  const { mine, problem, erased, read, change, cancel, erase, accept, certificate, materials } =
    useRegistration(secret);
  const [wrong, setWrong] = useState("");
  const event = useResource(
    "/api/v1/events/{number}",
    mine ? { path: { number: mine.event }, query: { lang } } : null,
  );
  if (erased)
    return (
      <p class="note" role="status">
        {t("signup.erased")}
      </p>
    );
  if (problem?.status === 404 || problem?.status === 422) return <p class="note">{t("signup.mine_gone")}</p>;
  if (problem) return <Failure status={problem.status} retry={read} />;
  if (!mine) return <p role="status">{t("site.loading")}</p>;
  const active = ["confirmed", "waiting", "offered"].includes(mine.state);
  const signing = event.state === "ready" ? event.data.registration : null;
  const take = async () => {
    const problem = await accept();
    setWrong(problem ? (Object.values(refused(problem, t))[0] ?? "") : "");
    if (problem) read();
  };
  return (
    <>
      <State mine={mine} />
      {wrong && (
        <p class="note note-danger" role="alert">
          {wrong}
        </p>
      )}
      {mine.state === "offered" && (
        <button type="button" class="button button-main" onClick={() => void take()}>
          {t("signup.accept")}
        </button>
      )}
      {mine.certificate && <MyCertificate of={mine.certificate} get={certificate} />}
      {event.state === "ready" && <What event={event.data} />}
      {mine.online_link && <WayIn link={mine.online_link} />}
      <OwnMaterials of={materials} />
      {mine.check_in && event.state === "ready" && takesPlace(event.data) && <Door of={mine.check_in} />}
      {active && event.state !== "loading" && (
        <ChangeMine
          key={lang}
          mine={mine}
          questions={signing?.questions ?? []}
          most={signing?.open ? signing.most_in_party : mine.party}
          change={change}
        />
      )}
      {active && <AskedTwice what="cancel" act={cancel} />}
      <AskedTwice what="erase" act={erase} />
      <Similar to={mine.event} />
    </>
  );
}
