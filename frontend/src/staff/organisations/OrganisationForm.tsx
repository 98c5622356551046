import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { MultiChoice } from "../../ui/MultiChoice/MultiChoice";
import { TextField } from "../../ui/TextField/TextField";
import { TextsField } from "../../ui/TextsField/TextsField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { type DocumentState, useDocument } from "../forms/useDocument";
import type { Form } from "../forms/useForm";
import { AreasField } from "../pickers/AreasField";
import { useKinds } from "../pickers/kinds";
import { OrganisationField } from "../pickers/OrganisationField";
import { today } from "../today";
import { ExceptionsField } from "./ExceptionsField";
import { HoursField } from "./HoursField";
import { changeOf, isOffice, type OrganisationDocument, type OrganisationValues, valuesOf } from "./model";
import { PositionField } from "./PositionField";
import "./Hours.css";

const SPOKEN = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "ru", "fa", "fr", "es", "sq", "ku"];
const CLUB_TYPES = ["sport", "music", "fire_brigade", "local_culture", "rural_women", "tourism"] as const;
const BARRIERS = ["yes", "partly", "no", "unknown"] as const;

type Labels = Record<keyof OrganisationValues, string>;

function useLabels(): Labels {
  const { t } = useTexts();
  return {
    kind: t("org.kind"),
    name: t("places.name"),
    club_type: t("places.club_type"),
    description: t("places.description"),
    areas: t("org.active_in"),
    languages: t("places.languages"),
    site: t("org.site"),
    email: t("org.email"),
    phone: t("org.phone"),
    street: t("places.street"),
    postal_code: t("places.postal_code"),
    town: t("places.town"),
    position: t("places.position"),
    barrier_free: t("org.barrier"),
    opening_hours: t("org.hours"),
    opening_exceptions: t("org.hours_exceptions"),
    inclusion_since: t("places.inclusion_since"),
    valid_from: t("places.valid_from"),
    valid_to: t("places.valid_to"),
    part_of: t("org.part_of"),
    confirmed_on: t("places.confirmed_on"),
  };
}

interface OrganisationFormProps {
  read: Read<OrganisationDocument>;
  put: (read: Read<OrganisationDocument>) => void;
}

