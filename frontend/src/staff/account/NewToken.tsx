import { useResource } from "../../api/resource";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { MultiChoice } from "../../ui/MultiChoice/MultiChoice";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { permissionName } from "../roleName";
import { useSigned } from "../session/session";

const DAYS = [30, 90, 180, 365];
const EMPTY = { name: "", scopes: [] as string[], area: "", days: "90" };

/** Making a token: what it is for, what it may do, where and how long. */
export function NewToken({ done }: { done: (made: { token: string; scopes: readonly string[] }) => void }) {
  const { t } = useTexts();
  const { me } = useSigned();
  const areas = useResource("/api/v1/areas", { query: { kind: "verbandsgemeinde", limit: 200 } });
  const form = useForm(EMPTY);
  const send = ({ name, scopes, area, days }: typeof EMPTY) =>
    api.post("/tokens", { body: { name, scopes, area: area || null, days: Number(days) } });
  const { busy, onSubmit } = useSubmit(form, send, ({ data }) => {
    form.reset(EMPTY);
    done(data);
  });
  const labels = {
    name: t("account.token_name"),
    scopes: t("account.token_may"),
    area: t("account.token_area"),
    days: t("account.token_days"),
  };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <h2>{t("account.token_new")}</h2>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <TextField
        {...form.field("name")}
        label={labels.name}
        hint={t("account.token_name_hint")}
        required
        maxLength={60}
      />
      <MultiChoice
        {...form.field("scopes")}
        label={labels.scopes}
        hint={t("account.token_may_hint")}
        required
        options={me.permissions.map((code) => ({ value: code, label: permissionName(code, t) }))}
      />
      <div class="form-row">
        <Choice
          {...form.field("area")}
          label={labels.area}
          as="list"
          none={t("account.everything")}
          options={
            areas.state === "ready"
              ? areas.data.items.map(({ key, name }) => ({ value: key, label: name }))
              : []
          }
        />
        <Choice
          {...form.field("days")}
          label={labels.days}
          as="list"
          options={DAYS.map((count) => ({ value: String(count), label: t("account.days", { count }) }))}
        />
      </div>
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("account.token_make")}
        </button>
      </div>
    </form>
  );
}
