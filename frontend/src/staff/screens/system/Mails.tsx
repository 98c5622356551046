import { useState } from "preact/hooks";
import { type StaffI18n, shortMoment, useTexts } from "../../../i18n/staffTexts";
import { DataList } from "../../../ui/DataList/DataList";
import { Dialog } from "../../../ui/Dialog/Dialog";
import type { AnswerOf } from "../../api/operations";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { Page } from "../../shell/Page";
import "../../system/System.css";

type Mail = AnswerOf<"/staff/mails", "get">["items"][number];

const kindName = (kind: string, t: StaffI18n["t"]) =>
  kind === "invitation" ? t("system.mail_invitation") : t("system.mail_event");
const subject = (mail: Mail, t: StaffI18n["t"]) => mail.letter?.subject ?? kindName(mail.kind, t);

/** The newest mails. Without a mail server their words are here, so that somebody can hand them on. */
export default function Mails() {
  const i18n = useTexts();
  const { t } = i18n;
  const read = useRead("/staff/mails", {});
  const [open, setOpen] = useState<Mail | null>(null);
  const intro = read.state === "ready" && t(read.data.smtp ? "system.mails_sent_text" : "system.mails_text");
  return (
    <Page screen="/team/nachrichten" intro={intro || undefined}>
      <Load of={read}>
        {({ items }) => (
          <DataList
            caption={t("team.mails")}
            rows={items}
            rowKey={(row) => row.id}
            empty={t("system.mails_none")}
            columns={[
              {
                key: "subject",
                label: t("system.subject"),
                cell: (row) =>
                  row.letter ? (
                    <button type="button" class="link-button" onClick={() => setOpen(row)}>
                      {subject(row, t)}
                    </button>
                  ) : (
                    subject(row, t)
                  ),
              },
              {
                key: "to",
                label: t("system.mail_to"),
                cell: (row) =>
                  row.letter?.to ??
                  (row.account && <a href={`/team/konten/${row.account}`}>{t("team.person")}</a>),
              },
              {
                key: "state",
                label: t("system.mail_state"),
                cell: (row) => t(`system.mail_${row.state}`) + (row.code ? ` (${row.code})` : ""),
              },
              {
                key: "at",
                label: t("system.at"),
                cell: (row) => shortMoment(row.at, i18n),
                sort: (row) => row.at,
              },
            ]}
          />
        )}
      </Load>
      {open?.letter && (
        <Dialog title={open.letter.subject} onClose={() => setOpen(null)}>
          <p class="muted">{open.letter.to}</p>
          <p class="mail-text">{open.letter.text}</p>
        </Dialog>
      )}
    </Page>
  );
}