/** Everything staff may change about an organisation or office. */
export function OrganisationForm({ read, put }: OrganisationFormProps) {
  const { t, htmlLang, language } = useTexts();
  const labels = useLabels();
  const path = { key: read.data.key };
  const doc: DocumentState<OrganisationValues> = useDocument<OrganisationDocument, OrganisationValues>({
    draft: `organisations-${path.key}`,
    read,
    valuesOf,
    again: () => api.get("/staff/organisations/{key}", { path }),
    save: (patch, seen) =>
      api.patch("/staff/organisations/{key}", { path, seen, body: changeOf(patch, doc.form.values) }),
    saved: put,
    words: {
      site_format: "places.fault_site",
      mail_format: "kit.fault_email",
      phone_format: "places.fault_phone",
      postal_code_format: "places.fault_postal_code",
      hour_format: "places.fault_hour",
      half_a_time: "places.fault_hour",
      not_in_order: "places.fault_times",
      overlaps: "places.fault_overlaps",
      in_the_future: "places.fault_future",
      part_of_itself: "places.fault_part_of",
      blank: "kit.fault_missing",
    },
  });
  const { form } = doc;
  const confirmed = useRef(false);
  useEffect(() => {
    if (!confirmed.current) return;
    confirmed.current = false;
    doc.save();
  }, [form.values.confirmed_on]);
  const confirm = () => {
    confirmed.current = true;
    form.set({ confirmed_on: today() });
  };
  const spoken = [...new Set([...SPOKEN, ...form.values.languages])]
    .map((code) => ({ value: code, label: language(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, htmlLang));
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      names={useNames(read.data)}
      history={{ object_type: "organisation", object_key: path.key }}
    >
      <Part title={t("places.part_what")}>
        <What form={form} labels={labels} kind={read.data.kind} />
        <TextsField {...form.field("description")} label={labels.description} rows={5} />
        <MultiChoice {...form.field("languages")} label={labels.languages} options={spoken} />
      </Part>
      <Part title={t("places.part_where")}>
        <AreasField {...form.field("areas")} label={labels.areas} />
        <Where form={form} labels={labels} />
      </Part>
      <Part title={t("places.part_reach")}>
        <div class="form-row">
          <TextField {...form.field("phone")} label={labels.phone} type="tel" />
          <TextField {...form.field("email")} label={labels.email} type="email" />
          <TextField {...form.field("site")} label={labels.site} inputmode="url" dir="ltr" />
        </div>
      </Part>
      <Part title={labels.opening_hours}>
        <HoursField {...form.field("opening_hours")} label={t("places.hours_week")} />
        <ExceptionsField {...form.field("opening_exceptions")} label={labels.opening_exceptions} />
      </Part>
      <Part title={t("places.part_state")}>
        <State form={form} labels={labels} part={read.data.part_of} onConfirm={confirm} />
      </Part>
    </DocumentForm>
  );
}

/** Words for codes, for conflicts and the history. */
function useNames(data: OrganisationDocument): Record<string, string> {
  const { t } = useTexts();
  const kinds = useKinds();
  return {
    ...Object.fromEntries(kinds.map(({ value, label }) => [value, label])),
    ...Object.fromEntries(CLUB_TYPES.map((type) => [type, t(`places.club_${type}`)])),
    ...Object.fromEntries(data.areas.map(({ key, name }) => [key, name])),
    weekday: t("places.weekday"),
    opens: t("places.from_time"),
    closes: t("places.to_time"),
  };
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface FieldsProps {
  form: Form<OrganisationValues>;
  labels: Labels;
}

function What({ form, labels, kind }: FieldsProps & { kind: string }) {
  const { t } = useTexts();
  const kinds = useKinds(isOffice(kind));
  const own = form.values.club_type;
  const types = [
    ...CLUB_TYPES.map((type) => ({ value: type as string, label: t(`places.club_${type}`) })),
    ...(own && !CLUB_TYPES.some((type) => type === own) ? [{ value: own, label: own }] : []),
  ];
  return (
    <div class="form-row">
      <TextField {...form.field("name")} label={labels.name} lang="de" dir="ltr" maxLength={200} required />
      <Choice {...form.field("kind")} label={labels.kind} as="list" options={kinds} />
      {form.values.kind === "club" && (
        <Choice
          {...form.field("club_type")}
          label={labels.club_type}
          as="list"
          none={t("places.not_known")}
          options={types}
        />
      )}
    </div>
  );
}

function Where({ form, labels }: FieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <div class="form-row">
        <TextField {...form.field("street")} label={labels.street} maxLength={200} />
        <TextField
          {...form.field("postal_code")}
          label={labels.postal_code}
          inputmode="numeric"
          maxLength={5}
          short
        />
        <TextField {...form.field("town")} label={labels.town} maxLength={100} />
      </div>
      <PositionField {...form.field("position")} label={labels.position} hint={t("places.position_hint")} />
      <Choice
        {...form.field("barrier_free")}
        label={labels.barrier_free}
        as="radios"
        options={BARRIERS.map((one) => ({ value: one, label: t(`org.barrier_${one}`) }))}
      />
    </>
  );
}

interface StateProps extends FieldsProps {
  part: OrganisationDocument["part_of"];
  /** Says that everything is right today, and saves. */
  onConfirm: () => void;
}

function State({ form, labels, part, onConfirm }: StateProps) {
  const { t } = useTexts();
  const { part_of, confirmed_on } = form.values;
  return (
    <>
      <div class="form-row">
        <DateField
          {...form.field("confirmed_on")}
          label={labels.confirmed_on}
          hint={t("places.confirmed_hint")}
          max={today()}
        />
        <DateField
          {...form.field("inclusion_since")}
          label={labels.inclusion_since}
          hint={t("places.inclusion_hint")}
          max={today()}
        />
      </div>
      {confirmed_on !== today() && (
        <div>
          <button type="button" class="button button-small" onClick={onConfirm}>
            {t("places.confirm")}
          </button>
        </div>
      )}
      <div class="form-row">
        <DateField {...form.field("valid_from")} label={labels.valid_from} />
        <DateField {...form.field("valid_to")} label={labels.valid_to} hint={t("places.valid_to_hint")} />
      </div>
      <OrganisationField
        name="part_of"
        label={labels.part_of}
        hint={t("places.part_of_hint")}
        fault={form.faults.part_of}
        value={
          part_of
            ? {
                value: part_of,
                label: part && part.key === part_of ? part.name : (chosen.get(part_of) ?? part_of),
              }
            : null
        }
        onChange={(option) => {
          if (option) chosen.set(option.value, option.label);
          form.set({ part_of: option?.value ?? "" });
        }}
      />
    </>
  );
}

/** Names of organisations that were chosen while the page is open. */
const chosen = new Map<string, string>();
