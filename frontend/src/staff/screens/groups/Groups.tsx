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
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";

/** The working groups. */
export default function Groups() {
  const { t } = useTexts();
  const may = useMay()("working_groups.edit");
  const read = useRead("/staff/working-groups", { query: { limit: 200 } });
  const [isNew, setNew] = useState(false);
  return (
    <Page
      screen="/team/arbeitsgruppen"
      intro={t("groups.intro")}
      actions={
        may && (
          <button type="button" class="button button-small button-main" onClick={() => setNew(true)}>
            {t("groups.new")}
          </button>
        )
      }
    >
      <Load of={read}>
        {({ items }) => (
          <DataList
            caption={t("team.groups")}
            rows={items}
            rowKey={({ id }) => id}
            empty={<p class="note">{t("groups.none")}</p>}
            columns={[
              {
                key: "name",
                label: t("groups.name"),
                sort: ({ name }) => name,
                cell: ({ id, name }) => <a href={`/team/arbeitsgruppen/${id}`}>{name}</a>,
              },
              {
                key: "measures",
                label: t("groups.measures"),
                cell: ({ measures }) => measures.map(({ number }) => number).join(", ") || "–",
              },
              {
                key: "members",
                label: t("groups.members"),
                end: true,
                sort: ({ member_count }) => member_count,
                cell: ({ member_count }) => member_count,
              },
              {
                key: "tasks",
                label: t("groups.open_tasks"),
                end: true,
                sort: ({ open_tasks }) => open_tasks,
                cell: ({ open_tasks, overdue_tasks }) => (
                  <span>
                    {open_tasks}
                    {overdue_tasks > 0 && (
                      <strong class="when-late"> {t("groups.overdue", { count: overdue_tasks })}</strong>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Load>
      {isNew && <NewGroup onClose={() => setNew(false)} />}
    </Page>
  );
}

function NewGroup({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const form = useForm({ name: "" });
  const { busy, onSubmit } = useSubmit(
    form,
    ({ name }) => api.post("/staff/working-groups", { body: { name, measures: [] } }),
    ({ data }) => route(`/team/arbeitsgruppen/${data.id}`),
  );
  return (
    <Dialog title={t("groups.new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, { name: t("groups.name") })} />
        <TextField {...form.field("name")} label={t("groups.name")} maxLength={200} required />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("groups.new_add")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
