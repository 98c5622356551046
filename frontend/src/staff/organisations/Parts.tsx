import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { MultiChoice } from "../../ui/MultiChoice/MultiChoice";
import { TextField } from "../../ui/TextField/TextField";
import { TextsField } from "../../ui/TextsField/TextsField";
import type { Form } from "../forms/useForm";
import { AreasField } from "../pickers/AreasField";
import { useKinds } from "../pickers/kinds";
import { OrganisationField } from "../pickers/OrganisationField";
import { useMay } from "../session/session";
import { today } from "../today";
import { ExceptionsField } from "./ExceptionsField";
import { HoursField } from "./HoursField";
import { CLUB_TYPES, type Labels } from "./labels";
import { isOffice, type OrganisationDocument, type OrganisationValues } from "./model";
import { PositionField } from "./PositionField";

const SPOKEN = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "ru", "fa", "fr", "es", "sq", "ku"];
const BARRIERS = ["yes", "partly", "no", "unknown"] as const;

interface FieldsProps {
  form: Form<OrganisationValues>;
  labels: Labels;
}

/** Name and kind, what it does, which languages are spoken there. */
export function What({ form, labels, kind }: FieldsProps & { kind: string }) {
  const { t } = useTexts();
  const kinds = useKinds(isOffice(kind));
  const own = form.values.club_type;
  const types = [
    ...CLUB_TYPES.map((type) => ({ value: type as string, label: t(`places.club_${type}`) })),
    ...(own && !CLUB_TYPES.some((type) => type === own) ? [{ value: own, label: own }] : []),
  ];
  const { htmlLang, language } = useTexts();
  const spoken = [...new Set([...SPOKEN, ...form.values.languages])]
    .map((code) => ({ value: code, label: language(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, htmlLang));
  return (
    <>
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
      <TextsField {...form.field("description")} label={labels.description} rows={5} />
      <MultiChoice {...form.field("languages")} label={labels.languages} options={spoken} />
    </>
  );
}

/** Where it works (said by the staff of the area, not by its own author) and where it is found. */
export function Where({ form, labels }: FieldsProps) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <>
      {may("organisations.create") && <AreasField {...form.field("areas")} label={labels.areas} />}
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

/** Telephone, mail, site. */
export function Reach({ form, labels }: FieldsProps) {
  return (
    <div class="form-row">
      <TextField {...form.field("phone")} label={labels.phone} type="tel" />
      <TextField {...form.field("email")} label={labels.email} type="email" />
      <TextField {...form.field("site")} label={labels.site} inputmode="url" dir="ltr" />
    </div>
  );
}

/** Every week, and days that differ. */
export function Hours({ form, labels }: FieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <HoursField {...form.field("opening_hours")} label={t("places.hours_week")} />
      <ExceptionsField {...form.field("opening_exceptions")} label={labels.opening_exceptions} />
    </>
  );
}

interface StateProps extends FieldsProps {
  part: OrganisationDocument["part_of"];
}

/** How sure we are of it, since when and until when it exists, what it belongs to (said by the staff of the area). */
export function State({ form, labels, part }: StateProps) {
  const { t } = useTexts();
  const may = useMay();
  const { part_of } = form.values;
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
      <div class="form-row">
        <DateField {...form.field("valid_from")} label={labels.valid_from} />
        <DateField {...form.field("valid_to")} label={labels.valid_to} hint={t("places.valid_to_hint")} />
      </div>
      {may("organisations.create") && (
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
      )}
    </>
  );
}

/** Names of organisations that were chosen while the page is open. */
const chosen = new Map<string, string>();
