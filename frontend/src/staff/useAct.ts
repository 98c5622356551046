import { useTexts } from "../i18n/staffTexts";
import { useSay } from "../ui/Toast/Toast";
import { problemIn } from "./api/client";
import { sentenceFor } from "./forms/faults";

/** Does something and says what went wrong; rejects then, so that a dialog stays. */
export function useAct(): (deed: () => Promise<unknown>, done?: string) => Promise<void> {
  const { t } = useTexts();
  const say = useSay();
  return async (deed, done) => {
    try {
      await deed();
    } catch (error) {
      say({ text: sentenceFor(problemIn(error), t), kind: "danger" });
      throw error;
    }
    if (done) say(done);
  };
}
