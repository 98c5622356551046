import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { AnswerFields, given } from "./Answers";
import { languageOptions } from "./languages";
import type { Attendee, People } from "./types";
import { CONFLICTS } from "./words";

interface EditProps {
  people: People;
  attendee: Attendee;
  onDone: (attendee: Attendee) => void;
  onClose: () => void;
}

/** Changes name, contact, party, language or answers of somebody who signed up. */
export function EditAttendee({ people, attendee, onDone, onClose }: EditProps) {
  const { t } = useTexts();
  const form = useForm({
    name: attendee.name,
    phone: attendee.phone ?? "",
    email: attendee.email ?? "",
    party: attendee.party as number | null,
    language: attendee.language,
    answers: attendee.answers,
  });
  const labels = {
    name: t("attendees.name"),
    phone: t("attendees.phone"),
    email: t("attendees.email"),
    party: t("attendees.party"),
    language: t("attendees.language"),
    answers: t("attendees.answers"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ phone, email, answers, ...values }) => {
      const all = {
        ...values,
        phone: phone.trim() || null,
        email: email.trim() || null,
        answers: given(answers),
      };
      const body = Object.fromEntries(
        Object.entries(all).filter(([name]) => form.dirty.includes(name as "name")),
      );
      return api.patch("/staff/events/{number}/registrations/{key}", {
        path: { number: people.id, key: attendee.id },
        seen: `"${attendee.revision}"`,
        body,
      });
    },
    ({ data }) => onDone(data),
    CONFLICTS,
  );
  return (
    <Dialog title={t("attendees.edit_title", { name: attendee.name })} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField {...form.field("name")} label={labels.name} maxLength={200} required />
        <TextField {...form.field("phone")} label={labels.phone} type="tel" maxLength={60} />
        <TextField {...form.field("email")} label={labels.email} type="email" maxLength={200} />
        <NumberField {...form.field("party")} label={labels.party} />
        <Choice {...form.field("language")} label={labels.language} as="list" options={languageOptions()} />
        <AnswerFields questions={people.questions} {...form.field("answers")} />
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
