import { useTexts } from "../../i18n/staffTexts";
import { Fold } from "../../ui/Fold/Fold";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { type DocumentState, useDocument } from "../forms/useDocument";
import { useLabels, useNames } from "./labels";
import { changeOf, type EventDocument, type EventValues, valuesOf } from "./model";
import { Belongs, Questions, SignUp, What, Where } from "./Parts";
import { EVENT_WORDS } from "./words";

interface EventFormProps {
  read: Read<EventDocument>;
  put: (read: Read<EventDocument>) => void;
}

/** Everything about an event but its dates and its state. */
export function EventForm({ read, put }: EventFormProps) {
  const { t } = useTexts();
  const path = { number: read.data.id };
  const labels = useLabels();
  const doc: DocumentState<EventValues> = useDocument<EventDocument, EventValues>({
    draft: `events-${path.number}`,
    read,
    valuesOf,
    again: () => api.get("/staff/events/{number}", { path }),
    save: (patch, seen) =>
      api.patch("/staff/events/{number}", {
        path,
        seen,
        body: changeOf(patch, { ...doc.form.values, ...patch }),
      }),
    saved: put,
    words: EVENT_WORDS,
  });
  const fields = { form: doc.form, labels, event: read.data };
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      names={useNames()}
      history={{ object_type: "event", object_key: String(path.number) }}
    >
      <Fold title={t("planning.part_what")}>
        <What {...fields} />
      </Fold>
      <Fold title={t("planning.part_where")}>
        <Where {...fields} />
      </Fold>
      <Fold title={t("planning.part_sign_up")}>
        <SignUp {...fields} />
      </Fold>
      {doc.form.values.registration && (
        <Fold title={labels.questions}>
          <Questions {...fields} />
        </Fold>
      )}
      <Fold title={t("planning.part_belongs")}>
        <Belongs {...fields} />
      </Fold>
    </DocumentForm>
  );
}
