import { LANGUAGE_NAMES, LANGUAGES, type Lang } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { RolesField } from "./RolesField";
import { NO_ROLE, type RoleRow, wishesOf } from "./rolesOf";

interface Values {
  name: string;
  email: string;
  language: string;
  roles: RoleRow[];
}

/** Inviting somebody: they get a link by mail that is good for 7 days. */
export function Invite({ done }: { done: (name: string) => void }) {
  const { t } = useTexts();
  const form = useForm<Values>({ name: "", email: "", language: "de", roles: [NO_ROLE] });
  const send = ({ roles, ...rest }: Values) =>
    api.post("/accounts", { body: { ...rest, roles: wishesOf(roles) as never } });
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => done(data.name), {
    string_pattern_mismatch: "kit.fault_email",
    missing: "people.limit_missing",
  });
  const labels = {
    name: t("people.name"),
    email: t("team.email"),
    language: t("people.language"),
    roles: t("people.roles"),
  };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <p>{t("people.invite_text")}</p>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <div class="form-row">
        <TextField {...form.field("name")} label={labels.name} required />
        <TextField {...form.field("email")} label={labels.email} type="email" autocomplete="off" required />
      </div>
      <Choice
        {...form.field("language")}
        label={labels.language}
        hint={t("people.language_hint")}
        as="list"
        options={LANGUAGES.map((code: Lang) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
      />
      <RolesField {...form.field("roles")} label={labels.roles} />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("people.invite_send")}
        </button>
      </div>
    </form>
  );
}
