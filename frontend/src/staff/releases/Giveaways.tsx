import { useTexts } from "../../i18n/staffTexts";
import type { giveaways } from "./adding";
import type { ReleasedCell } from "./types";
import type { useWords } from "./words";

interface GiveawaysProps {
  found: ReturnType<typeof giveaways<ReleasedCell>>;
  words: ReturnType<typeof useWords>;
  choose: (cell: ReleasedCell) => void;
}

/** Chosen cells that everybody could still work out, each with what it takes: one of these should go as well. */
export function Giveaways({ found, words, choose }: GiveawaysProps) {
  const { t } = useTexts();
  if (found.length === 0) return <p class="note note-success">{t("releases.no_giveaway")}</p>;
  return (
    <div class="note note-danger stack" role="status">
      <p>
        <strong>{t("releases.giveaway_title")}</strong>
      </p>
      <p>{t("releases.giveaway_text")}</p>
      {found.map(({ cell, partners }) => (
        <div key={[cell, ...partners].map(({ id }) => id).join()} class="tight">
          <p>{t("releases.giveaway", { cell: words.cell(cell) })}</p>
          <ul class="bare cluster">
            {partners.map((partner) => (
              <li key={partner.id}>
                <button type="button" class="button button-small" onClick={() => choose(partner)}>
                  {words.cell(partner)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
