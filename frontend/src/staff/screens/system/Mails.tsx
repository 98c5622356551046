import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { DataList } from "../../../ui/DataList/DataList";
import { Dialog } from "../../../ui/Dialog/Dialog";
import type { AnswerOf } from "../../api/operations";
import { useList } from "../../api/useList";
import { LoadList } from "../../Load";
import { Page } from "../../shell/Page";
import "../../system/System.css";

type Mail = AnswerOf<"/staff/mails", "get">["items"][number];

/** What would have been sent: without a mail server, mails are kept and shown here. */
export default function Mails() {
  const { t, moment } = useTexts();
  const list = useList("/staff/mails", {});
  const [open, setOpen] = useState<Mail | null>(null);
  return (
    <Page screen="/team/nachrichten" intro={t("system.mails_text")}>
      <LoadList of={list}>
        {(items) => (
          <DataList
            caption={t("team.mails")}
            rows={items}
            rowKey={(row) => row.id}
            more={list.more}
            empty={t("system.mails_none")}
            columns={[
              {
                key: "subject",
                label: t("system.subject"),
                cell: (row) => (
                  <button type="button" class="link-button" onClick={() => setOpen(row)}>
                    {row.subject}
                  </button>
                ),
              },
              { key: "to", label: t("system.mail_to"), cell: (row) => row.to },
              { key: "at", label: t("system.at"), cell: (row) => moment(new Date(row.created_at)) },
            ]}
          />
        )}
      </LoadList>
      {open && (
        <Dialog title={open.subject} onClose={() => setOpen(null)}>
          <p class="muted">{open.to}</p>
          <p class="mail-text">{open.text}</p>
        </Dialog>
      )}
    </Page>
  );
}
