import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { api, problemIn } from "../api/client";
import { type Reading, useRead } from "../api/useRead";
import { marked } from "./dates";
import { comesAgain, keep, kept, type Mark, type Queue, withMark, without } from "./queue";
import type { Sheet } from "./types";

/** Milliseconds until what waits is tried again, and until others' marks are looked for. */
const AGAIN = 10_000;

interface CheckIn {
  read: Reading<Sheet>;
  /** Marks the server does not have yet. */
  queue: Queue;
  /** Marks the server refused for good, such as of somebody who cancelled. */
  refused: readonly Mark[];
  mark: (session: number, registration: string, present: boolean) => void;
  /** Sends what waits, and reads what other devices noted. */
  send: () => Promise<Sheet | null>;
}

/** Marks who is there, with or without a connection: what cannot be sent now is kept on this device and sent later. */
export function useCheckIn(number: number): CheckIn {
  const { lang } = useTexts();
  const options = { path: { number }, query: { lang } };
  const read = useRead("/staff/events/{number}/attendance", options);
  const [queue, setQueue] = useState<Queue>(() => kept(number));
  const [refused, setRefused] = useState<readonly Mark[]>([]);
  const held = useRef({ queue, sending: false, ahead: 0, sheet: null as Sheet | null, put: read.put });
  held.current.put = read.put;
  const clock = read.state === "ready" ? read.data.now : null;
  if (read.state === "ready") held.current.sheet = read.data;
  useEffect(() => {
    if (clock) held.current.ahead = Date.parse(clock) - Date.now();
  }, [clock]);

  const change = useCallback(
    (next: Queue) => {
      held.current.queue = next;
      keep(number, next);
      setQueue(next);
    },
    [number],
  );
  const show = useCallback((sheet: Sheet) => {
    held.current.sheet = sheet;
    held.current.put({ data: sheet, etag: "" });
  }, []);

  /** Sends marks one by one; stops when there is no answer. */
  const flush = useCallback(async () => {
    for (let mark = held.current.queue[0]; mark; mark = held.current.queue[0]) {
      const { session, registration, ...body } = mark;
      try {
        const { data } = await api.put("/staff/events/{number}/attendance/{date}/{key}", {
          path: { number, date: session, key: registration },
          body,
        });
        if (held.current.sheet) show(marked(held.current.sheet, registration, data));
      } catch (error) {
        if (comesAgain(problemIn(error).status)) return;
        const lost = mark;
        setRefused((old) => [...old, lost]);
      }
      change(without(held.current.queue, mark));
    }
  }, [number, change, show]);

  const send = useCallback(async () => {
    if (held.current.sending) return null;
    held.current.sending = true;
    try {
      await flush();
      if (held.current.queue.length > 0) return null;
      const { data } = await api.get("/staff/events/{number}/attendance", options);
      show(data);
      return data;
    } catch {
      return null; // Shown is what was known last.
    } finally {
      held.current.sending = false;
    }
  }, [number, lang, flush, show]);

  useEffect(() => {
    const again = () => {
      if (!document.hidden) void send();
    };
    const timer = setInterval(again, AGAIN);
    addEventListener("online", again);
    if (held.current.queue.length > 0) again();
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [send]);

  const mark = (session: number, registration: string, present: boolean) => {
    const marked_at = new Date(Date.now() + held.current.ahead).toISOString();
    change(withMark(held.current.queue, { session, registration, present, marked_at }));
    if (!held.current.sending) {
      held.current.sending = true;
      void flush().finally(() => {
        held.current.sending = false;
      });
    }
  };
  return { read, queue, refused, mark, send };
}
