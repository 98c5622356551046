import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { Field } from "../../ui/Field/Field";
import { saveFile } from "../../ui/saveFile";
import { TextField } from "../../ui/TextField/TextField";
import { useEventKinds } from "../events/options";
import type { Faults } from "../forms/faults";
import { summaryOf, useForm } from "../forms/useForm";
import { csvOf } from "../imports/csv";
import { OrganisationKeyField } from "../pickers/OrganisationKeyField";
import { NEW, nameOf, type Origin, originOf, type Source, type useCourses } from "./useCourses";

const HEADING = [
  "Kursnummer",
  "Titel",
  "Beschreibung",
  "Datum",
  "Beginn",
  "Ende",
  "Ort",
  "Straße",
  "PLZ",
  "Gemeinde",
  "Gebühr",
  "Link",
];

interface OriginFormProps {
  of: ReturnType<typeof useCourses>;
  sources: readonly Source[];
}

/** Which file it is, where it comes from, and what its courses are here: all of it is said before it is looked at. */
export function OriginForm({ of, sources }: OriginFormProps) {
  const { t } = useTexts();
  const form = useForm<Origin & { file: string }>({
    ...originOf(sources[0], sources.length === 0),
    file: "",
  });
  const { source, kind } = form.values;
  const labels = {
    source: t("eventimports.source"),
    name: t("eventimports.source_name"),
    kind: t("eventimports.kind"),
    organiser: t("event.organiser"),
    file: t("eventimports.file"),
  };
  const change = (changes: Partial<Origin>) => {
    form.set(changes);
    of.forget();
  };
  const choose = (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (chosen) {
      form.set({ file: chosen.name });
      void of.choose(chosen);
    }
    input.value = "";
  };
  const faultsNow = (): Faults => ({
    ...(of.file ? {} : { file: t("kit.fault_missing") }),
    ...(source !== NEW ? {} : wrongName(nameOf(form.values), sources, t)),
  });
  const submit = (event: Event) => {
    event.preventDefault();
    const faults = faultsNow();
    form.setFaults(faults);
    if (Object.keys(faults).length === 0) void of.look(form.values);
  };
  return (
    <form class="form" noValidate onSubmit={submit}>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <Choice
        {...form.field("source")}
        label={labels.source}
        hint={t("eventimports.source_hint")}
        as="list"
        options={[
          ...sources.map((one) => ({
            value: one.source,
            label: t("eventimports.source_known", { name: spoken(one), count: one.courses }),
          })),
          { value: NEW, label: t("eventimports.source_new") },
        ]}
        onChange={(value) => change(originOf(sources.find((one) => one.source === value)))}
      />
      {source === NEW && (
        <TextField
          {...form.field("name")}
          label={labels.name}
          hint={t("eventimports.source_name_hint")}
          maxLength={60}
          dir="ltr"
          required
          onChange={(name) => change({ name })}
        />
      )}
      <Choice
        {...form.field("kind")}
        label={labels.kind}
        hint={kind.endsWith("training") ? t("eventimports.kind_hint") : undefined}
        as="list"
        options={useEventKinds()}
        onChange={(value) => change({ kind: value })}
      />
      <OrganisationKeyField
        {...form.field("organiser")}
        label={labels.organiser}
        known={organiserOf(sources.find((one) => one.source === source))}
        onChange={(organiser) => change({ organiser })}
      />
      <Field
        name="file"
        label={labels.file}
        hint={t("eventimports.file_hint")}
        fault={form.faults.file}
        disabled={of.busy !== ""}
      >
        {(control) => (
          <input
            {...control}
            class="input"
            type="file"
            required={false}
            accept=".csv,.txt,.xlsx,.ics,text/csv,text/calendar"
            onChange={(event) => choose(event.currentTarget)}
          />
        )}
      </Field>
      {of.file && <p>{t("eventimports.chosen", { name: of.file.name })}</p>}
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={of.busy !== ""}>
          {t("eventimports.look")}
        </button>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => saveFile(csvOf([HEADING]), "vorlage-kurse.csv")}
        >
          {t("eventimports.template")}
        </button>
      </div>
    </form>
  );
}

/** "Kreisvolkshochschule (kvhs)" */
const spoken = ({ source, organiser_name }: Source) =>
  organiser_name ? `${organiser_name} – ${source}` : source;

const organiserOf = (one: Source | undefined) => ({
  key: one?.organiser ?? null,
  name: one?.organiser_name ?? null,
});

function wrongName(name: string, sources: readonly Source[], t: ReturnType<typeof useTexts>["t"]): Faults {
  if (sources.some(({ source }) => source === name)) return { name: t("eventimports.source_taken") };
  return /^[a-z0-9-]{1,60}$/.test(name) ? {} : { name: t("eventimports.source_wrong") };
}
