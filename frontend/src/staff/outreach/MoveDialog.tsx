import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextArea } from "../../ui/TextArea/TextArea";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { NextStepFields } from "./NextStepFields";
import { isEnded, movesFrom, needsReason } from "./stages";
import type { OutreachDetail, OutreachRow, Stage } from "./types";

interface MoveDialogProps {
  row: OutreachRow;
  /** The stage that is chosen at first; by default the next one. */
  to?: Stage | undefined;
  onDone: (row: OutreachDetail) => void;
  onClose: () => void;
}

/** Moves a row to another stage, with the reason where one is needed, and plans what comes next. */
export function MoveDialog({ row, to, onDone, onClose }: MoveDialogProps) {
  const { t } = useTexts();
  const say = useSay();
  const moves = movesFrom(row.stage);
  const form = useForm({
    stage: (to ?? moves.find((stage) => !needsReason(row.stage, stage)) ?? moves[0] ?? row.stage) as string,
    reason: "",
    promised: row.promised ?? "",
    next_step: row.next_step ?? "",
    next_step_on: row.next_step_on,
  });
  const { values } = form;
  const stage = values.stage as Stage;
  const asks = needsReason(row.stage, stage);
  const labels = {
    stage: t("outreach.stage"),
    reason: t(stage === "declined" ? "outreach.reason_declined" : "outreach.reason"),
    promised: t("outreach.promised"),
    next_step: t("outreach.next_step"),
    next_step_on: t("outreach.next_step_on"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    () =>
      api.patch("/staff/outreach/{number}", {
        path: { number: row.id },
        seen: `"${row.revision}"`,
        body: {
          stage,
          ...(asks ? { reason: values.reason.trim() || null } : {}),
          promised: values.promised.trim() || null,
          ...(isEnded(stage)
            ? {}
            : { next_step: values.next_step.trim() || null, next_step_on: values.next_step_on }),
        },
      }),
    ({ data }) => {
      say(t("outreach.moved", { stage: t(`outreach.stage_${data.stage}`) }));
      onDone(data);
      onClose();
    },
    { reason_missing: "outreach.fault_reason", step_missing: "outreach.fault_step_missing" },
  );
  return (
    <Dialog title={t("outreach.move_title", { name: row.organisation.name })} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <Choice
          {...form.field("stage")}
          label={t("outreach.move_to")}
          as="radios"
          options={moves.map((one) => ({ value: one, label: t(`outreach.stage_${one}`) }))}
        />
        {asks && <TextArea {...form.field("reason")} label={labels.reason} rows={2} required />}
        {!isEnded(stage) && (
          <>
            <TextArea {...form.field("promised")} label={labels.promised} rows={2} />
            <NextStepFields form={form} />
          </>
        )}
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("outreach.move")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
