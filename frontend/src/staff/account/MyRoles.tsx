import { useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { roleName } from "../roleName";
import { useSigned } from "../session/session";

/** Which roles somebody has, for what and until when. */
export function MyRoles() {
  const { t, day } = useTexts();
  const { me } = useSigned();
  return (
    <section class="stack">
      <h2>{t("account.roles")}</h2>
      <DataList
        caption={t("account.roles")}
        rows={me.roles}
        rowKey={(row) =>
          [row.role, row.area?.key, row.organisation?.key, row.office?.key, row.deputy_for].join()
        }
        empty={t("account.roles_none")}
        columns={[
          { key: "role", label: t("account.role"), cell: (row) => roleName(row.role, t) },
          {
            key: "where",
            label: t("account.role_for"),
            cell: (row) =>
              row.area?.name ?? row.organisation?.name ?? row.office?.name ?? t("account.everything"),
          },
          {
            key: "until",
            label: t("account.role_until"),
            cell: (row) => (row.until ? day(row.until) : t("account.no_end")),
          },
          {
            key: "deputy",
            label: t("account.role_why"),
            cell: (row) =>
              row.deputy_for ? t("account.stands_in", { name: row.deputy_for }) : t("account.own_role"),
          },
        ]}
      />
    </section>
  );
}
