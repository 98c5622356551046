import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { api, problemIn, type StaffProblem, watchSession } from "../api/client";
import type { Me, SessionState } from "./session";

type Stage =
  | { stage: "loading" }
  | { stage: "failed"; problem: StaffProblem }
  | { stage: "outside"; session: SessionState }
  | { stage: "inside"; session: SessionState; me: Me; endsAt: number };

export interface SessionControl {
  now: Stage;
  /** Why somebody is asked over the page they work on: the session ended, or something needs a fresh proof. */
  interrupted: "ended" | "proof" | null;
  /** Takes the answer of a sign-in step. */
  accept: (session: SessionState) => Promise<void>;
  /** Ends the interruption without an answer: the waiting requests fail. */
  giveUp: () => void;
  /** The session ended by time: asks for signing in over the page. */
  interrupt: () => void;
  again: () => Promise<void>;
  putMe: (me: Me) => void;
  signOut: () => Promise<void>;
  /** Signs out and stays on this page. */
  leave: () => Promise<void>;
}

/** Time of the last answer, shared by all tabs of this browser (milliseconds). */
const SEEN = "wik.team.seen";
export const lastSeen = () => Number(localStorage.getItem(SEEN) ?? 0);
const noteSeen = () => localStorage.setItem(SEEN, String(Date.now()));

/** When a session ends in any case, by the clock of this device (milliseconds): it may be wrong, but goes on evenly. */
const endOf = (session: SessionState) =>
  session.left_seconds === null ? Number.POSITIVE_INFINITY : Date.now() + session.left_seconds * 1000;

/** Who is signed in, and what happens when that ends in the middle of work. */
export function useSession(): SessionControl {
  const [now, setNow] = useState<Stage>({ stage: "loading" });
  const [interrupted, setInterrupted] = useState<SessionControl["interrupted"]>(null);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  const stage = useRef(now);
  stage.current = now;

  const release = useCallback((signedIn: boolean) => {
    setInterrupted(null);
    for (const resolve of waiting.current.splice(0)) resolve(signedIn);
  }, []);

  const accept = useCallback(
    async (session: SessionState) => {
      noteSeen();
      if (session.state !== "signed_in") {
        // In the middle of work the page stays; the dialog shows the next step itself.
        if (stage.current.stage !== "inside") setNow({ stage: "outside", session });
        return;
      }
      const { data: me } = await api.get("/me");
      if (stage.current.stage === "inside" && stage.current.me.key !== me.key) return location.reload();
      setNow({ stage: "inside", session, me, endsAt: endOf(session) });
      release(true);
    },
    [release],
  );

  const again = useCallback(async () => {
    try {
      await accept((await api.get("/session")).data);
    } catch (error) {
      setNow({ stage: "failed", problem: problemIn(error) });
    }
  }, [accept]);

  useEffect(() => {
    const ask = (why: "ended" | "proof") => () => {
      if (stage.current.stage !== "inside") {
        void again();
        return Promise.resolve(false);
      }
      setInterrupted((now) => (now === "ended" ? now : why));
      return new Promise<boolean>((resolve) => waiting.current.push(resolve));
    };
    watchSession({ onAnswer: noteSeen, signInAgain: ask("ended"), prove: ask("proof") });
    void again();
  }, [again]);

  const signOut = useCallback(async () => {
    await api.delete("/session").catch(() => undefined);
    location.assign("/team");
  }, []);

  const leave = useCallback(async () => {
    await api.delete("/session").catch(() => undefined);
    stage.current = { stage: "loading" };
    setNow(stage.current);
    await again();
  }, [again]);

  return {
    now,
    interrupted,
    accept,
    again,
    giveUp: () => release(false),
    interrupt: () => setInterrupted("ended"),
    putMe: (me) => setNow((old) => (old.stage === "inside" ? { ...old, me } : old)),
    signOut,
    leave,
  };
}
