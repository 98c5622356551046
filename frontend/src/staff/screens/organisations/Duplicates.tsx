import { useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { Failure } from "../../../ui/Failure/Failure";
import type { AnswerOf } from "../../api/operations";
import { useList } from "../../api/useList";
import { Comparison } from "../../organisations/Comparison";
import { Page } from "../../shell/Page";
import "../../Rows.css";

type Pair = AnswerOf<"/staff/organisation-duplicates", "get">["items"][number];

/** Organisations that may be there twice, with the reason; compared side by side and, once confirmed, made one. */
export default function Duplicates() {
  const { t } = useTexts();
  const list = useList("/staff/organisation-duplicates", { query: {} });
  const [open, setOpen] = useState("");
  const keyOf = ({ first, second }: Pair) => `${first.key} ${second.key}`;
  return (
    <Page screen="/team/organisationen/doppelte" intro={t("places.duplicates_intro")}>
      {list.state === "loading" && list.items.length === 0 && <p role="status">{t("site.loading")}</p>}
      {list.problem && <Failure status={list.problem.status} retry={list.reload} />}
      {list.state === "ready" && list.items.length === 0 && (
        <p class="note note-success">{t("places.duplicates_none")}</p>
      )}
      <ul class="bare rows">
        {list.items.map((pair) => {
          const isOpen = open === keyOf(pair);
          return (
            <li key={keyOf(pair)}>
              <div class="row">
                <p class="row-main">
                  <strong>{pair.first.name}</strong> <span class="muted">{t("places.and")}</span>{" "}
                  <strong>{pair.second.name}</strong>
                  <br />
                  {pair.reasons.map((reason) => (
                    <span key={reason} class="tag">
                      {t(`places.reason_${reason}`)}
                    </span>
                  ))}
                </p>
                <button
                  type="button"
                  class="button button-small"
                  aria-expanded={isOpen}
                  aria-label={t(isOpen ? "places.compare_close" : "places.compare_of", {
                    first: pair.first.name,
                    second: pair.second.name,
                  })}
                  onClick={() => setOpen(isOpen ? "" : keyOf(pair))}
                >
                  {t(isOpen ? "kit.close" : "places.compare")}
                </button>
              </div>
              {isOpen && (
                <Comparison
                  first={pair.first.key}
                  second={pair.second.key}
                  onMerged={() => {
                    setOpen("");
                    list.reload();
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      {list.more && (
        <button type="button" class="button" onClick={list.more}>
          {t("site.more")}
        </button>
      )}
    </Page>
  );
}
