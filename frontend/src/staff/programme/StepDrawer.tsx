import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextField } from "../../ui/TextField/TextField";
import { type StaffText, TextsField } from "../../ui/TextsField/TextsField";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import type { BodyOf, Read } from "../api/operations";
import { useRead } from "../api/useRead";
import { DocumentForm } from "../forms/DocumentForm";
import { sentenceFor } from "../forms/faults";
import { useDocument } from "../forms/useDocument";
import { Load } from "../Load";
import { keepDraft } from "./keepDraft";
import { type MeasureDocument, orNothing, type Step, spoken } from "./measure";
import { QuarterField } from "./QuarterField";
import { STEP_WORDS } from "./words";

interface StepDrawerProps {
  step: Step;
  measure: MeasureDocument;
  onClose: () => void;
  onChanged: () => void;
}

/** Everything about one activity, phase or milestone, at the side of the page. */
export function StepDrawer({ step, measure, onClose, onChanged }: StepDrawerProps) {
  const { lang } = useTexts();
  const read = useRead("/staff/steps/{key}", { path: { key: step.id } });
  const leaving = useRef<() => void>(() => undefined);
  const close = () => {
    leaving.current();
    onClose();
  };
  return (
    <Dialog title={spoken(step.title, lang).text} drawer onClose={close}>
      <Load of={read}>
        {(data) => (
          <StepForm
            read={{ data, etag: read.etag }}
            measure={measure}
            leaving={leaving}
            onChanged={onChanged}
            onDeleted={onClose}
          />
        )}
      </Load>
    </Dialog>
  );
}

interface StepValues {
  title: StaffText[];
  evidence: StaffText[];
  evidence_url: string | null;
  first_quarter: number | null;
  last_quarter: number | null;
  assumed: boolean;
  actual_start: string | null;
  actual_end: string | null;
  concept_measure: number | null;
  position: number;
}
type Name = keyof StepValues;

/** Which members a step of each kind has, in the order of the form. */
const MEMBERS: Record<Step["kind"], readonly Name[]> = {
  activity: ["actual_start", "actual_end", "title", "concept_measure", "position"],
  phase: ["actual_start", "actual_end", "first_quarter", "last_quarter", "assumed", "title", "position"],
  milestone: ["actual_end", "evidence", "evidence_url", "last_quarter", "assumed", "title", "position"],
};

function valuesOf(step: Step): StepValues {
  const all: StepValues = { ...step, evidence: step.evidence ?? [] };
  return Object.fromEntries(MEMBERS[step.kind].map((name) => [name, all[name]])) as unknown as StepValues;
}

function changeOf(patch: Partial<StepValues>): BodyOf<"/staff/steps/{key}", "patch"> {
  const evidence = patch.evidence && { evidence: orNothing(patch.evidence) };
  const address = patch.evidence_url === undefined ? {} : { evidence_url: patch.evidence_url || null };
  return { ...patch, ...evidence, ...address } as BodyOf<"/staff/steps/{key}", "patch">;
}

interface StepFormProps {
  read: Read<Step>;
  measure: MeasureDocument;
  leaving: { current: () => void };
  onChanged: () => void;
  onDeleted: () => void;
}

function StepForm({ read, measure, leaving, onChanged, onDeleted }: StepFormProps) {
  const { t } = useTexts();
  const say = useSay();
  const path = { key: read.data.id };
  const { kind } = read.data;
  const latest = useRef(read);
  const draft = `steps-${read.data.id}`;
  const doc = useDocument<Step, StepValues>({
    draft,
    read,
    valuesOf,
    again: () => api.get("/staff/steps/{key}", { path }),
    save: (patch, seen) => api.patch("/staff/steps/{key}", { path, body: changeOf(patch), seen }),
    saved: (next) => {
      latest.current = next;
      onChanged();
    },
    words: STEP_WORDS,
  });
  useEffect(() => {
    leaving.current = () => keepDraft(draft, latest.current.etag, doc.form);
  });
  const remove = async () => {
    try {
      await api.delete("/staff/steps/{key}", { path, seen: latest.current.etag });
    } catch (error) {
      const problem = problemIn(error);
      say({
        text: problem.status === 412 ? t("measures.changed_meanwhile") : sentenceFor(problem, t),
        kind: "danger",
      });
      throw error;
    }
    say(t("measures.deleted"));
    onChanged();
    onDeleted();
  };
  const labels = {
    title: t("measures.step_title"),
    evidence: t("measure.milestone_evidence"),
    evidence_url: t("measures.evidence_url"),
    first_quarter: t("measures.first_quarter"),
    last_quarter: t(kind === "milestone" ? "measures.due" : "measures.last_quarter"),
    assumed: t("measures.assumed"),
    actual_start: t("measures.actual_start"),
    actual_end: t(kind === "milestone" ? "measures.reached_on" : "measures.actual_end"),
    concept_measure: t("measures.concept_measure"),
    position: t("measures.position"),
  };
  const { calendar } = measure;
  const field = doc.form.field;
  const fields: Record<Name, () => preact.JSX.Element> = {
    title: () => <TextsField {...field("title")} label={labels.title} />,
    evidence: () => <TextsField {...field("evidence")} label={labels.evidence} rows={3} />,
    evidence_url: () => (
      <TextField
        {...field("evidence_url")}
        value={doc.form.values.evidence_url ?? ""}
        type="url"
        label={labels.evidence_url}
        hint={t("measures.evidence_url_hint")}
      />
    ),
    first_quarter: () => (
      <QuarterField
        {...field("first_quarter")}
        value={doc.form.values.first_quarter ?? 1}
        label={labels.first_quarter}
        calendar={calendar}
      />
    ),
    last_quarter: () => (
      <QuarterField
        {...field("last_quarter")}
        value={doc.form.values.last_quarter ?? calendar.quarters}
        label={labels.last_quarter}
        calendar={calendar}
        ends
      />
    ),
    assumed: () => (
      <Checkbox {...field("assumed")} label={labels.assumed} hint={t("measures.assumed_hint")} />
    ),
    actual_start: () => (
      <DateField {...field("actual_start")} label={labels.actual_start} max={calendar.today} />
    ),
    actual_end: () => <DateField {...field("actual_end")} label={labels.actual_end} max={calendar.today} />,
    concept_measure: () => <NumberField {...field("concept_measure")} label={labels.concept_measure} />,
    position: () => (
      <NumberField
        {...field("position")}
        label={labels.position}
        onChange={(next) => next !== null && doc.form.set({ position: next })}
      />
    ),
  };
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      history={{ object_type: "step", object_key: String(read.data.id) }}
    >
      {kind === "milestone" && doc.form.values.actual_end === null && (
        <div>
          <button
            type="button"
            class="button button-small"
            onClick={() => doc.form.set({ actual_end: calendar.today })}
          >
            {t("measures.reached_today")}
          </button>
        </div>
      )}
      {MEMBERS[kind].map((name) => (
        <div key={name}>{fields[name]()}</div>
      ))}
      <div>
        <ConfirmButton label={t("kit.delete")} title={t("measures.delete_step")} onConfirm={remove}>
          <p>{t("measures.delete_step_text")}</p>
        </ConfirmButton>
      </div>
    </DocumentForm>
  );
}
