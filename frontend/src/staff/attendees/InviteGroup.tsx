import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { api } from "../api/client";
import { useAct } from "../useAct";
import type { Invitations } from "./types";

/** Invites the working group whose meeting an event is, and says who has to be told by hand. */
export function InviteGroup({ event, onDone }: { event: number; onDone: () => void }) {
  const { t } = useTexts();
  const act = useAct();
  const [told, setTold] = useState<Invitations>();
  const invite = () =>
    act(async () => {
      const path = { number: event };
      setTold((await api.post("/staff/events/{number}/invitations", { path })).data);
    }).then(onDone);
  return (
    <>
      <div class="form-actions">
        <ConfirmButton
          label={t("attendees.invite")}
          title={t("attendees.invite")}
          harmless
          small={false}
          onConfirm={invite}
        >
          <p>{t("attendees.invite_text")}</p>
        </ConfirmButton>
      </div>
      {told && (
        <p role="status">
          {(told.invited > 0 || told.waiting === 0) && t("attendees.invited", { count: told.invited })}
          {told.waiting > 0 && <> {t("attendees.invited_waiting", { count: told.waiting })}</>}
          {told.without_mail.length > 0 && (
            <> {t("attendees.invited_by_hand", { names: told.without_mail.join(", ") })}</>
          )}
        </p>
      )}
    </>
  );
}
