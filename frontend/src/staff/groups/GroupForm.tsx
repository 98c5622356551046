import { useTexts } from "../../i18n/staffTexts";
import { MarkdownField } from "../../ui/MarkdownField/MarkdownField";
import { MultiChoice } from "../../ui/MultiChoice/MultiChoice";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { useDocument } from "../forms/useDocument";
import { useMeasures } from "../pickers/useMeasures";
import { preview } from "../programme/preview";
import type { Group } from "./types";

interface Values {
  name: string;
  purpose: string;
  measures: string[];
}

const bodyOf = ({ purpose, measures, ...rest }: Partial<Values>) => ({
  ...rest,
  ...(purpose === undefined ? {} : { purpose: purpose.trim() || null }),
  ...(measures === undefined ? {} : { measures: measures.map(Number) }),
});

/** Name, purpose and measures of a group. */
export function GroupForm({ read, put }: { read: Read<Group>; put: (read: Read<Group>) => void }) {
  const { t } = useTexts();
  const measures = useMeasures();
  const path = { group: read.data.id };
  const doc = useDocument<Group, Values>({
    draft: `working-groups-${path.group}`,
    read,
    valuesOf: (group) => ({
      name: group.name,
      purpose: group.purpose ?? "",
      measures: group.measures.map(({ number }) => String(number)),
    }),
    again: () => api.get("/staff/working-groups/{group}", { path }),
    save: (patch, seen) => api.patch("/staff/working-groups/{group}", { path, seen, body: bodyOf(patch) }),
    saved: put,
  });
  const labels = { name: t("groups.name"), purpose: t("groups.purpose"), measures: t("groups.measures") };
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      names={Object.fromEntries(measures.map((one) => [one.value, one.label]))}
    >
      <TextField {...doc.form.field("name")} label={labels.name} maxLength={200} required />
      <MarkdownField {...doc.form.field("purpose")} label={labels.purpose} preview={preview} rows={4} />
      <MultiChoice {...doc.form.field("measures")} label={labels.measures} options={measures} />
    </DocumentForm>
  );
}
