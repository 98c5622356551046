import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { useSay } from "../../ui/Toast/Toast";
import { Camera, canScan } from "./Camera";

interface FinderProps {
  typed: string;
  onType: (text: string) => void;
  /** Enter, or a code the camera saw. */
  onEnter: (text: string) => void;
}

/** Where a name is typed, a scanner types its code, or the camera looks for one. */
export function Finder({ typed, onType, onEnter }: FinderProps) {
  const { t } = useTexts();
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <div class="stack">
      <search class="filters no-print" aria-label={t("attendees.find")}>
        <label class="select">
          <span class="select-label">{t("attendees.find")}</span>
          <input
            type="search"
            maxLength={200}
            autocomplete="off"
            value={typed}
            onInput={(event) => onType(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Enter" && onEnter(event.currentTarget.value)}
          />
        </label>
        {canScan() && (
          <button type="button" class="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "attendees.camera_stop" : "attendees.camera")}
          </button>
        )}
      </search>
      <p class="small muted">{t("attendees.find_hint")}</p>
      {open && (
        <Camera
          onCode={onEnter}
          onFailure={() => {
            setOpen(false);
            say({ text: t("attendees.camera_failed"), kind: "danger" });
          }}
        />
      )}
    </div>
  );
}
