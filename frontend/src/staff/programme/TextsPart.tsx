import { useTexts } from "../../i18n/staffTexts";
import { TextsField } from "../../ui/TextsField/TextsField";
import type { DocumentState } from "../forms/useDocument";
import type { MeasureValues } from "./measure";
import { preview } from "./preview";

interface PartProps {
  of: DocumentState<MeasureValues>;
  labels: Record<keyof MeasureValues, string>;
  disabled: boolean;
}

/** What a measure is called and what it is about, in every language. */
export function TextsPart({ of, labels, disabled }: PartProps) {
  const { t } = useTexts();
  const { field } = of.form;
  return (
    <>
      <TextsField
        {...field("friendly_title")}
        label={labels.friendly_title}
        hint={t("measures.friendly_title_hint")}
        disabled={disabled}
        required
      />
      <TextsField
        {...field("title")}
        label={labels.title}
        hint={t("measures.title_hint")}
        disabled={disabled}
        required
      />
      <TextsField
        {...field("summary")}
        label={labels.summary}
        hint={t("kit.markdown_hint")}
        rows={8}
        preview={preview}
        disabled={disabled}
      />
      <TextsField
        {...field("responsible")}
        label={labels.responsible}
        hint={t("measures.responsible_hint")}
        disabled={disabled}
      />
    </>
  );
}
