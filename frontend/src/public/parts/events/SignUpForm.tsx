import type { EventItem } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { useLink } from "../../site";
import { PersonFields } from "./PersonFields";
import { SignedUp } from "./SignedUp";
import { useSignUp } from "./useSignUp";

interface SignUpFormProps {
  event: EventItem;
  /** Seats may have gone meanwhile. */
  onRefused: () => void;
}

/** Signing up without an account; afterwards, what became of it. */
export function SignUpForm({ event, onRefused }: SignUpFormProps) {
  const { t, clock } = useI18n();
  const to = useLink();
  const { kept, set, restored, faults, busy, questions, begin, change, send } = useSignUp(event);
  const waiting = event.registration?.seats === "waiting_list";
  if (kept.made)
    return <SignedUp made={kept.made} byMail={kept.email.trim() !== ""} another={() => set(null)} />;
  const { until, party } = kept.hold ?? {};
  return (
    <form
      class="form"
      noValidate
      onFocusIn={() => void begin()}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send().then((done) => done || onRefused());
      }}
    >
      <p>{t(waiting ? "signup.waiting_note" : "signup.lead")}</p>
      <ErrorSummary items={Object.entries(faults).map(([name, text]) => ({ name, text }))} />
      {restored && <p class="note">{t("signup.restored")}</p>}
      <PersonFields
        person={kept}
        change={change}
        faults={faults}
        questions={questions}
        most={event.registration?.most_in_party ?? 1}
      />
      <p class="small muted">
        {t("signup.privacy")} <a href={to("/datenschutz")}>{t("nav.privacy")}</a>
      </p>
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t(busy ? "signup.saving" : waiting ? "signup.submit_waiting" : "signup.submit")}
        </button>
        <p class="small" role="status">
          {until && t("signup.held", { count: party ?? 0, time: clock(new Date(until)) })}
        </p>
      </div>
    </form>
  );
}
