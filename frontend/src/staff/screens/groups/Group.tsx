import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { ConfirmButton } from "../../../ui/ConfirmButton/ConfirmButton";
import { Html } from "../../../ui/RichText/RichText";
import { api } from "../../api/client";
import { useRead } from "../../api/useRead";
import { Decisions } from "../../groups/Decisions";
import { GroupForm } from "../../groups/GroupForm";
import { Members } from "../../groups/Members";
import { Tasks } from "../../groups/Tasks";
import { Load } from "../../Load";
import type { ScreenProps } from "../../Screens";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useAct } from "../../useAct";

/** One working group: what is to be done, what was decided, who takes part. */
export default function Group({ id }: ScreenProps<"id">) {
  const { t } = useTexts();
  const { route } = useLocation();
  const act = useAct();
  const may = useMay();
  const mayEdit = may("working_groups.edit");
  const path = { group: Number(id) };
  const read = useRead("/staff/working-groups/{group}", { path });
  const ready = read.state === "ready";
  useEffect(() => {
    if (ready && location.hash)
      document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
  }, [ready]);
  const remove = () =>
    act(
      () => api.delete("/staff/working-groups/{group}", { path, seen: read.etag }),
      t("groups.group_deleted"),
    ).then(() => route("/team/arbeitsgruppen"));
  return (
    <Page
      screen="/team/arbeitsgruppen/:id"
      title={ready ? read.data.name : undefined}
      actions={
        may("events.see") && (
          <a class="button button-small" href={`/team/veranstaltungen?group=${id}&when=all`}>
            {t("groups.meetings")}
          </a>
        )
      }
    >
      <Load of={read}>
        {(data) => {
          const shared = { group: data, put: read.put, reload: read.reload, mayEdit };
          return (
            <div class="stack">
              {data.html && <Html html={data.html} />}
              <Tasks {...shared} />
              <Decisions {...shared} />
              <Members {...shared} />
              {mayEdit && (
                <section class="stack">
                  <h2>{t("groups.about")}</h2>
                  <GroupForm key={data.id} read={{ data, etag: read.etag }} put={read.put} />
                  <ConfirmButton
                    label={t("groups.delete")}
                    title={t("groups.delete_title")}
                    onConfirm={remove}
                  >
                    <p>{t("groups.delete_text")}</p>
                  </ConfirmButton>
                </section>
              )}
            </div>
          );
        }}
      </Load>
    </Page>
  );
}
