import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { Failure } from "../../ui/Failure/Failure";
import { saveFile } from "../../ui/saveFile";
import { useSay } from "../../ui/Toast/Toast";
import { postForFile, problemIn } from "../api/client";
import { useList } from "../api/useList";
import { sentenceFor } from "../forms/faults";
import { saidIn } from "../said";
import { useFilters } from "../useFilters";
import { FILTERS, OutreachFilters, queryOf } from "./OutreachFilters";
import { StageBadge } from "./StageBadge";
import type { Letter } from "./types";
import "./Recipients.css";

/** Most letters in one file. */
const MOST = 200;

/** Whom a letter goes to: rows of outreach are ticked, the letters come as one Word file. */
export function Recipients({ letter }: { letter: Letter }) {
  const { t, lang } = useTexts();
  const say = useSay();
  const [filters, set] = useFilters(FILTERS);
  const list = useList("/staff/outreach", { query: queryOf(filters) });
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const shown = list.items.map(({ id }) => id);
  const all = shown.length > 0 && shown.every((id) => chosen.includes(id));
  const toggle = (id: number) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const write = async (preview: boolean) => {
    setBusy(true);
    setFault("");
    try {
      const file = await postForFile("/staff/letters/{number}/documents", {
        path: { number: letter.id },
        query: { preview },
        body: { outreach: [...chosen] },
      });
      saveFile(file, `${letter.name}.docx`);
      say(t(preview ? "outreach.letters_previewed" : "outreach.letters_written", { count: chosen.length }));
      if (!preview) setChosen([]);
    } catch (error) {
      setFault(sentenceFor(problemIn(error), t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="stack">
      <h2>{t("outreach.recipients")}</h2>
      <p class="text">{t("outreach.recipients_hint")}</p>
      <OutreachFilters filters={filters} set={set} withStage />
      {list.problem && <Failure status={list.problem.status} retry={list.reload} />}
      {list.state === "ready" && list.items.length === 0 && <p class="note">{t("outreach.none")}</p>}
      {list.items.length > 0 && (
        <div class="recipients">
          <label class="tick">
            <input
              type="checkbox"
              checked={all}
              onChange={() =>
                setChosen(
                  all ? chosen.filter((id) => !shown.includes(id)) : [...new Set([...chosen, ...shown])],
                )
              }
            />
            <strong>{t("outreach.recipients_all", { count: shown.length })}</strong>
          </label>
          {list.items.map((row) => (
            <label key={row.id} class="tick">
              <input type="checkbox" checked={chosen.includes(row.id)} onChange={() => toggle(row.id)} />
              <span>
                {row.organisation.name} <StageBadge stage={row.stage} />
                <small>
                  {row.measure.number} · {saidIn(row.measure.title, lang)}
                </small>
              </span>
            </label>
          ))}
          {list.more && (
            <button type="button" class="button button-small" onClick={list.more}>
              {t("site.more")}
            </button>
          )}
        </div>
      )}
      <ErrorSummary items={fault ? [{ name: "", text: fault }] : []} />
      <div class="form-actions">
        <button
          type="button"
          class="button button-main"
          disabled={busy || chosen.length === 0 || chosen.length > MOST}
          onClick={() => void write(false)}
        >
          {t("outreach.letters_write", { count: chosen.length })}
        </button>
        <button
          type="button"
          class="button"
          disabled={busy || chosen.length === 0 || chosen.length > MOST}
          onClick={() => void write(true)}
        >
          {t("outreach.letters_preview")}
        </button>
        {chosen.length > MOST && <p class="field-fault">{t("outreach.letters_most", { count: MOST })}</p>}
      </div>
    </section>
  );
}
