import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import "./Toast.css";

export interface Message {
  text: string;
  kind?: "success" | "danger";
}

const Say = createContext<(message: Message | string) => void>(() => undefined);

/** Says something that needs no answer: "Gespeichert". Shown for a while and read aloud. */
export function useSay(): (message: Message | string) => void {
  return useContext(Say);
}

/** How long a message stays (milliseconds). What went wrong stays until the next message. */
const STAY = 6000;

/** Gives `useSay` to everything inside, and shows what is said. */
export function Toasts({ children }: { children: ComponentChildren }) {
  const [message, setMessage] = useState<Message | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((said: Message | string) => {
    clearTimeout(timer.current);
    const next = typeof said === "string" ? { text: said, kind: "success" as const } : said;
    setMessage(next);
    if (next.kind !== "danger") timer.current = setTimeout(() => setMessage(null), STAY);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Say.Provider value={say}>
      {children}
      <div class="toasts" role="status" aria-live="polite">
        {message && <p class={`toast toast-${message.kind ?? "success"}`}>{message.text}</p>}
      </div>
    </Say.Provider>
  );
}
