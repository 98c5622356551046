import { useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextArea } from "../../ui/TextArea/TextArea";
import { TextField } from "../../ui/TextField/TextField";
import { type StaffText, TextsField } from "../../ui/TextsField/TextsField";
import { api } from "../api/client";
import { patchOf } from "../forms/same";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { today } from "../today";
import type { ContactDocument } from "./model";

interface ContactFormProps {
  organisation: string;
  /** Absent: a new one. */
  contact: ContactDocument | undefined;
  onDone: () => void;
  onClose: () => void;
}

interface Values {
  name: string;
  role: StaffText[];
  phone: string;
  email: string;
  internal_phone: string;
  internal_email: string;
  internal_note: string;
  consent_on: string | null;
}

const valuesOf = (contact?: ContactDocument): Values => ({
  name: contact?.name ?? "",
  role: contact?.role ?? [],
  phone: contact?.phone ?? "",
  email: contact?.email ?? "",
  internal_phone: contact?.internal_phone ?? "",
  internal_email: contact?.internal_email ?? "",
  internal_note: contact?.internal_note ?? "",
  consent_on: contact?.consent_on ?? null,
});

/** Empty texts are nothing; a role without any text is none. */
function bodyOf(values: Partial<Values>, whole: Values) {
  const { name, role, ...rest } = values;
  const emptied = Object.fromEntries(
    Object.entries(rest).map(([field, value]) => [
      field,
      typeof value === "string" ? value.trim() || null : value,
    ]),
  );
  const none = whole.role.every(({ text }) => text.trim() === "");
  return {
    ...emptied,
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role: none ? null : role.map(({ lang, text }) => ({ lang, text })) }),
  };
}

/** A person at an organisation. Only a day of consent makes them public, and taking it away ends that at once. */
export function ContactForm({ organisation, contact, onDone, onClose }: ContactFormProps) {
  const { t } = useTexts();
  const form = useForm(valuesOf(contact));
  const { values } = form;
  const labels = {
    name: t("places.contact_name"),
    role: t("places.contact_role"),
    phone: t("org.phone"),
    email: t("org.email"),
    internal_phone: t("places.internal_phone"),
    internal_email: t("places.internal_email"),
    internal_note: t("places.internal_note"),
    consent_on: t("places.consent_on"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    (now) =>
      contact
        ? api.patch("/staff/contacts/{key}", {
            path: { key: contact.key },
            seen: `"${contact.revision}"`,
            body: bodyOf(patchOf(now, form.base), now) as object,
          })
        : api.post("/staff/organisations/{key}/contacts", {
            path: { key: organisation },
            body: { ...bodyOf(now, now), name: now.name } as { name: string },
          }),
    onDone,
    {
      mail_format: "kit.fault_email",
      phone_format: "places.fault_phone",
      in_the_future: "places.fault_future",
      blank: "kit.fault_missing",
    },
  );
  return (
    <Dialog title={t(contact ? "places.contact_edit" : "places.contact_new")} onClose={onClose} drawer>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField {...form.field("name")} label={labels.name} maxLength={200} required />
        <TextsField {...form.field("role")} label={labels.role} />
        <fieldset class="part">
          <legend class="field-label">{t("places.public_part")}</legend>
          <Checkbox
            name="consent"
            label={t("places.consent")}
            hint={t("places.consent_hint")}
            value={values.consent_on !== null}
            onChange={(agreed) => form.set({ consent_on: agreed ? today() : null })}
          />
          {values.consent_on !== null && (
            <DateField {...form.field("consent_on")} label={labels.consent_on} max={today()} />
          )}
          <TextField {...form.field("phone")} label={labels.phone} type="tel" />
          <TextField {...form.field("email")} label={labels.email} type="email" />
        </fieldset>
        <fieldset class="part">
          <legend class="field-label">{t("places.internal_part")}</legend>
          <TextField {...form.field("internal_phone")} label={labels.internal_phone} type="tel" />
          <TextField {...form.field("internal_email")} label={labels.internal_email} type="email" />
          <TextArea {...form.field("internal_note")} label={labels.internal_note} maxLength={2000} />
        </fieldset>
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
