import { useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { Choice } from "../../ui/Choice/Choice";
import { MultiChoice } from "../../ui/MultiChoice/MultiChoice";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextField } from "../../ui/TextField/TextField";
import { TextsField } from "../../ui/TextsField/TextsField";
import { useList } from "../api/useList";
import { useRead } from "../api/useRead";
import type { Form } from "../forms/useForm";
import { PositionField } from "../organisations/PositionField";
import { OrganisationKeyField } from "../pickers/OrganisationKeyField";
import { useMeasures } from "../pickers/useMeasures";
import { preview } from "../programme/preview";
import { useMay } from "../session/session";
import type { Labels } from "./labels";
import { MomentField } from "./MomentField";
import type { EventDocument, EventValues } from "./model";
import { useAreas, useAudiences, useEventKinds, useTargetGroups, useTopics, withOwn } from "./options";
import { QuestionsField } from "./QuestionsField";
import { VenueField } from "./VenueField";

const SPOKEN = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "ru", "fa", "fr", "es", "sq", "ku"];
const ACCESS = ["yes", "partly", "no", "unknown"] as const;

interface FieldsProps {
  form: Form<EventValues>;
  labels: Labels;
  event: EventDocument;
}

/** What it is, about what, for whom, in which languages. */
export function What({ form, labels, event }: FieldsProps) {
  const { t, language } = useTexts();
  const spoken = withOwn(
    SPOKEN.map((code) => ({ value: code, label: language(code) })),
    form.values.languages,
  );
  const { value, onChange, ...price } = form.field("price_cents");
  return (
    <>
      <TextsField {...form.field("title")} label={labels.title} required />
      <div class="form-row">
        <Choice {...form.field("kind")} label={labels.kind} as="list" options={useEventKinds()} />
        <Choice
          {...form.field("topic")}
          label={labels.topic}
          as="list"
          none={t("planning.nothing")}
          options={withOwn(useTopics(), [form.values.topic])}
        />
      </div>
      <TextsField
        {...form.field("description")}
        label={labels.description}
        hint={t("kit.markdown_hint")}
        rows={6}
        preview={preview}
      />
      {event.picture && <TextsField {...form.field("picture_alt")} label={labels.picture_alt} required />}
      <MultiChoice
        {...form.field("audiences")}
        label={labels.audiences}
        options={withOwn(useAudiences(), form.values.audiences)}
      />
      <MultiChoice
        {...form.field("target_groups")}
        label={labels.target_groups}
        options={withOwn(useTargetGroups(), form.values.target_groups)}
      />
      <MultiChoice {...form.field("languages")} label={labels.languages} options={spoken} />
      <NumberField
        {...price}
        label={labels.price_cents}
        unit="€"
        value={value === null ? null : value / 100}
        onChange={(euros) => onChange(euros === null ? 0 : Math.round(euros * 100))}
      />
      <div class="ticks">
        <Checkbox {...form.field("childcare")} label={labels.childcare} />
        <Checkbox {...form.field("women_only")} label={labels.women_only} />
      </div>
    </>
  );
}

/** Where it takes place, and how one gets there. */
export function Where({ form, labels, event }: FieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <Checkbox {...form.field("online")} label={labels.online} />
      {form.values.online && (
        <TextField
          {...form.field("online_link")}
          label={labels.online_link}
          hint={t("planning.online_link_hint")}
          maxLength={500}
        />
      )}
      <VenueField form={form} label={labels.venue} event={event} />
      <div class="form-row">
        <Choice
          {...form.field("area")}
          label={labels.area}
          as="list"
          options={withOwn(useAreas(), [form.values.area])}
        />
        <TextField {...form.field("place")} label={labels.place} maxLength={200} />
      </div>
      <div class="form-row">
        <TextField {...form.field("street")} label={labels.street} maxLength={200} />
        <TextField {...form.field("postal_code")} label={labels.postal_code} maxLength={10} short />
        <TextField {...form.field("town")} label={labels.town} maxLength={100} />
      </div>
      <PositionField {...form.field("position")} label={labels.position} hint={t("places.position_hint")} />
      <Choice
        {...form.field("access")}
        label={labels.access}
        as="radios"
        options={ACCESS.map((one) => ({ value: one, label: t(`org.barrier_${one}`) }))}
      />
      <TextsField
        {...form.field("getting_there")}
        label={labels.getting_there}
        hint={t("planning.getting_there_hint")}
        rows={3}
      />
    </>
  );
}

