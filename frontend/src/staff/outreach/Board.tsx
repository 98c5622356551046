import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { saidIn } from "../said";
import { When } from "../When";
import { StageBadge } from "./StageBadge";
import { isEnded, movesFrom, STAGES } from "./stages";
import type { OutreachRow, Stage } from "./types";
import "./Board.css";

interface BoardProps {
  rows: readonly OutreachRow[];
  /** Absent: who reads may not change. `to` is set when a card was dropped on a column. */
  onMove?: ((row: OutreachRow, to?: Stage) => void) | undefined;
}

/** A column per stage. Cards move by their button, or by dragging. */
export function Board({ rows, onMove }: BoardProps) {
  const { t } = useTexts();
  const [dragged, setDragged] = useState<OutreachRow | null>(null);
  const takes = (stage: Stage) => dragged !== null && movesFrom(dragged.stage).includes(stage);
  return (
    <section class="board" aria-label={t("outreach.board")}>
      {STAGES.map((stage) => {
        const own = rows.filter((row) => row.stage === stage);
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the second way; every card has a button
          <div
            key={stage}
            class={takes(stage) ? "board-column board-takes" : "board-column"}
            onDragOver={(event) => takes(stage) && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged && takes(stage)) onMove?.(dragged, stage);
              setDragged(null);
            }}
          >
            <h2 class="board-head">
              <StageBadge stage={stage} />
              <span class="muted"> {own.length}</span>
            </h2>
            <ul class="bare tight">
              {own.map((row) => (
                <Card
                  key={row.id}
                  row={row}
                  onMove={onMove}
                  onDrag={onMove ? (on) => setDragged(on ? row : null) : undefined}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

interface CardProps {
  row: OutreachRow;
  onMove: BoardProps["onMove"];
  onDrag: ((on: boolean) => void) | undefined;
}

function Card({ row, onMove, onDrag }: CardProps) {
  const { t, lang } = useTexts();
  return (
    <li
      class="board-card tight"
      draggable={onDrag !== undefined}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", row.organisation.name);
        onDrag?.(true);
      }}
      onDragEnd={() => onDrag?.(false)}
    >
      <a href={`/team/ansprache/${row.id}`} class="board-name">
        {row.organisation.name}
      </a>
      <p class="small muted">
        {row.measure.number} · {saidIn(row.measure.title, lang)}
      </p>
      {row.next_step && !isEnded(row.stage) && (
        <p class="small">
          {row.next_step} {row.next_step_on && <When due={row.next_step_on} short />}
        </p>
      )}
      {onMove && (
        <button
          type="button"
          class="button button-small"
          aria-label={t("outreach.move_title", { name: row.organisation.name })}
          onClick={() => onMove(row)}
        >
          {t("outreach.move_short")}
        </button>
      )}
    </li>
  );
}
