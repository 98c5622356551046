import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { useSay } from "../../ui/Toast/Toast";
import { problemIn } from "../api/client";
import type { Read } from "../api/operations";
import { useMay } from "../session/session";
import { Found } from "./CellNotes";
import { nameOfDims } from "./cells";
import { type Move, refusedIn, send } from "./moving";
import { ReasonDialog } from "./ReasonDialog";
import type { Finding, Sheet } from "./types";
import { cellIn } from "./words";

interface MovesProps {
  sheet: Sheet;
  etag: string;
  /** Whether something is typed that is not saved yet. */
  dirty: boolean;
  /** Saves, and calls back when that is done. */
  save: (then: () => void) => void;
  /** Shows the sheet as it became. */
  moved: (read: Read<Sheet>) => void;
  /** Shows the sheet as others made it meanwhile. */
  renew: () => void;
  /** Goes from reading to writing, for what was handed in or approved. */
  unlock?: (() => void) | undefined;
}

/** What may be done with a sheet as a whole, and why something may not. */
export function Moves({ sheet, etag, dirty, save, moved, renew, unlock }: MovesProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const say = useSay();
  const may = useMay();
  const [asked, ask] = useState<Move | null>(null);
  const { moves, state } = sheet;
  const can = (move: Move) => moves.includes(move);
  const act = async (move: Move, reason: string): Promise<string[]> => {
    try {
      const answer = await send(move, sheet.id, etag, reason);
      ask(null);
      say(t(`values.done_${move}`));
      moved(answer);
      return [];
    } catch (error) {
      if (problemIn(error).status === 412) renew();
      return refusedIn(error, sheet, i18n);
    }
  };
  const approve = async () => {
    const refused = await act("approve", "");
    if (refused.length > 0) say({ text: refused.join(" "), kind: "danger" });
  };
  const own = state === "submitted" && sheet.person && can("return") && !can("approve");
  const unlocks = unlock && moves.includes("save");
  const submits = can("submit") || (dirty && (state === "draft" || state === "returned"));
  return (
    <div class="stack">
      {own && <p class="note">{t("values.four_eyes")}</p>}
      {state === "submitted" && !may("observations.approve") && <p class="note">{t("values.waits")}</p>}
      {state === "approved" && <Next person={sheet.person} />}
      <div class="form-actions">
        {submits && (
          <button
            type="button"
            class="button button-main"
            onClick={() => (dirty ? save(() => ask("submit")) : ask("submit"))}
          >
            {t(dirty ? "values.save_and_submit" : "values.submit")}
          </button>
        )}
        {can("approve") && (
          <button type="button" class="button button-main" onClick={() => void approve()}>
            {t("values.approve")}
          </button>
        )}
        {(["return", "restore", "withdraw"] as const).filter(can).map((move) => (
          <button
            key={move}
            type="button"
            class={move === "withdraw" ? "button button-danger" : "button"}
            onClick={() => ask(move)}
          >
            {t(`values.${move}`)}
          </button>
        ))}
        {unlocks && (
          <button type="button" class="button button-quiet" onClick={unlock}>
            {t(state === "approved" ? "values.correct" : "values.change")}
          </button>
        )}
      </div>
      {unlocks && (
        <p class="muted small">{t(state === "approved" ? "values.correct_hint" : "values.change_hint")}</p>
      )}
      {asked && asked !== "approve" && (
        <Asked sheet={sheet} move={asked} act={(reason) => act(asked, reason)} onClose={() => ask(null)} />
      )}
    </div>
  );
}

/** What comes after approval, and the way on for who approves. */
function Next({ person }: { person: boolean }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <div class="note">
      <p>{t(person ? "values.next_person" : "values.next_other")}</p>
      {may("observations.approve") && (
        <p class="cluster">
          <a href="/team/werte?state=submitted">{t("values.next_waiting")}</a>
          {person && <a href="/team/datenstaende">{t("team.releases")}</a>}
        </p>
      )}
    </div>
  );
}

interface AskedProps {
  sheet: Sheet;
  move: Exclude<Move, "approve">;
  act: (reason: string) => Promise<string[]>;
  onClose: () => void;
}

/** Asks why; handing in needs a reason only where a warning is left without one. */
function Asked({ sheet, move, act, onClose }: AskedProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const explained = ({ dims, level }: Finding) =>
    level === "warn" && dims !== null && sheet.working.some((row) => row.dims === dims && row.reason);
  // A total that is less than the parts of three breakdowns is found three times, and said once.
  const first = ({ dims, code }: Finding, place: number, all: readonly Finding[]) =>
    all.findIndex((one) => one.dims === dims && one.code === code) === place;
  const open = move === "submit" ? sheet.findings.filter((one) => !explained(one)).filter(first) : [];
  const blocks = open.filter(({ level }) => level === "block");
  if (blocks.length > 0)
    return (
      <Dialog title={t("values.ask_submit")} onClose={onClose}>
        <div class="form">
          <p>{t("values.about_blocked")}</p>
          <Open findings={blocks} sheet={sheet} />
          <div class="form-actions">
            <button type="button" class="button button-main" onClick={onClose}>
              {t("values.back")}
            </button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <ReasonDialog
      title={t(`values.ask_${move}`)}
      confirm={t(`values.${move}`)}
      label={t(move === "submit" ? "values.comment" : "values.reason")}
      required={move !== "submit" || open.length > 0}
      act={act}
      onClose={onClose}
    >
      <p>{t(`values.about_${move}`)}</p>
      <Open findings={open} sheet={sheet} />
    </ReasonDialog>
  );
}

/** What stands against handing in: each finding once, with the cells it is about. */
function Open({ findings, sheet }: { findings: readonly Finding[]; sheet: Sheet }) {
  const i18n = useTexts();
  const kinds = [...new Map(findings.map((one) => [one.code, one])).values()];
  return kinds.map((kind) => {
    const cells = findings.filter(({ code, dims }) => code === kind.code && dims !== null);
    return (
      <div key={kind.code}>
        <Found of={kind} />
        {cells.length > 0 && (
          <ul>
            {cells.map(({ dims }) => (
              <li key={dims}>{cellIn(sheet.dimensions, nameOfDims(dims ?? ""), i18n)}</li>
            ))}
          </ul>
        )}
      </div>
    );
  });
}
