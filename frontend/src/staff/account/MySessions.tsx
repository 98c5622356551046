import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { useAct } from "../useAct";

/** Where one is signed in; others can be ended. */
export function MySessions() {
  const i18n = useTexts();
  const { t } = i18n;
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
              cell: (row) => shortMoment(row.created_at, i18n),
              sort: (row) => row.created_at,
            },
            {
              key: "seen",
              label: t("account.seen"),
              cell: (row) => shortMoment(row.seen_at, i18n),
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
