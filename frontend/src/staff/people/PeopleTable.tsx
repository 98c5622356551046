import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import type { AnswerOf } from "../api/operations";
import { roleName } from "../roleName";

export type Person = AnswerOf<"/accounts/{number}", "get">;

/** The state of an account in words. */
export function useStateName(): (person: Person) => string {
  const i18n = useTexts();
  const { t } = i18n;
  return ({ state, invited_until }) => {
    if (state === "ended") return t("people.state_ended");
    if (state !== "invited") return t("people.state_active");
    return invited_until
      ? t("people.state_invited", { until: shortMoment(invited_until, i18n) })
      : t("people.state_invitation_over");
  };
}

/** Everybody with an account. */
export function PeopleTable({ people }: { people: readonly Person[] }) {
  const { t } = useTexts();
  const stateName = useStateName();
  const factors = ({ factors }: Person) => {
    const names = [
      factors.totp ? t("people.factor_totp") : "",
      factors.passkey ? t("people.factor_passkey") : "",
    ];
    return names.filter(Boolean).join(", ") || t("people.factor_none");
  };
  return (
    <DataList
      caption={t("team.people")}
      rows={people}
      rowKey={(row) => row.id}
      order="name"
      empty={t("people.none")}
      columns={[
        {
          key: "name",
          label: t("people.name"),
          cell: (row) => <a href={`/team/konten/${row.id}`}>{row.name}</a>,
          sort: (row) => row.name,
        },
        { key: "email", label: t("team.email"), cell: (row) => row.email, sort: (row) => row.email },
        {
          key: "roles",
          label: t("people.roles"),
          cell: (row) =>
            row.roles
              .map(({ role, area, organisation, office }) => {
                const limit = area?.name ?? organisation?.name ?? office?.name;
                return limit ? `${roleName(role, t)} (${limit})` : roleName(role, t);
              })
              .join(", ") || "–",
        },
        { key: "factors", label: t("people.factors"), cell: factors },
        { key: "state", label: t("people.state"), cell: stateName, sort: (row) => row.state },
      ]}
    />
  );
}
