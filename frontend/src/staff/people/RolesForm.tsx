import { useLayoutEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import type { Read } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useSigned } from "../session/session";
import type { Person } from "./PeopleTable";
import { RolesField } from "./RolesField";
import { type RoleRow, rowsOf, wishesOf } from "./rolesOf";

interface RolesFormProps {
  person: Person;
  etag: string;
  saved: (read: Read<Person>) => void;
  /** Somebody else changed the account: it must be read again. */
  stale: () => void;
}

/** All roles of a person; nobody changes their own. */
export function RolesForm({ person, etag, saved, stale }: RolesFormProps) {
  const { t } = useTexts();
  const say = useSay();
  const { me } = useSigned();
  const rows = rowsOf(person.roles);
  const form = useForm<{ roles: RoleRow[] }>({ roles: rows });
  const seen = useRef(person.revision);
  useLayoutEffect(() => {
    if (seen.current === person.revision) return;
    seen.current = person.revision;
    // A new revision: what was typed stays, what it is compared with is new.
    form.reset({ roles: rows }, form.dirty.length > 0 ? form.values : { roles: rows });
  }, [person.revision]);
  const send = ({ roles }: { roles: RoleRow[] }) =>
    api
      .put("/accounts/{number}/roles", {
        path: { number: person.id },
        body: { roles: wishesOf(roles) as never },
        seen: etag,
      })
      .catch((error: unknown) => {
        if (problemIn(error).status === 412) stale();
        throw error;
      });
  const { busy, onSubmit } = useSubmit(
    form,
    send,
    (read) => {
      form.reset({ roles: rowsOf(read.data.roles) });
      saved(read);
      say(t("kit.saved"));
    },
    { missing: "people.limit_missing", unknown_key: "people.limit_missing" },
  );
  if (me.key === person.key) return <p class="muted">{t("people.own_roles")}</p>;
  return (
    <form class="form form-wide" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, { roles: t("people.roles") })} />
      <RolesField {...form.field("roles")} label={t("people.roles")} />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy || form.dirty.length === 0}>
          {t("people.roles_save")}
        </button>
      </div>
    </form>
  );
}
