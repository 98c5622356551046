import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { lastSeen } from "../session/useSession";

/** How long before the end the warning comes (milliseconds). */
const WARN = 120_000;
const LOOK = 5_000;

interface IdleWarningProps {
  /** How long a session lasts without any request (seconds), and its end in any case (milliseconds, this clock). */
  idleSeconds: number;
  endsAt: number;
  onStay: () => Promise<void>;
  onSignOut: () => void;
  /** The time is over. */
  onEnd: () => void;
}

/** Warns two minutes before the session ends for lack of use, and says when it has ended. */
export function IdleWarning({ idleSeconds, endsAt, onStay, onSignOut, onEnd }: IdleWarningProps) {
  const { t } = useTexts();
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const end = Math.min(lastSeen() + idleSeconds * 1000, endsAt);
      const rest = end - Date.now();
      setLeft(rest > 0 && rest < WARN ? rest : null);
      if (rest <= 0) {
        clearInterval(timer);
        onEnd();
      }
    }, LOOK);
    return () => clearInterval(timer);
  }, [idleSeconds, endsAt, onEnd]);
  if (left === null) return null;
  return (
    <Dialog title={t("team.idle_title")} onClose={() => void onStay()}>
      <p>{t("team.idle_text", { minutes: Math.max(1, Math.ceil(left / 60_000)) })}</p>
      <div class="form-actions">
        <button type="button" class="button button-main" onClick={() => void onStay()}>
          {t("team.idle_stay")}
        </button>
        <button type="button" class="button" onClick={onSignOut}>
          {t("team.sign_out")}
        </button>
      </div>
    </Dialog>
  );
}
