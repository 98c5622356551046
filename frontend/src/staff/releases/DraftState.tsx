import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { usePeriod } from "../../i18n/usePeriod";
import { useRead } from "../api/useRead";
import { AskDraft } from "./AskDraft";
import type { Dimension, Draft } from "./types";
import { useWords } from "./words";

/** A draft the worker still has in hand. */
export function Waiting({ long }: { long: boolean }) {
  const { t } = useTexts();
  return (
    <div class="note" role="status">
      <p>
        <strong>{t("releases.state_waiting")}</strong>
      </p>
      <progress aria-label={t("releases.state_waiting")} />
      <p>{t(long ? "releases.waiting_long" : "releases.waiting_text")}</p>
    </div>
  );
}

/** Has the same draft worked out anew. */
export function Again({ until }: { until: string }) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="button button-main" onClick={() => setAsking(true)}>
        {t("releases.again")}
      </button>
      {asking && <AskDraft until={until} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Why a draft failed, and what to do. */
export function Failed({ draft }: { draft: Draft }) {
  const { t } = useTexts();
  const [kind, place = ""] = (draft.error ?? "").split(/:(.*)/);
  return (
    <div class="note note-danger stack">
      <p>
        <strong>{t("releases.state_failed")}</strong>
      </p>
      {kind === "contradiction" ? <Contradiction place={place} /> : <p>{t("releases.failed_gave_up")}</p>}
      <Again until={draft.until} />
    </div>
  );
}

function Contradiction({ place }: { place: string }) {
  const { t, lang } = useTexts();
  const say = usePeriod();
  const [code = "", area = "", period = "", dims = ""] = place.split("/");
  const known = area.startsWith("0") ? { path: { key: area } } : null;
  const named = useRead("/areas/{key}", known);
  const series = useRead("/indicators/{code}/series", { path: { code }, query: { lang } });
  const dimensions: readonly Dimension[] = series.state === "ready" ? series.data.dimensions : [];
  const words = useWords(dimensions);
  const area_name = named.state === "ready" ? named.data.name : area;
  return (
    <>
      <p>
        {t("releases.failed_contradiction", {
          indicator: code,
          area: words.area({ area, area_name }),
          period: say(period),
          group: words.group(dims),
        })}
      </p>
      <p>
        <a href={`/team/werte?indicator=${code}`}>{t("releases.to_values")}</a>
      </p>
    </>
  );
}
