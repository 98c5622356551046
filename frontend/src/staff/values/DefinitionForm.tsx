import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextsField } from "../../ui/TextsField/TextsField";
import { api } from "../api/client";
import type { BodyOf, Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { useDocument } from "../forms/useDocument";
import { ROLES, roleName } from "../roleName";
import type { Definition } from "./definitionWords";
import { ruleIn, ruleLabels, rulesOf } from "./rules";

type Values = Pick<
  Definition,
  "text" | "unit" | "counts" | "definition" | "caveats" | "responsible" | "due_days"
>;

const valuesOf = ({
  text,
  unit,
  counts,
  definition,
  caveats,
  responsible,
  due_days,
}: Definition): Values => ({
  text,
  unit,
  counts,
  definition,
  caveats,
  responsible,
  due_days,
});

/** Roles that bring values. */
const BRING = ["project_manager", "area_staff", "trainer", "mentoring_coordinator"];

interface FormProps {
  read: Read<Definition>;
  put: (read: Read<Definition>) => void;
}

/** The words of an indicator in every language, who brings its values, and when they are due. */
export function DefinitionForm({ read, put }: FormProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const { code } = read.data;
  const path = { code };
  const doc = useDocument<Definition, Values>({
    draft: `indikator-${code.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
    read,
    valuesOf,
    again: () => api.get("/staff/indicators/{code}", { path }),
    save: (body, seen) =>
      api.patch("/staff/indicators/{code}", {
        path,
        seen,
        body: body as BodyOf<"/staff/indicators/{code}", "patch">,
      }),
    saved: put,
  });
  const labels = {
    responsible: t("definitions.responsible"),
    due_days: t("definitions.due_days"),
    text: t("definitions.text"),
    unit: t("definitions.unit"),
    counts: t("definitions.counts"),
    definition: t("definitions.definition"),
    caveats: t("definitions.caveats"),
  };
  const names = Object.fromEntries(ROLES.map((role) => [role, roleName(role, t)]));
  const { field } = doc.form;
  const { responsible } = doc.form.values;
  const roles = BRING.includes(responsible) ? BRING : [...BRING, responsible];
  const due = field("due_days");
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      names={names}
      history={{ object_type: "indicator", object_key: code }}
      fixed={{
        values: rulesOf(read.data),
        labels: ruleLabels(i18n),
        say: (name, value) => ruleIn(name, value, i18n),
      }}
    >
      <div class="form-row">
        <Choice
          {...field("responsible")}
          label={labels.responsible}
          as="list"
          options={roles.map((role) => ({ value: role, label: roleName(role, t) }))}
          onChange={(role) => doc.form.set({ responsible: role as Values["responsible"] })}
        />
        <NumberField
          {...due}
          label={labels.due_days}
          hint={t("definitions.due_days_hint")}
          onChange={(days) => due.onChange(days as number)}
        />
      </div>
      <TextsField {...field("text")} label={labels.text} required />
      <TextsField {...field("unit")} label={labels.unit} />
      <TextsField {...field("counts")} label={labels.counts} hint={t("definitions.counts_hint")} rows={2} />
      <TextsField {...field("definition")} label={labels.definition} rows={4} />
      <TextsField {...field("caveats")} label={labels.caveats} rows={3} />
    </DocumentForm>
  );
}
