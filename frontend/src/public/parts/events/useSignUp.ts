import { useState } from "preact/hooks";
import { ApiError, answerOf, client } from "../../../api/client";
import type { EventItem, RegistrationMade, SeatHold } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Attempt, attempt, bodyOf, type Faults, faultsIn, type Person, refused } from "./signing";
import { useKept } from "./useKept";

interface Kept extends Person {
  /** Seats kept for this form; asked for once, when somebody begins to fill it in. */
  hold: SeatHold | null;
  /** What was sent without an answer so far: the same wish goes out again as it was, with its key. */
  sent: Attempt | null;
  made: RegistrationMade | null;
}

const UNKNOWN = { type: "about:blank", title: "", status: 500 };

/** The form of an event: what was entered survives errors and reloads, and sending twice does nothing twice. */
export function useSignUp({ id, registration }: EventItem) {
  const { t, lang } = useI18n();
  const questions = registration?.questions ?? [];
  const first: Kept = {
    name: "",
    email: "",
    phone: "",
    language: lang,
    party: "1",
    answers: {},
    hold: null,
    sent: null,
    made: null,
  };
  const [kept, set, restored] = useKept<Kept>(`signup.${id}`, first);
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const path = { number: id };

  /** Keeps as many seats as come, if that is possible: only a courtesy, without it signing up decides. */
  async function keepSeats(party: number, hold: string | null): Promise<void> {
    const asked = client.POST("/api/v1/events/{number}/holds", { params: { path }, body: { party, hold } });
    const made = await answerOf(asked).catch(() => null);
    if (made) set({ hold: made.data });
  }

  /** Seats are kept from the moment somebody begins to fill in the form. */
  async function begin(): Promise<void> {
    const over = kept.hold?.until && Date.parse(kept.hold.until) <= Date.now();
    if (kept.hold && !over) return;
    set({ hold: { hold: null, until: null, party: 0 } });
    await keepSeats(Number(kept.party), null);
  }

  function change(changes: Partial<Person>): void {
    set(changes);
    if (changes.party) void keepSeats(Number(changes.party), kept.hold?.hold ?? null);
  }

  async function send(): Promise<boolean> {
    const wrong = faultsIn(kept, questions, t);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return false;
    const wished = bodyOf(kept, questions);
    const sent = attempt(kept.sent, JSON.stringify(wished), kept.hold?.hold ?? null);
    set({ sent });
    setBusy(true);
    try {
      const headers = { "idempotency-key": sent.key };
      const asked = client.POST("/api/v1/events/{number}/registrations", {
        params: { path, header: headers },
        body: { ...wished, hold: sent.hold },
      });
      set({ made: (await answerOf(asked)).data, sent: null, hold: null });
      return true;
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : UNKNOWN;
      if (problem.status >= 400 && problem.status < 500) set({ sent: null }); // refused: nothing was done
      setFaults(refused(problem, t));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { kept, set, restored, faults, busy, questions, begin, change, send };
}
