import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { Dialog } from "../../ui/Dialog/Dialog";
import { saveFile } from "../../ui/saveFile";
import { api, postForFile } from "../api/client";
import { useAct } from "../useAct";
import type { Attendee } from "./types";

interface DataProps {
  event: number;
  attendee: Attendee;
  /** Somebody was forgotten: others may have moved up. */
  onDone: () => void;
}

/** What somebody may ask of us who has no link: all we know of them, and to be forgotten. */
export function PersonalData({ event, attendee: { id, name }, onDone }: DataProps) {
  const { t, lang } = useTexts();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const path = { number: event, key: id };
  const handOut = async () => {
    const address = "/staff/events/{number}/registrations/{key}/export";
    saveFile(await postForFile(address, { path, query: { lang } }), `event-${event}-person.json`);
  };
  return (
    <>
      <button
        type="button"
        class="button button-small button-quiet"
        aria-label={`${t("attendees.data")}: ${name}`}
        onClick={() => setOpen(true)}
      >
        {t("attendees.data")}
      </button>
      {open && (
        <Dialog title={t("attendees.data_title", { name })} onClose={() => setOpen(false)}>
          <div class="stack">
            <p>{t("attendees.data_about")}</p>
            <div class="form-actions">
              <button
                type="button"
                class="button button-small"
                onClick={() => void act(handOut).catch(() => undefined)}
              >
                {t("attendees.export")}
              </button>
              <ConfirmButton
                label={t("attendees.erase")}
                title={t("attendees.erase_title", { name })}
                onConfirm={() =>
                  act(
                    () => api.post("/staff/events/{number}/registrations/{key}/erasure", { path }),
                    t("attendees.erased"),
                  ).then(onDone)
                }
              >
                <p>{t("attendees.erase_text")}</p>
              </ConfirmButton>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
