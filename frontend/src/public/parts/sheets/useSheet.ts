import { useState } from "preact/hooks";
import { ApiError, answerOf, client } from "../../../api/client";
import type { Sheets } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Answers, howOf, NOTHING_SAID, plainCode, refusedSheet, whoOf } from "./answering";

const UNKNOWN = { type: "about:blank", title: "", status: 500 };

/** A sheet that is filled in and sent. What arrived is not sent again when the rest is; nothing stays on the device. */
export function useSheet({ event, definition }: Sheets) {
  const { t } = useI18n();
  const [code, setCode] = useState(() => plainCode(location.hash.slice(1)));
  const [given] = useState(code !== "");
  const [answers, setAnswers] = useState<Answers>(NOTHING_SAID);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [stage, setStage] = useState<"open" | "busy" | "sent">("open");
  const [counted, setCounted] = useState(false);
  const params = { path: { number: event } };

  async function send(): Promise<void> {
    const plain = plainCode(code);
    if (!/^[a-z2-7]{10}$/.test(plain)) return setFaults({ code: t("sheet.fault_code") });
    const how = howOf(answers, plain);
    setFaults({});
    setStage("busy");
    try {
      if (!counted) {
        const body = whoOf(answers, plain, definition);
        await answerOf(client.POST("/api/v1/events/{number}/statistics", { params, body }));
        setCounted(true);
      }
      if (how) await answerOf(client.POST("/api/v1/events/{number}/feedback", { params, body: how }));
      setStage("sent");
    } catch (error) {
      setFaults(refusedSheet(error instanceof ApiError ? error.problem : UNKNOWN, t));
      setStage("open");
    }
  }

  const again = () => {
    setAnswers(NOTHING_SAID);
    setCounted(false);
    setStage("open");
  };
  const change = (changes: Partial<Answers>) => setAnswers((old) => ({ ...old, ...changes }));
  return { code, setCode, given, answers, change, faults, stage, counted, send, again };
}
