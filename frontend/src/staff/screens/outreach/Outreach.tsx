import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { Failure } from "../../../ui/Failure/Failure";
import { useSay } from "../../../ui/Toast/Toast";
import { api, problemIn } from "../../api/client";
import { useList } from "../../api/useList";
import { sentenceFor } from "../../forms/faults";
import { Board } from "../../outreach/Board";
import { MoveDialog } from "../../outreach/MoveDialog";
import { NewOutreach } from "../../outreach/NewOutreach";
import { FILTERS, OutreachFilters, queryOf } from "../../outreach/OutreachFilters";
import { OutreachTable } from "../../outreach/OutreachTable";
import { needsReason } from "../../outreach/stages";
import type { OutreachRow, Stage } from "../../outreach/types";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";
import "../../outreach/Outreach.css";

/** Whom to win for which measure: as a list, what is due first on top, or as a board by stage. */
export default function Outreach() {
  const { t } = useTexts();
  const say = useSay();
  const may = useMay()("outreach.edit");
  const { route } = useLocation();
  const [filters, set] = useFilters([...FILTERS, "view"] as const);
  const { view, ...asked } = filters;
  const board = view === "board";
  const list = useList("/staff/outreach", {
    query: queryOf(board ? { ...asked, stage: "" } : asked),
  });
  const [moved, setMoved] = useState<{ row: OutreachRow; to?: Stage | undefined } | null>(null);
  const [isNew, setNew] = useState(false);
  const put = (next: OutreachRow) => list.put(({ id }) => id === next.id, next);
  const move = (row: OutreachRow, to?: Stage) => {
    if (!to || needsReason(row.stage, to)) return setMoved({ row, to });
    const seen = `"${row.revision}"`;
    api.patch("/staff/outreach/{number}", { path: { number: row.id }, body: { stage: to }, seen }).then(
      ({ data }) => {
        put(data);
        say(t("outreach.moved", { stage: t(`outreach.stage_${to}`) }));
      },
      (error: unknown) => {
        say({ text: sentenceFor(problemIn(error), t), kind: "danger" });
        list.reload();
      },
    );
  };
  return (
    <Page
      screen="/team/ansprache"
      intro={t("outreach.intro")}
      actions={
        may && (
          <>
            <a class="button button-small" href="/team/ansprache/briefe">
              {t("outreach.letters")}
            </a>
            <button type="button" class="button button-small button-main" onClick={() => setNew(true)}>
              {t("outreach.new")}
            </button>
          </>
        )
      }
    >
      <OutreachFilters filters={asked} set={set} withStage={!board} />
      <div class="cluster no-print">
        <fieldset class="switch" aria-label={t("outreach.view")}>
          {(["list", "board"] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="button button-small"
              aria-pressed={board === (one === "board")}
              onClick={() => set({ view: one === "board" ? one : "" })}
            >
              {t(`outreach.view_${one}`)}
            </button>
          ))}
        </fieldset>
        <p role="status">
          {list.state === "loading"
            ? t("site.loading")
            : t(list.more ? "outreach.count_more" : "outreach.count", { count: list.items.length })}
        </p>
      </div>
      {list.problem && <Failure status={list.problem.status} retry={list.reload} />}
      {!list.problem &&
        (board ? (
          <Board rows={list.items} onMove={may ? move : undefined} />
        ) : (
          (list.state === "ready" || list.items.length > 0) && (
            <OutreachTable rows={list.items} more={list.more} onMove={may ? move : undefined} />
          )
        ))}
      {board && list.more && (
        <button type="button" class="button" onClick={list.more}>
          {t("site.more")}
        </button>
      )}
      {moved && <MoveDialog row={moved.row} to={moved.to} onDone={put} onClose={() => setMoved(null)} />}
      {isNew && (
        <NewOutreach
          measure={asked.measure}
          onDone={({ id }) => route(`/team/ansprache/${id}`)}
          onClose={() => setNew(false)}
        />
      )}
    </Page>
  );
}
