import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, answerOf, client, type Problem } from "../../api/client";
import type { CertificateFacts } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../../ui/Local/Local";
import { TextField } from "../../ui/TextField/TextField";
import { PageHead } from "../parts/PageHead";
import { useTitle } from "../site";
import "../parts/events/events.css";
import "../../styles/forms.css";

const EXAMPLE = "K7Q2-M9PA-H4XT";

type Found = { facts: CertificateFacts } | { problem: Problem } | null;

async function ask(number: string, lang: string): Promise<Found> {
  try {
    const sent = client.POST("/api/v1/certificates/check", { params: { query: { lang } }, body: { number } });
    return { facts: (await answerOf(sent)).data };
  } catch (error) {
    if (error instanceof ApiError) return { problem: error.problem };
    throw error;
  }
}

function Facts({ of: facts }: { of: CertificateFacts }) {
  const { t, day, number } = useI18n();
  const { first_day, last_day, attended, held, units } = facts;
  const days = [...new Set([first_day, last_day])].map(day);
  return (
    <>
      <h2>{t(facts.withdrawn_on ? "certificate.withdrawn" : "certificate.valid")}</h2>
      <p>
        {facts.withdrawn_on
          ? t("certificate.withdrawn_text", { day: day(facts.withdrawn_on) })
          : t("certificate.compare")}
      </p>
      <dl class="facts event-facts">
        <dt>{t("certificate.number")}</dt>
        <dd>
          <bdi dir="ltr">{facts.number}</bdi>
        </dd>
        <dt>{t("certificate.event")}</dt>
        <dd>
          <Local text={facts.title} mark />
        </dd>
        <dt>{t("certificate.kind")}</dt>
        <dd>{t(`event.kind_${facts.kind}`)}</dd>
        <dt>{t("certificate.when")}</dt>
        <dd>{days.join(" – ")}</dd>
        <dt>{t("certificate.dates")}</dt>
        <dd>{t("certificate.dates_of", { attended: number(attended), held: number(held) })}</dd>
        {units > 0 && (
          <>
            <dt>{t("certificate.units")}</dt>
            <dd>{t("certificate.units_of", { count: units })}</dd>
          </>
        )}
        <dt>{t("certificate.issued")}</dt>
        <dd>{day(facts.issued_on)}</dd>
      </dl>
    </>
  );
}

function Refused({ problem: { status } }: { problem: Problem }) {
  const { t } = useI18n();
  if (status === 0) return <p>{t("signup.problem_network")}</p>;
  if (status === 429) return <p>{t("signup.problem_busy")}</p>;
  if (status !== 404 && status !== 422) return <p>{t("signup.problem_server")}</p>;
  return (
    <>
      <h2>{t("certificate.unknown")}</h2>
      <p>{t("certificate.unknown_text")}</p>
    </>
  );
}

/** What became of asking, read out when it is there. */
function Outcome({ found }: { found: Found }) {
  const look = !found
    ? ""
    : "problem" in found || found.facts.withdrawn_on
      ? "note note-warm stack"
      : "note note-success stack";
  return (
    <div role="status" class={look}>
      {found && ("facts" in found ? <Facts of={found.facts} /> : <Refused problem={found.problem} />)}
    </div>
  );
}

/** Whether a certificate is genuine: its number is typed, or stands behind the # of the address on the paper. */
export default function CertificatePage() {
  const { t, lang } = useI18n();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const [wrong, setWrong] = useState(false);
  const [found, setFound] = useState<Found>(null);
  const times = useRef(0);
  useTitle("title.certificate");
  const check = (number: string) => {
    setWrong(!number);
    setAsked(number);
    setFound(null);
    times.current += 1;
    const time = times.current;
    if (number) void ask(number, lang).then((answer) => time === times.current && setFound(answer));
  };
  useEffect(() => {
    const follow = () => {
      const number = location.hash.slice(1);
      setTyped(number);
      if (number) check(number);
    };
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    if (asked) check(asked); // the same in the language chosen now
  }, [lang]);
  return (
    <>
      <PageHead title={t("certificate.title")}>
        <p class="lead">{t("certificate.intro")}</p>
      </PageHead>
      <div class="wide stack page-body event-body">
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            check(typed.trim());
          }}
        >
          <TextField
            name="number"
            label={t("certificate.number")}
            hint={t("certificate.hint", { example: EXAMPLE })}
            value={typed}
            onChange={setTyped}
            fault={wrong ? t("certificate.missing") : ""}
            maxLength={40}
            autocomplete="off"
            dir="ltr"
            short
          />
          <div class="form-actions">
            <button type="submit" class="button button-main">
              {t("certificate.check")}
            </button>
          </div>
        </form>
        <Outcome found={found} />
      </div>
    </>
  );
}
