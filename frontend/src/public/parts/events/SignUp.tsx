import type { EventItem } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { takesPlace } from "../../../ui/EventBody/words";
import { SignUpForm } from "./SignUpForm";

interface SignUpProps {
  event: EventItem;
  again: () => void;
}

/** The form, or why there is none. */
export function SignUp({ event, again }: SignUpProps) {
  const { t, moment } = useI18n();
  const { registration } = event;
  if (!registration || !takesPlace(event)) return null;
  const { open, opens_at, closes_at, seats } = registration;
  const soon = opens_at !== null && Date.parse(opens_at) > Date.now();
  return (
    <section class="stack sign-up" id="anmelden" tabIndex={-1}>
      <h2>{t("signup.title")}</h2>
      {open && closes_at && (
        <p class="muted">{t("event.signup_until", { when: moment(new Date(closes_at)) })}</p>
      )}
      {open ? (
        <SignUpForm key={event.id} event={event} onRefused={again} />
      ) : (
        <p class="note">
          {soon && t("event.signup_opens", { when: moment(new Date(opens_at)) })}
          {!soon && t(seats === "full" ? "signup.problem_full" : "event.signup_closed")}
        </p>
      )}
    </section>
  );
}
