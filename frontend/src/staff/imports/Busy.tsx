import { useTexts } from "../../i18n/staffTexts";
import type { Import } from "./useImport";
import { useProgress } from "./useProgress";
import "./Busy.css";

/** What is being done, and how far it is; a bar without a number while nobody knows. */
export function Busy({ of }: { of: Import }) {
  const { t, percent } = useTexts();
  const share = useProgress(of.busy ? of.token : "");
  if (!of.busy) return null;
  const words = t(`imports.${of.busy}`);
  return (
    <div class="import-busy">
      <p role="status">{words}</p>
      <progress aria-label={words} value={share ?? undefined} />
      {share !== null && <span aria-hidden="true">{percent(100 * share, 0)}</span>}
    </div>
  );
}
