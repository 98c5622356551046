import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { DataList } from "../../../ui/DataList/DataList";
import { Dialog } from "../../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../../ui/TextField/TextField";
import { api } from "../../api/client";
import { useRead } from "../../api/useRead";
import { summaryOf, useForm, useSubmit } from "../../forms/useForm";
import { Load } from "../../Load";
import { Page } from "../../shell/Page";

/** The letters to many. */
export default function Letters() {
  const { t } = useTexts();
  const read = useRead("/staff/letters", { query: { limit: 200 } });
  const [isNew, setNew] = useState(false);
  return (
    <Page
      screen="/team/ansprache/briefe"
      intro={t("outreach.letters_intro")}
      actions={
        <button type="button" class="button button-small button-main" onClick={() => setNew(true)}>
          {t("outreach.letter_new")}
        </button>
      }
    >
      <Load of={read}>
        {({ items }) => (
          <DataList
            caption={t("outreach.letters")}
            rows={items}
            rowKey={({ id }) => id}
            empty={<p class="note">{t("outreach.letters_none")}</p>}
            columns={[
              {
                key: "name",
                label: t("outreach.letter_name"),
                sort: ({ name }) => name,
                cell: ({ id, name }) => <a href={`/team/ansprache/briefe/${id}`}>{name}</a>,
              },
              {
                key: "subject",
                label: t("outreach.letter_subject"),
                cell: ({ subject }) => <span lang="de">{subject}</span>,
              },
            ]}
          />
        )}
      </Load>
      {isNew && <NewLetter onClose={() => setNew(false)} />}
    </Page>
  );
}

function NewLetter({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const form = useForm({ name: "", subject: "" });
  const labels = { name: t("outreach.letter_name"), subject: t("outreach.letter_subject") };
  const { busy, onSubmit } = useSubmit(
    form,
    // The text is German in every language of the page: the recipients are.
    (values) => api.post("/staff/letters", { body: { ...values, body: "{salutation},\n\n" } }),
    ({ data }) => route(`/team/ansprache/briefe/${data.id}`),
    { unknown_placeholder: "outreach.fault_placeholder" },
  );
  return (
    <Dialog title={t("outreach.letter_new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField
          {...form.field("name")}
          label={labels.name}
          hint={t("outreach.letter_name_hint")}
          maxLength={100}
          required
        />
        <TextField {...form.field("subject")} label={labels.subject} maxLength={200} required />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("outreach.letter_write")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
