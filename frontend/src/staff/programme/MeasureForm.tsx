import type { ComponentChildren } from "preact";
import { useTexts } from "../../i18n/staffTexts";
import { DocumentForm } from "../forms/DocumentForm";
import type { DocumentState } from "../forms/useDocument";
import type { MeasureValues } from "./measure";

interface MeasureFormProps {
  of: DocumentState<MeasureValues>;
  number: number;
  labels: Record<keyof MeasureValues, string>;
  /** Who may not edit sees the fields only. */
  may: boolean;
  children: ComponentChildren;
}

/** The frame of the parts of a measure that are one document. */
export function MeasureForm({ of, number, labels, may, children }: MeasureFormProps) {
  const names = useNames();
  if (!may) return <div class="form form-wide">{children}</div>;
  return (
    <DocumentForm
      of={of}
      labels={labels}
      names={names}
      history={{ object_type: "measure", object_key: String(number) }}
    >
      {children}
    </DocumentForm>
  );
}

/** Words for codes, for conflicts and the history. */
function useNames(): Record<string, string> {
  const { t } = useTexts();
  return {
    social: t("field.social"),
    political: t("field.political"),
    media: t("field.media"),
    administration: t("field.administration"),
    stopped: t("status.stopped"),
    handed_over: t("status.handed_over"),
    named: t("measure.hand_over_named"),
    agreed: t("measure.hand_over_agreed"),
    done: t("measure.hand_over_done"),
    name: t("measures.partner"),
    organisation: t("measures.organisation"),
  };
}
