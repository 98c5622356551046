import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { api } from "../api/client";
import { SignIn } from "./SignIn";
import type { SessionState } from "./session";
import type { SessionControl } from "./useSession";

/** Signing in again over the page somebody works on: what they typed stays, and what they wanted to do is done afterwards. */
export function Interrupted({ control }: { control: SessionControl }) {
  const { t } = useTexts();
  const [session, setSession] = useState<SessionState | null>(null);
  const [failed, setFailed] = useState(false);
  const ask = () => {
    setFailed(false);
    api.get("/session").then(
      ({ data }) => (data.state === "signed_in" ? void control.accept(data) : setSession(data)),
      () => setFailed(true),
    );
  };
  useEffect(ask, []);
  return (
    <>
      <p>{t("team.again_text")}</p>
      {failed && (
        <div class="note note-danger stack" role="alert">
          <p>{t("kit.problem_network")}</p>
          <button type="button" class="button button-small" onClick={ask}>
            {t("error.retry")}
          </button>
        </div>
      )}
      {session && <SignIn session={session} accept={(next) => void control.accept(next)} />}
      <button type="button" class="button button-quiet" onClick={control.giveUp}>
        {t("team.again_later")}
      </button>
    </>
  );
}
