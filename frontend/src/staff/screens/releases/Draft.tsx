import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { DraftCells } from "../../releases/DraftCells";
import { DraftIndicators, hiddenIn } from "../../releases/DraftIndicators";
import { Again, Failed, Waiting } from "../../releases/DraftState";
import { isOpen } from "../../releases/Drafts";
import { DropDraft, SignDraft } from "../../releases/SignDraft";
import type { Draft as Document } from "../../releases/types";
import { usePolling } from "../../releases/usePolling";
import type { ScreenProps } from "../../Screens";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";

/** A release of counts of people before it is signed. */
export default function Draft({ number }: ScreenProps<"number">) {
  const { t } = useTexts();
  const read = useRead("/staff/releases/drafts/{number}", { path: { number: Number(number) } });
  const long = usePolling(read.state === "ready" && read.data.state === "waiting", read.reload);
  return (
    <Page
      screen="/team/datenstaende/entwuerfe/:number"
      title={t("releases.draft", { number: Number(number) })}
    >
      <Load of={read}>
        {(draft) => (
          <>
            <p>
              <span class="tag">{t(`releases.state_${draft.state}`)}</span>
            </p>
            <Content key={draft.digest} draft={draft} long={long} reload={read.reload} />
          </>
        )}
      </Load>
    </Page>
  );
}

function Content({ draft, long, reload }: { draft: Document; long: boolean; reload: () => void }) {
  const { t } = useTexts();
  if (draft.state === "ready") return <Ready draft={draft} reload={reload} />;
  return (
    <>
      {draft.state === "waiting" && <Waiting long={long} />}
      {draft.state === "failed" && <Failed draft={draft} />}
      {draft.state === "signed" && <p class="note note-success">{t("releases.is_signed")}</p>}
      {draft.state === "dropped" && (
        <>
          <p class="note">{t("releases.is_dropped")}</p>
          <Again until={draft.until} />
        </>
      )}
      {isOpen(draft) && (
        <div class="form-actions">
          <DropDraft draft={draft} />
        </div>
      )}
    </>
  );
}

function Ready({ draft, reload }: { draft: Document; reload: () => void }) {
  const { t, day, number } = useTexts();
  const [{ indicator }] = useFilters(["indicator"] as const);
  const { indicators } = draft;
  const chosen =
    indicators.find((one) => one.indicator === indicator) ??
    indicators.find(({ changed }) => changed > 0) ??
    indicators[0];
  const facts = {
    shown: number(indicators.reduce((sum, one) => sum + one.shown, 0)),
    hidden: number(indicators.reduce((sum, one) => sum + hiddenIn(one), 0)),
    changed: number(draft.changed),
  };
  return (
    <>
      <p class="lead">{t("releases.becomes", { release: draft.release ?? "", date: day(draft.until) })}</p>
      <p>{t("releases.summary", facts)}</p>
      {draft.changed === 0 && <p class="note">{t("releases.nothing_new")}</p>}
      <section class="stack" aria-labelledby="by-indicator">
        <h2 id="by-indicator">{t("releases.by_indicator")}</h2>
        <DraftIndicators indicators={indicators} number={draft.id} chosen={chosen?.indicator ?? ""} />
      </section>
      {chosen && <DraftCells key={chosen.indicator} draft={draft.id} indicator={chosen} />}
      <section class="stack" aria-labelledby="decide">
        <h2 id="decide">{t("releases.decide")}</h2>
        <p>{t("releases.decide_text")}</p>
        <div class="form-actions">
          <SignDraft draft={draft} reload={reload} />
          <DropDraft draft={draft} />
        </div>
      </section>
    </>
  );
}
