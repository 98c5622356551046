import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { TextArea } from "../../ui/TextArea/TextArea";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { useDocument } from "../forms/useDocument";
import { useColleagues } from "../pickers/useColleagues";
import { NextStepFields } from "./NextStepFields";
import { isEnded, needsReason } from "./stages";
import type { OutreachDetail, Stage } from "./types";

interface Stand {
  stage: string;
  reason: string;
  promised: string;
  next_step: string;
  next_step_on: string | null;
  owner: string;
}

const standOf = (row: OutreachDetail): Stand => ({
  stage: row.stage,
  reason: "",
  promised: row.promised ?? "",
  next_step: row.next_step ?? "",
  next_step_on: row.next_step_on,
  owner: row.owner ? String(row.owner.account) : "",
});

/** What the PATCH takes: empty texts are null, a reason only beside a stage. */
function bodyOf({ stage, reason, owner, ...texts }: Partial<Stand>) {
  const emptied = Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [
      name,
      typeof value === "string" ? value.trim() || null : value,
    ]),
  );
  return {
    ...emptied,
    ...(stage === undefined ? {} : { stage: stage as Stage }),
    ...(stage !== undefined && reason?.trim() ? { reason: reason.trim() } : {}),
    ...(owner === undefined ? {} : { owner: owner ? Number(owner) : null }),
  };
}

interface StandFormProps {
  read: Read<OutreachDetail>;
  put: (read: Read<OutreachDetail>) => void;
}

/** Stage, promise, next step and who looks after it: one form, kept as a draft. */
export function StandForm({ read, put }: StandFormProps) {
  const { t } = useTexts();
  const colleagues = useColleagues();
  const path = { number: read.data.id };
  const doc = useDocument({
    draft: `outreach-${path.number}`,
    read,
    valuesOf: standOf,
    again: () => api.get("/staff/outreach/{number}", { path }),
    save: (patch: Partial<Stand>, seen) =>
      api.patch("/staff/outreach/{number}", { path, seen, body: bodyOf(patch) }),
    saved: put,
    words: { reason_missing: "outreach.fault_reason", step_missing: "outreach.fault_step_missing" },
  });
  const { form } = doc;
  const stage = form.values.stage as Stage;
  const now = form.base.stage as Stage;
  const labels = {
    stage: t("outreach.stage"),
    reason: t(stage === "declined" ? "outreach.reason_declined" : "outreach.reason"),
    promised: t("outreach.promised"),
    next_step: t("outreach.next_step"),
    next_step_on: t("outreach.next_step_on"),
    owner: t("outreach.owner"),
  };
  const name = (one: Stage) => t(`outreach.stage_${one}`);
  const { owner } = read.data;
  const owners = [...colleagues];
  // Somebody who has left stays named until another one takes over.
  if (owner && !owners.some(({ value }) => value === String(owner.account)))
    owners.push({ value: String(owner.account), label: owner.name });
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      names={Object.fromEntries([
        ...read.data.moves.map((one) => [one, name(one)]),
        ...owners.map(({ value, label }) => [value, label]),
      ])}
    >
      <Choice
        {...form.field("stage")}
        label={labels.stage}
        as="radios"
        options={[now, ...read.data.moves.filter((one) => one !== now)].map((one) => ({
          value: one,
          label: one === now ? t("outreach.stage_now", { stage: name(one) }) : name(one),
        }))}
      />
      {needsReason(now, stage) && (
        <TextArea {...form.field("reason")} label={labels.reason} rows={2} required />
      )}
      <TextArea
        {...form.field("promised")}
        label={labels.promised}
        hint={t("outreach.promised_hint")}
        rows={3}
        maxLength={4000}
      />
      {!isEnded(stage) && <NextStepFields form={form} />}
      <Choice
        {...form.field("owner")}
        label={labels.owner}
        as="list"
        none={t("outreach.owner_nobody")}
        options={owners}
      />
    </DocumentForm>
  );
}
