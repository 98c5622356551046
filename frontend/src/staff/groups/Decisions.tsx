import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { MarkdownField } from "../../ui/MarkdownField/MarkdownField";
import { Html } from "../../ui/RichText/RichText";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { preview } from "../programme/preview";
import { today } from "../today";
import { useAct } from "../useAct";
import type { Decision, Group } from "./types";
import "../Rows.css";

interface DecisionsProps {
  group: Group;
  put: (read: Read<Group>) => void;
  reload: () => void;
  mayEdit: boolean;
}

/** What the group decided, newest first. */
export function Decisions({ group, put, reload, mayEdit }: DecisionsProps) {
  const { t, day } = useTexts();
  const act = useAct();
  const [edited, setEdited] = useState<Decision | "new" | null>(null);
  const remove = (one: Decision) =>
    act(
      () =>
        api.delete("/staff/working-groups/{group}/decisions/{key}", {
          path: { group: group.id, key: one.id },
          seen: `"${one.revision}"`,
        }),
      t("groups.deleted"),
    ).then(reload);
  return (
    <section class="stack">
      <div class="section-head">
        <h2>{t("groups.decisions")}</h2>
        {mayEdit && (
          <button type="button" class="button button-small" onClick={() => setEdited("new")}>
            {t("groups.decision_new")}
          </button>
        )}
      </div>
      {group.decisions.length === 0 && <p class="muted">{t("groups.decisions_none")}</p>}
      <ul class="bare rows">
        {group.decisions.map((one) => (
          <li key={one.id} class="row">
            <div class="row-main tight">
              <p>
                <strong>{day(one.day)}</strong>
              </p>
              <Html html={one.html} />
            </div>
            {mayEdit && (
              <div class="form-actions no-print">
                <button
                  type="button"
                  class="button button-small button-quiet"
                  aria-label={`${t("kit.edit")}: ${day(one.day)}`}
                  onClick={() => setEdited(one)}
                >
                  {t("kit.edit")}
                </button>
                <ConfirmButton
                  label={t("kit.delete")}
                  title={t("groups.decision_delete")}
                  onConfirm={() => remove(one)}
                >
                  <p>{day(one.day)}</p>
                </ConfirmButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <DecisionForm
          group={group.id}
          decision={edited === "new" ? undefined : edited}
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

interface FormProps {
  group: number;
  decision: Decision | undefined;
  onDone: (read: Read<Group>) => void;
  onClose: () => void;
}

function DecisionForm({ group, decision, onDone, onClose }: FormProps) {
  const { t } = useTexts();
  const form = useForm({ day: (decision?.day ?? today()) as string | null, text: decision?.text ?? "" });
  const labels = { day: t("groups.decision_day"), text: t("groups.decision_text") };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ day, text }) => {
      const body = { day: day ?? "", text };
      return decision
        ? api.patch("/staff/working-groups/{group}/decisions/{key}", {
            path: { group, key: decision.id },
            seen: `"${decision.revision}"`,
            body,
          })
        : api.post("/staff/working-groups/{group}/decisions", { path: { group }, body });
    },
    onDone,
  );
  return (
    <Dialog title={t(decision ? "groups.decision_edit" : "groups.decision_new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <DateField {...form.field("day")} label={labels.day} required />
        <MarkdownField {...form.field("text")} label={labels.text} preview={preview} rows={5} required />
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
