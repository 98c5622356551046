import { useState } from "preact/hooks";
import { useResource } from "../../api/resource";
import { SOURCE } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { MultiChoice } from "../../ui/MultiChoice/MultiChoice";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextArea } from "../../ui/TextArea/TextArea";
import { TextsField, textIn } from "../../ui/TextsField/TextsField";
import type { DocumentState } from "../forms/useDocument";
import { type MeasureValues, textsOfLines } from "./measure";
import { Partners } from "./Partners";

interface PartProps {
  of: DocumentState<MeasureValues>;
  labels: Record<keyof MeasureValues, string>;
  disabled: boolean;
}

/** Who takes part and for whom; what the measure belongs to. */
export function DetailsPart({ of, labels, disabled }: PartProps) {
  const { t, lang } = useTexts();
  const { field, values, set } = of.form;
  const goals = useResource("/api/v1/goals", { query: { lang } });
  const options =
    goals.state === "ready"
      ? goals.data.items.flatMap(({ sub_goals }) =>
          sub_goals.map(({ code, title }) => ({ value: code, label: `${code} ${title.text}` })),
        )
      : values.sub_goals.map((code) => ({ value: code, label: code }));
  return (
    <>
      <Partners {...field("partners")} label={labels.partners} disabled={disabled} />
      <TextArea
        {...field("target_groups")}
        label={labels.target_groups}
        hint={t("measures.lines_hint")}
        rows={Math.max(3, values.target_groups.length + 1)}
        lang="de"
        disabled={disabled}
        value={values.target_groups.map((text) => textIn(text, SOURCE)).join("\n")}
        onChange={(lines) => set({ target_groups: textsOfLines(lines, of.form.base.target_groups) })}
      />
      <TextArea
        {...field("experience_from")}
        label={labels.experience_from}
        hint={t("measures.lines_plain_hint")}
        disabled={disabled}
        value={values.experience_from.join("\n")}
        onChange={(lines) => set({ experience_from: lines.split("\n") })}
      />
      <Choice
        {...field("field")}
        label={labels.field}
        as="list"
        none={t("measures.none")}
        disabled={disabled}
        options={(["social", "political", "media", "administration"] as const).map((code) => ({
          value: code,
          label: t(`field.${code}`),
        }))}
        value={values.field ?? ""}
        onChange={(next) => set({ field: (next || null) as MeasureValues["field"] })}
      />
      <MultiChoice
        {...field("sub_goals")}
        label={labels.sub_goals}
        options={options}
        disabled={disabled}
        onChange={(next) => set({ sub_goals: [...next] })}
      />
      <div class="form-row">
        <NumberField
          {...field("weight")}
          label={labels.weight}
          hint={t("measures.weight_hint")}
          disabled={disabled}
        />
        <NumberField
          {...field("concept_measure")}
          label={labels.concept_measure}
          hint={t("measures.concept_measure_hint")}
          disabled={disabled}
        />
      </div>
    </>
  );
}

/** How a measure ended, and who continues it. */
export function EndPart({ of, labels, disabled }: PartProps) {
  const { t } = useTexts();
  const { field, values, set } = of.form;
  const [reasons] = useState(values.closed_reason.length > 0);
  return (
    <>
      <section class="stack">
        <h2>{t("measures.closing")}</h2>
        <Choice
          {...field("closed")}
          label={labels.closed}
          none={t("measures.closed_none")}
          disabled={disabled}
          options={(["stopped", "handed_over"] as const).map((code) => ({
            value: code,
            label: t(`measures.closed_${code}`),
            hint: t(`measures.closed_${code}_hint`),
          }))}
          value={values.closed ?? ""}
          onChange={(next) => set({ closed: (next || null) as MeasureValues["closed"] })}
        />
        {(values.closed || reasons || values.closed_reason.length > 0) && (
          <TextsField
            {...field("closed_reason")}
            label={labels.closed_reason}
            hint={t("measures.closed_reason_hint")}
            rows={3}
            disabled={disabled}
          />
        )}
      </section>
      <section class="stack">
        <h2>{t("measure.hand_over")}</h2>
        <TextsField
          {...field("successor")}
          label={labels.successor}
          hint={t("measures.successor_hint")}
          disabled={disabled}
        />
        <div class="form-row">
          <Choice
            {...field("hand_over")}
            label={labels.hand_over}
            as="list"
            none={t("measures.hand_over_unknown")}
            disabled={disabled}
            options={(["named", "agreed", "done"] as const).map((code) => ({
              value: code,
              label: t(`measure.hand_over_${code}`),
            }))}
            value={values.hand_over ?? ""}
            onChange={(next) => set({ hand_over: (next || null) as MeasureValues["hand_over"] })}
          />
          <DateField {...field("hand_over_from")} label={labels.hand_over_from} disabled={disabled} />
        </div>
      </section>
    </>
  );
}
