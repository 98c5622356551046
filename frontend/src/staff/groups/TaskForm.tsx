import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { useRead } from "../api/useRead";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useColleagues } from "../pickers/useColleagues";
import { useMeasures } from "../pickers/useMeasures";
import { saidIn } from "../said";
import { useMay } from "../session/session";
import type { Group, Task } from "./types";

interface TaskFormProps {
  group: Group;
  /** Absent: a new one. */
  task?: Task | undefined;
  onDone: (read: Read<Group>) => void;
  onClose: () => void;
}

interface Values {
  title: string;
  due: string | null;
  /** "account:3", "member:5", or nobody. */
  who: string;
  measure: string;
  step: string;
}

const valuesOf = (task?: Task): Values => ({
  title: task?.title ?? "",
  due: task?.due ?? null,
  who: task?.account ? `account:${task.account.account}` : task?.member ? `member:${task.member}` : "",
  measure: task?.measure ? String(task.measure.number) : "",
  step: task?.step ? String(task.step.id) : "",
});

function bodyOf({ title, due, who, measure, step }: Values) {
  const [kind, number] = who.split(":");
  return {
    title,
    due,
    account: kind === "account" ? Number(number) : null,
    member: kind === "member" ? Number(number) : null,
    measure: measure && !step ? Number(measure) : null,
    step: step ? Number(step) : null,
  };
}

/** The steps of a measure that a task may move. */
function useSteps(measure: string) {
  const { lang } = useTexts();
  const may = useMay()("measures.read");
  const read = useRead(
    "/staff/measures/{number}/steps",
    measure && may ? { path: { number: Number(measure) } } : null,
  );
  if (read.state !== "ready") return [];
  return read.data.items.map(({ id, title }) => ({ value: String(id), label: saidIn(title, lang) }));
}

/** Title, day, who does it, and which step of which measure it moves. */
export function TaskForm({ group, task, onDone, onClose }: TaskFormProps) {
  const { t } = useTexts();
  const colleagues = useColleagues();
  const measures = useMeasures();
  const form = useForm(valuesOf(task));
  const steps = useSteps(form.values.measure);
  const labels = {
    title: t("groups.task_title"),
    due: t("groups.task_due"),
    who: t("groups.task_who"),
    measure: t("groups.task_measure"),
    step: t("groups.task_step"),
  };
  const path = { group: group.id };
  const { busy, onSubmit } = useSubmit(
    form,
    (values) =>
      task
        ? api.patch("/staff/working-groups/{group}/tasks/{key}", {
            path: { ...path, key: task.id },
            seen: `"${task.revision}"`,
            body: { ...bodyOf(values), report_step: false },
          })
        : api.post("/staff/working-groups/{group}/tasks", { path, body: bodyOf(values) }),
    onDone,
  );
  const people = [
    ...group.members
      .filter(({ account }) => account === null)
      .map(({ id, name }) => ({ value: `member:${id}`, label: name })),
    ...colleagues.map(({ value, label }) => ({ value: `account:${value}`, label })),
  ];
  const { who } = form.base;
  if (task?.account && !people.some(({ value }) => value === who))
    people.push({ value: who, label: task.account.name });
  return (
    <Dialog title={t(task ? "groups.task_edit" : "groups.task_new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField {...form.field("title")} label={labels.title} maxLength={300} required />
        <DateField {...form.field("due")} label={labels.due} />
        <Choice
          {...form.field("who")}
          label={labels.who}
          as="list"
          none={t("groups.nobody")}
          options={people}
        />
        <Choice
          {...form.field("measure")}
          label={labels.measure}
          as="list"
          none={t("groups.no_measure")}
          options={measures}
          onChange={(measure) => form.set({ measure, step: "" })}
        />
        {steps.length > 0 && (
          <Choice
            {...form.field("step")}
            label={labels.step}
            hint={t("groups.task_step_hint")}
            as="list"
            none={t("groups.no_step")}
            options={steps}
          />
        )}
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("kit.save")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
