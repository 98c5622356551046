import { useState } from "preact/hooks";
import type { Problem } from "../../../api/client";
import { useI18n } from "../../../i18n/i18n";
import { refused } from "./signing";

/** Gives a registration back, after a second thought. */
export function CancelMine({ cancel }: { cancel: () => Promise<Problem | null> }) {
  const { t } = useI18n();
  const [asked, setAsked] = useState(false);
  const [wrong, setWrong] = useState("");
  const act = async () => {
    const problem = await cancel();
    setWrong(problem ? (Object.values(refused(problem, t))[0] ?? "") : "");
  };
  if (!asked)
    return (
      <p>
        <button type="button" class="button button-danger" onClick={() => setAsked(true)}>
          {t("signup.cancel")}
        </button>
      </p>
    );
  return (
    <fieldset class="note note-danger stack" aria-label={t("signup.cancel")}>
      <p>{t("signup.cancel_ask")}</p>
      {wrong && <p role="alert">{wrong}</p>}
      <p class="cluster">
        <button
          type="button"
          class="button button-danger"
          ref={(button) => button?.focus()}
          onClick={() => void act()}
        >
          {t("signup.cancel_yes")}
        </button>
        <button type="button" class="button" onClick={() => setAsked(false)}>
          {t("signup.cancel_no")}
        </button>
      </p>
    </fieldset>
  );
}
