import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { ConfirmButton } from "../../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../../ui/DataList/DataList";
import { NewToken } from "../../account/NewToken";
import { TokenMade } from "../../account/TokenMade";
import { api } from "../../api/client";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { permissionName } from "../../roleName";
import { Page } from "../../shell/Page";
import { today } from "../../today";
import { useAct } from "../../useAct";

interface Made {
  token: string;
  scopes: readonly string[];
}

/** Keys for programs: make one (shown once, with a curl that works), see and delete them. */
export default function Tokens() {
  const { t, day } = useTexts();
  const act = useAct();
  const read = useRead("/tokens", {});
  const [made, setMade] = useState<Made | null>(null);
  const remove = (number: number) =>
    act(async () => {
      await api.delete("/tokens/{number}", { path: { number } });
      read.reload();
    }, t("account.token_deleted"));
  const finish = (token: Made) => {
    setMade(token);
    read.reload();
  };
  return (
    <Page screen="/team/token" intro={t("account.tokens_text")}>
      {made && <TokenMade {...made} />}
      <Load of={read}>
        {({ items }) => (
          <DataList
            caption={t("team.tokens")}
            rows={items}
            rowKey={(row) => row.id}
            empty={t("account.tokens_none")}
            columns={[
              {
                key: "name",
                label: t("account.token_name"),
                cell: (row) => row.name,
                sort: (row) => row.name,
              },
              {
                key: "may",
                label: t("account.token_may"),
                cell: (row) => row.scopes.map((code) => permissionName(code, t)).join(", "),
              },
              {
                key: "area",
                label: t("account.token_area"),
                cell: (row) => row.area ?? t("account.everything"),
              },
              {
                key: "until",
                label: t("account.role_until"),
                cell: (row) =>
                  row.expires_on < today()
                    ? t("account.token_over", { date: day(row.expires_on) })
                    : day(row.expires_on),
                sort: (row) => row.expires_on,
              },
              {
                key: "used",
                label: t("account.used_on"),
                cell: (row) => (row.last_used_on ? day(row.last_used_on) : t("account.never")),
              },
              {
                key: "act",
                label: t("account.action"),
                cell: (row) => (
                  <ConfirmButton
                    label={t("kit.delete")}
                    title={t("account.token_delete", { name: row.name })}
                    onConfirm={() => remove(row.id)}
                  >
                    <p>{t("account.token_delete_text")}</p>
                  </ConfirmButton>
                ),
              },
            ]}
          />
        )}
      </Load>
      <NewToken done={finish} />
    </Page>
  );
}
