import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { useAct } from "../useAct";

/** Where one is signed in; others can be ended. */
export function MySessions() {
  const { t, moment } = useTexts();
  const act = useAct();
  const read = useRead("/me/sessions", {});
  const end = (number: number) =>
    act(async () => {
      await api.delete("/me/sessions/{number}", { path: { number } });
      read.reload();
    }, t("account.session_ended"));
  return (
    <Load of={read}>
      {({ items }) => (
        <DataList
          caption={t("account.tab_sessions")}
          rows={items}
          rowKey={(row) => row.id}
          empty={t("account.sessions_none")}
          columns={[
            { key: "device", label: t("account.device"), cell: (row) => row.device },
            {
              key: "since",
              label: t("account.since"),
              cell: (row) => moment(new Date(row.created_at)),
              sort: (row) => row.created_at,
            },
            {
              key: "seen",
              label: t("account.seen"),
              cell: (row) => moment(new Date(row.seen_at)),
              sort: (row) => row.seen_at,
            },
            {
              key: "act",
              label: t("account.action"),
              cell: (row) =>
                row.current ? (
                  <span class="tag">{t("account.this_session")}</span>
                ) : (
                  <ConfirmButton
                    label={t("account.session_end")}
                    title={t("account.session_end")}
                    onConfirm={() => end(row.id)}
                  >
                    <p>{t("account.session_end_text", { device: row.device })}</p>
                  </ConfirmButton>
                ),
            },
          ]}
        />
      )}
    </Load>
  );
}
