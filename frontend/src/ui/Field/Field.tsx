import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import "./Field.css";

/** What every field of a form takes. `name` is the member of the document it edits. */
export interface FieldProps<T> {
  name: string;
  label: string;
  value: T;
  onChange: (value: T) => void;
  hint?: string | undefined;
  /** What is wrong with the value, in words; empty when nothing is. */
  fault?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
}

interface Control {
  id: string;
  name: string;
  required: boolean;
  disabled: boolean;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

type FrameProps = Pick<FieldProps<unknown>, "name" | "label" | "hint" | "fault" | "required" | "disabled"> & {
  children: (control: Control) => ComponentChildren;
  /** Stands at the end of the label's line. */
  aside?: ComponentChildren;
};

/** Label, hint and fault around one control. Faults stand between label and control, so that they are read first. */
export function Field({ name, label, hint, fault, required, disabled, children, aside }: FrameProps) {
  const { t } = useI18n();
  const id = useId();
  const described = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ");
  return (
    <div class={fault ? "field field-wrong" : "field"} data-field={name}>
      <div class="field-head">
        <label class="field-label" for={id}>
          {label}
          {required && <span class="field-must"> ({t("form.required")})</span>}
        </label>
        {aside}
      </div>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      <Fault id={`${id}-fault`} text={fault} />
      {children({
        id,
        name,
        required: required ?? false,
        disabled: disabled ?? false,
        "aria-describedby": described || undefined,
        "aria-invalid": fault ? "true" : undefined,
      })}
    </div>
  );
}

function Fault({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p id={id} class="field-fault">
      {text}
    </p>
  ) : null;
}

type GroupProps = Omit<FrameProps, "children" | "disabled"> & { children: ComponentChildren };

/** The same around several controls that answer one question. */
export function FieldGroup({ name, label, hint, fault, required, children, aside }: GroupProps) {
  const { t } = useI18n();
  const id = useId();
  const described = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ");
  return (
    <fieldset
      class={fault ? "field field-wrong" : "field"}
      data-field={name}
      aria-describedby={described || undefined}
    >
      <legend class="field-label">
        {label}
        {required && <span class="field-must"> ({t("form.required")})</span>}
      </legend>
      {aside}
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      <Fault id={`${id}-fault`} text={fault} />
      {children}
    </fieldset>
  );
}
