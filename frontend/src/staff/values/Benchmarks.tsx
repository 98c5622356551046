import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { api } from "../api/client";
import { useList } from "../api/useList";
import { LoadList } from "../Load";
import { useAct } from "../useAct";
import { BenchmarkForm } from "./BenchmarkForm";
import { BenchmarkHistory } from "./BenchmarkHistory";
import { type Benchmark, type BenchmarkKind, benchmarkIn, type Definition } from "./definitionWords";
import { useChoices } from "./useChoices";
import "../Rows.css";

const KINDS: readonly BenchmarkKind[] = ["baseline", "target"];

/** Where an indicator starts and what it is to reach: not set, not collected, or a value with its day and source. */
export function Benchmarks({ definition }: { definition: Definition }) {
  const { t } = useTexts();
  const list = useList("/staff/benchmarks", { query: { indicator: definition.code } });
  const [edited, edit] = useState<{ kind: BenchmarkKind; of?: Benchmark } | null>(null);
  return (
    <LoadList of={list}>
      {(all) => (
        <>
          {KINDS.map((kind) => {
            const here = all.filter((one) => one.kind === kind).sort((a, b) => b.day.localeCompare(a.day));
            return (
              <section key={kind} class="tight">
                <div class="section-head">
                  <h2>{t(`definitions.${kind}`)}</h2>
                  <button type="button" class="button button-small" onClick={() => edit({ kind })}>
                    {t(`definitions.new_${kind}`)}
                  </button>
                </div>
                {here.length === 0 && <p class="note">{t(`definitions.none_${kind}`)}</p>}
                {here.map((one) => (
                  <Row key={one.id} of={one} edit={() => edit({ kind, of: one })} changed={list.reload} />
                ))}
              </section>
            );
          })}
          {edited && (
            <BenchmarkForm
              definition={definition}
              kind={edited.kind}
              of={edited.of}
              onDone={() => {
                edit(null);
                list.reload();
              }}
              onClose={() => edit(null)}
            />
          )}
        </>
      )}
    </LoadList>
  );
}

function Row({ of, edit, changed }: { of: Benchmark; edit: () => void; changed: () => void }) {
  const i18n = useTexts();
  const { t, day } = i18n;
  const act = useAct();
  const { areas } = useChoices();
  const [showsHistory, setShowsHistory] = useState(false);
  const area = areas.find(({ key }) => key === of.area)?.official_name ?? of.area;
  const path = { number: of.id };
  const name = t("definitions.of_day", { date: day(of.day) });
  const remove = () =>
    act(async () => {
      await api.delete("/staff/benchmarks/{number}", { path, seen: `"${of.revision}"` });
      changed();
    }, t("definitions.removed"));
  return (
    <div class="row">
      <div class="row-main">
        <strong>{benchmarkIn(of, i18n)}</strong>
        <div class="row-facts small">
          <span>{area}</span>
          <span>{name}</span>
          {of.direction && <span>{t(`definitions.direction_${of.direction}`)}</span>}
          <span>{t("definitions.source_is", { source: of.source })}</span>
        </div>
        {of.rationale && <p class="small">{of.rationale}</p>}
      </div>
      <div class="form-actions">
        <button
          type="button"
          class="button button-small"
          aria-label={t("definitions.edit_of", { name })}
          onClick={edit}
        >
          {t("definitions.edit")}
        </button>
        <button
          type="button"
          class="button button-small"
          aria-label={t("definitions.history_of", { name })}
          onClick={() => setShowsHistory(true)}
        >
          {t("kit.history")}
        </button>
        <ConfirmButton
          label={t("definitions.remove")}
          title={t("definitions.remove_title")}
          onConfirm={remove}
        >
          <p>{t("definitions.remove_text")}</p>
        </ConfirmButton>
      </div>
      {showsHistory && <BenchmarkHistory of={of} restored={changed} onClose={() => setShowsHistory(false)} />}
    </div>
  );
}
