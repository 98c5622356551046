import { useMemo, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { TextArea } from "../../ui/TextArea/TextArea";
import { api } from "../api/client";
import { useAct } from "../useAct";
import { giveaways, sumsOf } from "./adding";
import { CellPicker } from "./CellPicker";
import { Giveaways } from "./Giveaways";
import type { Dimension, ReleasedCell } from "./types";
import { useWords } from "./words";

/** The newest state of every cell: withdrawing it blanks all of them. */
export function newestOf(states: readonly ReleasedCell[]): ReleasedCell[] {
  const cells = new Map<string, ReleasedCell>();
  for (const one of states) {
    const name = [one.area, one.dims, one.period, one.source, one.basis].join();
    const known = cells.get(name);
    if (!known || known.until !== null) cells.set(name, one);
  }
  return [...cells.values()];
}

interface WithdrawalProps {
  states: readonly ReleasedCell[];
  dimensions: readonly Dimension[];
  county: string;
  /** Year whose cells are offered; all cells count when it is about what gives others away. */
  year: string;
  done: () => void;
}

/** Chooses published cells, says what still gives them away, and blanks them for ever. */
export function Withdrawal({ states, dimensions, county, year, done }: WithdrawalProps) {
  const { t, number } = useTexts();
  const act = useAct();
  const words = useWords(dimensions);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState("");
  const cells = useMemo(() => newestOf(states), [states]);
  const sums = useMemo(() => sumsOf(cells, county), [cells, county]);
  const found = giveaways(
    sums,
    ({ id }) => chosen.has(id),
    ({ numerator }) => numerator !== null,
  );
  const toggle = ({ id }: ReleasedCell) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const withdraw = async () => {
    setFault(reason.trim() ? "" : t("releases.fault_reason"));
    if (!reason.trim()) return;
    const body = { cells: [...chosen], reason: reason.trim() };
    await act(() => api.post("/staff/releases/withdrawals", { body }), t("releases.withdrawn"));
    setChosen(new Set());
    setReason("");
    done();
  };
  const names = cells.filter(({ id }) => chosen.has(id)).map(words.cell);
  return (
    <>
      <CellPicker
        cells={cells.filter(({ period }) => period.includes(year))}
        words={words}
        chosen={chosen}
        toggle={toggle}
      />
      {chosen.size > 0 && (
        <section class="stack" aria-labelledby="chosen">
          <h2 id="chosen">{t("releases.chosen", { count: number(chosen.size) })}</h2>
          <ul class="list">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <Giveaways found={found} words={words} choose={toggle} />
          <div class="form">
            <TextArea
              name="reason"
              label={t("releases.reason")}
              hint={t("releases.reason_hint")}
              value={reason}
              onChange={setReason}
              fault={fault}
              maxLength={500}
              rows={2}
              required
            />
            <div class="form-actions">
              <ConfirmButton
                label={t("releases.withdraw_do")}
                title={t("releases.withdraw_title")}
                onConfirm={withdraw}
                small={false}
              >
                <ul class="list">
                  {names.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
                <p>{t("releases.withdraw_text")}</p>
                {found.length > 0 && <p class="note note-danger">{t("releases.giveaway_title")}</p>}
              </ConfirmButton>
            </div>
          </div>
        </section>
      )}
    </>
  );
}
