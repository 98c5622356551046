import { useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { AnswerFields, given } from "./Answers";
import { languageOptions } from "./languages";
import type { Answers, People } from "./types";
import { CONFLICTS } from "./words";

interface EntryProps {
  people: People;
  /** The event is over: they were there, and are asked nothing any more. */
  late?: boolean;
  /** Called when somebody was signed up. */
  onDone: () => void;
}

/** Signs somebody up who phones, is on a paper list or stands at the door: a name, Enter, the next. */
export function EntryForm({ people, late = false, onDone }: EntryProps) {
  const { t } = useTexts();
  const say = useSay();
  const frame = useRef<HTMLFormElement>(null);
  const first = {
    name: "",
    phone: "",
    email: "",
    party: 1 as number | null,
    language: "de",
    answers: {} as Answers,
  };
  const form = useForm(first);
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
    ({ name, phone, email, party, language, answers }) =>
      api.post("/staff/events/{number}/registrations", {
        path: { number: people.id },
        body: {
          name,
          phone: phone.trim() || null,
          email: email.trim() || null,
          party: party ?? 1,
          language,
          answers: given(answers),
        },
      }),
    ({ data }) => {
      const { name, position } = data;
      say(
        position === null ? t("attendees.added", { name }) : t("attendees.added_waiting", { name, position }),
      );
      form.reset({ ...first, language: data.language });
      frame.current?.querySelector<HTMLInputElement>("input[name=name]")?.focus();
      onDone();
    },
    CONFLICTS,
  );
  return (
    <form class="form form-wide" noValidate onSubmit={onSubmit} ref={frame}>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <div class="form-row">
        <TextField {...form.field("name")} label={labels.name} maxLength={200} autocomplete="off" required />
        <TextField
          {...form.field("phone")}
          label={labels.phone}
          type="tel"
          maxLength={60}
          autocomplete="off"
        />
        <TextField
          {...form.field("email")}
          label={labels.email}
          type="email"
          maxLength={200}
          autocomplete="off"
        />
      </div>
      <div class="form-row">
        <NumberField {...form.field("party")} label={labels.party} />
        <Choice {...form.field("language")} label={labels.language} as="list" options={languageOptions()} />
      </div>
      {!late && <AnswerFields questions={people.questions} {...form.field("answers")} />}
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("attendees.add")}
        </button>
      </div>
    </form>
  );
}
