import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { saidIn } from "../said";
import { useMay } from "../session/session";
import { today } from "../today";
import { useAct } from "../useAct";
import type { Group, Task } from "./types";

interface TickProps {
  group: number;
  task: Task;
  onDone: (read: Read<Group>) => void;
}

/** Finishes a task, or opens it again. A task linked to a step of a measure may report that as done, too. */
export function TaskTick({ group, task, onDone }: TickProps) {
  const { t, lang } = useTexts();
  const act = useAct();
  const may = useMay();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const done = task.done_on !== null;
  const reports = task.step !== null && task.step.done_on === null && may("measures.edit");
  const write = async (isDone: boolean, report: boolean) => {
    setBusy(true);
    try {
      await act(
        async () =>
          onDone(
            await api.patch("/staff/working-groups/{group}/tasks/{key}", {
              path: { group, key: task.id },
              seen: `"${task.revision}"`,
              body: { done_on: isDone ? today() : null, report_step: report },
            }),
          ),
        t(report ? "groups.task_reported" : isDone ? "groups.task_done" : "groups.task_open"),
      );
      setAsks(false);
    } catch {
      // useAct said what went wrong; the box shows what is stored.
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={done}
          disabled={busy}
          onClick={(event) => {
            // The box follows the server's answer, not the click.
            event.preventDefault();
            if (!done && reports) setAsks(true);
            else void write(!done, false);
          }}
        />
        <span>{done ? <s>{task.title}</s> : task.title}</span>
      </label>
      {asks && task.step && (
        <Dialog title={t("groups.report_title")} onClose={() => setAsks(false)}>
          <p>
            {t("groups.report_text", {
              step: saidIn(task.step.title, lang),
              measure: task.measure?.number ?? "",
            })}
          </p>
          <div class="form-actions">
            <button
              type="button"
              class="button button-main"
              disabled={busy}
              onClick={() => void write(true, true)}
            >
              {t("groups.report_both")}
            </button>
            <button type="button" class="button" disabled={busy} onClick={() => void write(true, false)}>
              {t("groups.report_task")}
            </button>
            <button type="button" class="button button-quiet" onClick={() => setAsks(false)}>
              {t("kit.cancel")}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
