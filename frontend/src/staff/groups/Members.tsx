import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice, type Option } from "../../ui/Choice/Choice";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { OrganisationField } from "../pickers/OrganisationField";
import { useColleagues } from "../pickers/useColleagues";
import { useMay } from "../session/session";
import { useAct } from "../useAct";
import type { Group, Member } from "./types";
import "../Rows.css";

interface MembersProps {
  group: Group;
  put: (read: Read<Group>) => void;
  reload: () => void;
  mayEdit: boolean;
}

/** Who takes part, and for whom. */
export function Members({ group, put, reload, mayEdit }: MembersProps) {
  const { t } = useTexts();
  const act = useAct();
  const seesOutreach = useMay()("outreach.read");
  const [edited, setEdited] = useState<Member | "new" | null>(null);
  const remove = (one: Member) =>
    act(
      () =>
        api.delete("/staff/working-groups/{group}/members/{key}", {
          path: { group: group.id, key: one.id },
          seen: `"${one.revision}"`,
        }),
      t("groups.deleted"),
    ).then(reload);
  return (
    <section class="stack">
      <div class="section-head">
        <h2>{t("groups.members")}</h2>
        {mayEdit && (
          <button type="button" class="button button-small" onClick={() => setEdited("new")}>
            {t("groups.member_new")}
          </button>
        )}
      </div>
      {group.members.length === 0 && <p class="muted">{t("groups.members_none")}</p>}
      <ul class="bare rows">
        {group.members.map((one) => (
          <li key={one.id} class="row">
            <p class="row-main">
              {one.name}
              {one.organisation && (
                <>
                  {" · "}
                  {seesOutreach ? (
                    <a href={`/team/ansprache/organisationen/${one.organisation.key}`}>
                      {one.organisation.name}
                    </a>
                  ) : (
                    one.organisation.name
                  )}
                </>
              )}
            </p>
            {mayEdit && (
              <div class="form-actions no-print">
                <button
                  type="button"
                  class="button button-small button-quiet"
                  aria-label={`${t("kit.edit")}: ${one.name}`}
                  onClick={() => setEdited(one)}
                >
                  {t("kit.edit")}
                </button>
                <ConfirmButton
                  label={t("groups.member_remove")}
                  title={t("groups.member_delete")}
                  onConfirm={() => remove(one)}
                >
                  <p>{one.name}</p>
                </ConfirmButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <MemberForm
          group={group.id}
          member={edited === "new" ? undefined : edited}
          onDone={(read) => {
            put(read);
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface FormProps {
  group: number;
  member: Member | undefined;
  onDone: (read: Read<Group>) => void;
  onClose: () => void;
}

function MemberForm({ group, member, onDone, onClose }: FormProps) {
  const { t } = useTexts();
  const colleagues = useColleagues();
  const form = useForm({
    account: "",
    name: member?.name ?? "",
    organisation: (member?.organisation
      ? { value: member.organisation.key, label: member.organisation.name }
      : null) as Option | null,
  });
  const byAccount = member !== undefined && member.account !== null;
  const { account } = form.values;
  const labels = {
    account: t("groups.member_who"),
    name: t("groups.member_name"),
    organisation: t("groups.member_for"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ name, organisation }) => {
      const who = account ? { account: Number(account) } : byAccount ? {} : { name };
      const body = { ...who, organisation: organisation?.value ?? null };
      return member
        ? api.patch("/staff/working-groups/{group}/members/{key}", {
            path: { group, key: member.id },
            seen: `"${member.revision}"`,
            body,
          })
        : api.post("/staff/working-groups/{group}/members", { path: { group }, body });
    },
    onDone,
  );
  return (
    <Dialog title={t(member ? "groups.member_edit" : "groups.member_new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        {!member && (
          <Choice
            {...form.field("account")}
            label={labels.account}
            as="list"
            none={t("groups.member_without")}
            options={colleagues}
          />
        )}
        {account === "" && (
          <TextField
            {...form.field("name")}
            label={labels.name}
            hint={byAccount ? t("groups.member_account") : undefined}
            maxLength={200}
            disabled={byAccount}
            required
          />
        )}
        <OrganisationField {...form.field("organisation")} label={labels.organisation} />
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
