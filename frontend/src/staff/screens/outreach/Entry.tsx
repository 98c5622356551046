import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { ConfirmButton } from "../../../ui/ConfirmButton/ConfirmButton";
import { api } from "../../api/client";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { ContactLog } from "../../outreach/ContactLog";
import { QuickLog } from "../../outreach/QuickLog";
import { StageBadge } from "../../outreach/StageBadge";
import { StandForm } from "../../outreach/StandForm";
import type { OutreachDetail } from "../../outreach/types";
import type { ScreenProps } from "../../Screens";
import { saidIn } from "../../said";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useAct } from "../../useAct";
import { When } from "../../When";
import "../../../styles/columns.css";

/** One organisation to win for one measure: what was said, what comes next. */
export default function Entry({ id }: ScreenProps<"id">) {
  const { t, lang } = useTexts();
  const read = useRead("/staff/outreach/{number}", { path: { number: Number(id) } });
  const may = useMay()("outreach.edit");
  const row = read.state === "ready" ? read.data : null;
  return (
    <Page
      screen="/team/ansprache/:id"
      title={row?.organisation.name}
      intro={
        row && (
          <>
            <a href={`/team/massnahmen/${row.measure.number}`}>
              {row.measure.number} · {saidIn(row.measure.title, lang)}
            </a>
            {" · "}
            <StageBadge stage={row.stage} />
          </>
        )
      }
      actions={
        row && (
          <a class="button button-small" href={`/team/ansprache/organisationen/${row.organisation.key}`}>
            {t("outreach.all_of_it")}
          </a>
        )
      }
    >
      <Load of={read}>
        {(data) => (
          <div class="columns">
            <div class="stack">
              {may && <QuickLog outreach={data.id} onDone={read.reload} />}
              <h2>{t("outreach.log")}</h2>
              <ContactLog log={data.log} onChange={may ? read.reload : undefined} />
            </div>
            <div class="stack">
              <h2>{t("outreach.stand")}</h2>
              {may ? (
                <>
                  <StandForm key={data.id} read={{ data, etag: read.etag }} put={read.put} />
                  <Remove row={data} />
                </>
              ) : (
                <Stand row={data} />
              )}
            </div>
          </div>
        )}
      </Load>
    </Page>
  );
}

function Remove({ row }: { row: OutreachDetail }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const act = useAct();
  const remove = () =>
    act(
      () => api.delete("/staff/outreach/{number}", { path: { number: row.id }, seen: `"${row.revision}"` }),
      t("outreach.deleted"),
    ).then(() => route("/team/ansprache"));
  return (
    <ConfirmButton label={t("outreach.delete")} title={t("outreach.delete_title")} onConfirm={remove}>
      <p>{t("outreach.delete_text")}</p>
    </ConfirmButton>
  );
}

/** For who may only read. */
function Stand({ row }: { row: OutreachDetail }) {
  const { t } = useTexts();
  return (
    <dl class="facts">
      <dt>{t("outreach.promised")}</dt>
      <dd>{row.promised ?? "–"}</dd>
      <dt>{t("outreach.next_step")}</dt>
      <dd>
        {row.next_step ?? "–"} {row.next_step_on && <When due={row.next_step_on} />}
      </dd>
      <dt>{t("outreach.owner")}</dt>
      <dd>{row.owner?.name ?? "–"}</dd>
    </dl>
  );
}
