import { useState } from "preact/hooks";
import type { Problem } from "../../../api/client";
import { useI18n } from "../../../i18n/i18n";
import { refused } from "./signing";

interface TwiceProps {
  /** The texts: `signup.<what>`, with `_ask`, `_yes` and `_no`. */
  what: "cancel" | "erase";
  act: () => Promise<Problem | null>;
}

/** Something that cannot be undone, after a second thought. */
export function AskedTwice({ what, act: deed }: TwiceProps) {
  const { t } = useI18n();
  const [asked, setAsked] = useState(false);
  const [wrong, setWrong] = useState("");
  const act = async () => {
    const problem = await deed();
    setWrong(problem ? (Object.values(refused(problem, t))[0] ?? "") : "");
  };
  if (!asked)
    return (
      <p>
        <button type="button" class="button button-danger" onClick={() => setAsked(true)}>
          {t(`signup.${what}`)}
        </button>
      </p>
    );
  return (
    <fieldset class="note note-danger stack" aria-label={t(`signup.${what}`)}>
      <p>{t(`signup.${what}_ask`)}</p>
      {wrong && <p role="alert">{wrong}</p>}
      <p class="cluster">
        <button
          type="button"
          class="button button-danger"
          ref={(button) => button?.focus()}
          onClick={() => void act()}
        >
          {t(`signup.${what}_yes`)}
        </button>
        <button type="button" class="button" onClick={() => setAsked(false)}>
          {t(`signup.${what}_no`)}
        </button>
      </p>
    </fieldset>
  );
}
