import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { SaveBar } from "../../ui/SaveBar/SaveBar";
import { VersionConflict } from "../../ui/VersionConflict/VersionConflict";
import { inWords } from "./inWords";
import type { DocumentState } from "./useDocument";
import { summaryOf } from "./useForm";
import { type Fixed, type Subject, VersionHistory } from "./VersionHistory";

interface DocumentFormProps<V extends object> {
  of: DocumentState<V>;
  /** What each field is called, by its name. */
  labels: Record<keyof V & string, string>;
  /** Words for codes that occur as values. */
  names?: Record<string, string>;
  /** Says the value of a field in words, in a conflict; by default what lies in it. */
  say?: (value: unknown) => string;
  /** Whose history is offered; none without. */
  history?: Subject;
  /** What its history also tells. */
  fixed?: Fixed;
  children: ComponentChildren;
}

/** The form of a document: summary of faults, fields, save bar, conflict and history. Ctrl+S saves. */
export function DocumentForm<V extends object>(props: DocumentFormProps<V>) {
  const { of, labels, names = {}, history, fixed, children } = props;
  const i18n = useTexts();
  const { t } = i18n;
  const { say = (value: unknown) => inWords(value, i18n, names) } = props;
  const [showsHistory, setShowsHistory] = useState(false);
  const save = useRef(of.save);
  save.current = of.save;
  useEffect(() => {
    const byKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save.current();
    };
    document.addEventListener("keydown", byKey);
    return () => document.removeEventListener("keydown", byKey);
  }, []);
  return (
    <form
      class="form form-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        of.save();
      }}
    >
      {of.restored && (
        <p class="note" role="status">
          {t(of.restored.older ? "kit.draft_older" : "kit.draft_restored", {
            when: i18n.moment(of.restored.at),
          })}
        </p>
      )}
      <ErrorSummary items={summaryOf(of.form.faults, labels)} />
      {children}
      {history && (
        <div>
          <button type="button" class="button button-small" onClick={() => setShowsHistory(true)}>
            {t("kit.history")}
          </button>
        </div>
      )}
      <SaveBar
        dirty={of.form.dirty.length > 0}
        busy={of.busy}
        draft={of.draft}
        onSave={of.save}
        onDiscard={of.discard}
      />
      {of.conflict && (
        <VersionConflict
          differences={of.conflict.names.map((name) => ({
            name,
            label: labels[name],
            mine: say(of.form.values[name]),
            theirs: say(of.conflict?.theirs[name]),
          }))}
          onDecide={of.decide}
          onClose={of.leaveConflict}
        />
      )}
      {history && showsHistory && (
        <VersionHistory
          of={history}
          values={of.form.base}
          labels={labels}
          names={names}
          fixed={fixed}
          onRestore={of.restore}
          onClose={() => setShowsHistory(false)}
        />
      )}
    </form>
  );
}
