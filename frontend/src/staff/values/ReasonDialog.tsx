import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextArea } from "../../ui/TextArea/TextArea";

interface ReasonProps {
  title: string;
  confirm: string;
  label: string;
  required: boolean;
  /** Does it, and returns what stands in the way, in words; nothing when it is done. */
  act: (reason: string) => Promise<string[]>;
  onClose: () => void;
  children?: ComponentChildren;
}

/** A move of a sheet that is explained in a sentence; what was written stays when it is refused. */
export function ReasonDialog({ title, confirm, label, required, act, onClose, children }: ReasonProps) {
  const { t } = useTexts();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<string[]>([]);
  const [missing, setMissing] = useState(false);
  const run = async () => {
    if (required && reason.trim() === "") return setMissing(true);
    setBusy(true);
    setFaults(await act(reason.trim()));
    setBusy(false);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="form">
        <ErrorSummary items={faults.map((text) => ({ name: "", text }))} />
        {children}
        <TextArea
          name="reason"
          label={label}
          value={reason}
          rows={3}
          maxLength={500}
          required={required}
          fault={missing ? t("kit.fault_missing") : undefined}
          onChange={(text) => {
            setReason(text);
            setMissing(false);
          }}
        />
        <div class="form-actions">
          <button type="button" class="button button-main" disabled={busy} onClick={() => void run()}>
            {confirm}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
