import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { saidIn } from "../said";
import { useAct } from "../useAct";
import { When } from "../When";
import { TaskForm } from "./TaskForm";
import { TaskTick } from "./TaskTick";
import type { Group, Task } from "./types";
import "../Rows.css";

interface TasksProps {
  group: Group;
  put: (read: Read<Group>) => void;
  reload: () => void;
  mayEdit: boolean;
}

/** What is to be done, open tasks first. */
export function Tasks({ group, put, reload, mayEdit }: TasksProps) {
  const { t } = useTexts();
  const [edited, setEdited] = useState<Task | "new" | null>(null);
  return (
    <section class="stack">
      <div class="section-head">
        <h2>{t("groups.tasks")}</h2>
        {mayEdit && (
          <button type="button" class="button button-small" onClick={() => setEdited("new")}>
            {t("groups.task_new")}
          </button>
        )}
      </div>
      {group.tasks.length === 0 && <p class="muted">{t("groups.tasks_none")}</p>}
      <ul class="bare rows">
        {group.tasks.map((task) => (
          <li key={task.id} id={`aufgabe-${task.id}`} class="row">
            <div class="row-main">
              {mayEdit ? (
                <TaskTick group={group.id} task={task} onDone={put} />
              ) : (
                <p>{task.done_on ? <s>{task.title}</s> : task.title}</p>
              )}
              <TaskFacts group={group} task={task} />
            </div>
            {mayEdit && (
              <TaskActions group={group} task={task} reload={reload} onEdit={() => setEdited(task)} />
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <TaskForm
          group={group}
          task={edited === "new" ? undefined : edited}
          onDone={(read) => {
            put(read);
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function TaskFacts({ group, task }: { group: Group; task: Task }) {
  const { t, lang, day } = useTexts();
  const member = group.members.find(({ id }) => id === task.member)?.name;
  const who = task.account?.name ?? member;
  return (
    <p class="small muted row-facts">
      {task.done_on && <span>{t("groups.done_on", { date: day(task.done_on) })}</span>}
      {!task.done_on && task.due && <When due={task.due} />}
      {who && <span>{who}</span>}
      {task.measure && (
        <a href={`/team/massnahmen/${task.measure.number}`}>
          {task.measure.number}
          {task.step ? `: ${saidIn(task.step.title, lang)}` : ` · ${saidIn(task.measure.title, lang)}`}
        </a>
      )}
    </p>
  );
}

interface ActionsProps {
  group: Group;
  task: Task;
  reload: () => void;
  onEdit: () => void;
}

function TaskActions({ group, task, reload, onEdit }: ActionsProps) {
  const { t } = useTexts();
  const act = useAct();
  const remove = () =>
    act(
      () =>
        api.delete("/staff/working-groups/{group}/tasks/{key}", {
          path: { group: group.id, key: task.id },
          seen: `"${task.revision}"`,
        }),
      t("groups.deleted"),
    ).then(reload);
  return (
    <div class="form-actions no-print">
      <button
        type="button"
        class="button button-small button-quiet"
        aria-label={`${t("kit.edit")}: ${task.title}`}
        onClick={onEdit}
      >
        {t("kit.edit")}
      </button>
      <ConfirmButton label={t("kit.delete")} title={t("groups.task_delete")} onConfirm={remove}>
        <p>{task.title}</p>
      </ConfirmButton>
    </div>
  );
}
