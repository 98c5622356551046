import { useEffect, useRef } from "preact/hooks";
import type { RegistrationMade } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { useLink } from "../../site";

interface SignedUpProps {
  made: RegistrationMade;
  /** A confirmation comes by mail. */
  byMail: boolean;
  another: () => void;
}

/** What became of signing up, and the link that manages it. */
export function SignedUp({ made, byMail, another }: SignedUpProps) {
  const { t, number } = useI18n();
  const to = useLink();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const waiting = made.state === "waiting";
  return (
    <div class={waiting ? "note note-warm stack" : "note note-success stack"}>
      <h3 tabIndex={-1} ref={title}>
        {t(waiting ? "signup.done_waiting" : "signup.done_confirmed")}
      </h3>
      {made.position !== null && <p>{t("signup.position", { position: number(made.position) })}</p>}
      {byMail && <p>{t("signup.done_mail")}</p>}
      <p>{t("signup.done_keep")}</p>
      <p class="cluster">
        <a class="button button-main" href={to(`/anmeldung${new URL(made.manage_url).hash}`)}>
          {t("signup.done_open")}
        </a>
        <button type="button" class="button" onClick={another}>
          {t("signup.another")}
        </button>
      </p>
    </div>
  );
}