/** Whether one has to sign up, how many seats there are, and what happens when they are gone. */
export function SignUp({ form, labels, event }: FieldsProps) {
  const { t } = useTexts();
  const { registration, mode } = form.values;
  return (
    <>
      <Checkbox {...form.field("registration")} label={labels.registration} />
      {registration && (
        <>
          {event.registration && (
            <p>{t("planning.seats_taken", { taken: event.taken, capacity: event.capacity ?? 0 })}</p>
          )}
          <div class="form-row">
            <NumberField
              {...form.field("capacity")}
              label={labels.capacity}
              hint={t("planning.capacity_fewer")}
            />
            <NumberField {...form.field("waiting_limit")} label={labels.waiting_limit} />
            <NumberField {...form.field("most_in_party")} label={labels.most_in_party} />
          </div>
          <Choice
            {...form.field("mode")}
            label={labels.mode}
            options={[
              { value: "auto", label: t("planning.mode_auto") },
              { value: "offer", label: t("planning.mode_offer") },
            ]}
          />
          {mode === "offer" && <NumberField {...form.field("offer_hours")} label={labels.offer_hours} />}
          <div class="form-row">
            <MomentField
              {...form.field("opens_at")}
              label={labels.opens_at}
              hint={t("planning.opens_hint")}
            />
            <MomentField
              {...form.field("closes_at")}
              label={labels.closes_at}
              hint={t("planning.closes_hint")}
            />
          </div>
          <div class="form-row">
            <NumberField {...form.field("retention_days")} label={labels.retention_days} />
            <NumberField {...form.field("share_needed")} label={labels.share_needed} unit="%" />
          </div>
        </>
      )}
    </>
  );
}

/** What the organiser asks who signs up. */
export function Questions({ form, labels }: FieldsProps) {
  return <QuestionsField {...form.field("questions")} label={labels.questions} />;
}

/** Who organises and trains, and which measure or working group it belongs to. */
export function Belongs({ form, labels, event }: FieldsProps) {
  const { t } = useTexts();
  const may = useMay();
  const measures = useMeasures();
  const found = useRead("/staff/event-trainers", may("events.edit") ? {} : null);
  const { items } = useList("/staff/working-groups", may("working_groups.read") ? {} : null);
  const groups = items.map(({ id, name }) => ({ value: String(id), label: name }));
  const known = found.state === "ready" ? found.data.items : [];
  const { trainer } = event;
  const former = trainer && !known.some(({ account }) => account === trainer.account) ? [trainer] : [];
  const trainers = [...known, ...former].map(({ account, name }) => ({
    value: String(account),
    label: name,
  }));
  return (
    <>
      <OrganisationKeyField
        {...form.field("organiser")}
        label={labels.organiser}
        known={{ key: event.organiser, name: event.organiser_name }}
      />
      <Choice
        {...form.field("trainer")}
        label={labels.trainer}
        as="list"
        none={t("planning.nobody")}
        options={trainers}
      />
      <Choice
        {...form.field("measure")}
        label={labels.measure}
        hint={event.source === null ? undefined : t("planning.measure_imported")}
        as="list"
        none={t("planning.nothing")}
        options={withOwn(measures, [form.values.measure])}
      />
      {may("working_groups.read") && (
        <Choice
          {...form.field("working_group")}
          label={labels.working_group}
          as="list"
          none={t("planning.nothing")}
          options={withOwn(groups, [form.values.working_group])}
        />
      )}
    </>
  );
}
