import { type StaffI18n, useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextArea } from "../../ui/TextArea/TextArea";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { type Form, summaryOf, useForm, useSubmit } from "../forms/useForm";
import { REALISATIONS } from "./CellInput";
import { BENCHMARK_FAULTS, type Benchmark, type BenchmarkKind, type Definition } from "./definitionWords";
import { areasFor, useChoices } from "./useChoices";

export interface Values {
  state: Benchmark["state"];
  numerator: number | null;
  denominator: number | null;
  realisation: string;
  direction: string;
  area: string;
  day: string | null;
  source: string;
  rationale: string;
}

export const DIRECTIONS = ["up", "down", "hold"] as const;

export const valuesOf = (of: Benchmark | undefined, kind: BenchmarkKind, county: string): Values => ({
  state: of?.state ?? "set",
  numerator: of?.numerator ?? null,
  denominator: of?.denominator ?? null,
  realisation: of?.realisation ?? "",
  direction: kind === "target" ? (of?.direction ?? "up") : "",
  area: of?.area ?? county,
  day: of?.day ?? null,
  source: of?.source ?? "",
  rationale: of?.rationale ?? "",
});

/** What is sent: where nothing was collected, no numbers are. */
export function bodyOf({ state, numerator, denominator, realisation, ...rest }: Values) {
  const is = state === "set";
  return {
    ...rest,
    state,
    numerator: is ? numerator : null,
    denominator: is ? denominator : null,
    realisation: ((is && realisation) || null) as Benchmark["realisation"],
    direction: (rest.direction || null) as Benchmark["direction"],
    day: rest.day as string,
    rationale: rest.rationale || null,
  };
}

/** What each field of a baseline or a target is called. */
export const labelsIn = (kind: BenchmarkKind, { t }: StaffI18n): Record<keyof Values, string> => ({
  state: t("definitions.is_set"),
  numerator: t("definitions.value"),
  denominator: t("definitions.whole"),
  realisation: t("definitions.value"),
  direction: t("definitions.direction"),
  day: t(kind === "target" ? "definitions.day_target" : "definitions.day_baseline"),
  area: t("values.area"),
  source: t("definitions.source"),
  rationale: t("definitions.rationale"),
});

interface FormProps {
  definition: Definition;
  kind: BenchmarkKind;
  /** Absent: a new one. */
  of?: Benchmark | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** A baseline or a target: its value with day, source, reason and, of targets, which way is better. */
export function BenchmarkForm({ definition, kind, of, onDone, onClose }: FormProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const say = useSay();
  const { me, indicators, areas } = useChoices();
  const indicator = indicators.find(({ code }) => code === definition.code);
  const places = indicator ? areasFor(me, indicator, areas) : [];
  const county = places[0]?.key ?? "";
  const form = useForm(valuesOf(of, kind, ""));
  const { busy, onSubmit } = useSubmit(
    form,
    (values) => {
      const body = bodyOf({ ...values, area: values.area || county });
      return of
        ? api.patch("/staff/benchmarks/{number}", { path: { number: of.id }, seen: `"${of.revision}"`, body })
        : api.post("/staff/benchmarks", { body: { ...body, indicator: definition.code, kind } });
    },
    () => {
      say(t("kit.saved"));
      onDone();
    },
    BENCHMARK_FAULTS,
  );
  const labels = labelsIn(kind, i18n);
  return (
    <Dialog title={t(of ? `definitions.edit_${kind}` : `definitions.new_${kind}`)} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        {kind === "baseline" && (
          <Choice
            {...form.field("state")}
            label={labels.state}
            options={[
              { value: "set", label: t("definitions.set") },
              { value: "not_collected", label: t("definitions.not_collected") },
            ]}
            onChange={(state) => form.set({ state: state as Values["state"] })}
          />
        )}
        {form.values.state === "set" && <ValueFields definition={definition} form={form} labels={labels} />}
        {kind === "target" && (
          <Choice
            {...form.field("direction")}
            label={labels.direction}
            options={DIRECTIONS.map((one) => ({ value: one, label: t(`definitions.direction_${one}`) }))}
          />
        )}
        <DateField {...form.field("day")} label={labels.day} required />
        {places.length > 1 && (
          <Choice
            {...form.field("area")}
            value={form.values.area || county}
            label={labels.area}
            as="list"
            options={places.map(({ key, official_name }) => ({ value: key, label: official_name }))}
          />
        )}
        <TextField
          {...form.field("source")}
          label={labels.source}
          hint={t("definitions.source_hint")}
          maxLength={300}
          required
        />
        <TextArea {...form.field("rationale")} label={labels.rationale} rows={3} maxLength={2000} />
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

interface ValueProps {
  definition: Definition;
  form: Form<Values>;
  labels: Record<"numerator" | "denominator" | "realisation", string>;
}

/** The value as the indicator is read: realisation, number, or number of how many. */
function ValueFields({ definition, form, labels }: ValueProps) {
  const { t } = useTexts();
  if (definition.kind === "realisation")
    return (
      <Choice
        {...form.field("realisation")}
        label={labels.realisation}
        options={REALISATIONS.map((one) => ({ value: one, label: t(`values.realisation_${one}`) }))}
        required
      />
    );
  const share = definition.kind === "share";
  return (
    <div class="form-row">
      <NumberField {...form.field("numerator")} label={labels.numerator} required />
      {(share || definition.denominator) && (
        <NumberField {...form.field("denominator")} label={labels.denominator} required={share} />
      )}
    </div>
  );
}
