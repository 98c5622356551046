import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type StaffKey, useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import { sentenceFor } from "../forms/faults";
import { useAct } from "../useAct";
import { Again } from "./DraftState";
import type { Draft } from "./types";

const CONFLICTS: Record<string, StaffKey> = {
  values_changed: "releases.conflict_values_changed",
  another_draft: "releases.conflict_another_draft",
  nothing_new: "releases.conflict_nothing_new",
  unprotected: "releases.conflict_unprotected",
  not_ready: "releases.conflict_another_draft",
};

/** Puts a draft away that nobody will sign. */
export function DropDraft({ draft }: { draft: Draft }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const act = useAct();
  const drop = () =>
    act(
      () => api.delete("/staff/releases/drafts/{number}", { path: { number: draft.id } }),
      t("releases.dropped"),
    ).then(() => route("/team/datenstaende"));
  return (
    <ConfirmButton label={t("releases.drop")} title={t("releases.drop_title")} onConfirm={drop} small={false}>
      <p>{t("releases.drop_text")}</p>
    </ConfirmButton>
  );
}

/** Publishes what was read. What stands against it stays on the page, with the way out. */
export function SignDraft({ draft, reload }: { draft: Draft; reload: () => void }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const say = useSay();
  const [conflict, setConflict] = useState("");
  const path = { number: draft.id };
  const sign = async () => {
    try {
      const body = { digest: draft.digest ?? "" };
      const { data } = await api.post("/staff/releases/drafts/{number}/signature", { path, body });
      say(t("releases.signed", { release: data.release }));
      route("/team/datenstaende");
    } catch (error) {
      const problem = problemIn(error);
      const code = problem.errors?.find((one) => one.code in CONFLICTS)?.code;
      if (code) return setConflict(code);
      say({ text: sentenceFor(problem, t), kind: "danger" });
      throw error;
    }
  };
  const words = CONFLICTS[conflict];
  if (words)
    return (
      <div class="note note-danger stack" role="alert">
        <p>{(t as (key: StaffKey) => string)(words)}</p>
        <div class="form-actions">
          {words === "releases.conflict_another_draft" ? (
            <button type="button" class="button button-main" onClick={reload}>
              {t("releases.read_again")}
            </button>
          ) : (
            <Again until={draft.until} />
          )}
        </div>
      </div>
    );
  return (
    <ConfirmButton
      label={t("releases.sign")}
      title={t("releases.sign_title", { release: draft.release ?? "" })}
      onConfirm={sign}
      disabled={draft.changed === 0}
      small={false}
      harmless
    >
      <p>{t("releases.sign_text")}</p>
    </ConfirmButton>
  );
}
