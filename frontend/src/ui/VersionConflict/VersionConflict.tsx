import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../Dialog/Dialog";
import "./VersionConflict.css";

export interface Difference {
  name: string;
  label: string;
  /** In words, as they are shown. */
  mine: string;
  theirs: string;
}

interface VersionConflictProps {
  differences: readonly Difference[];
  /** Names of the fields of which "mine" shall count. */
  onDecide: (mine: string[]) => void;
  onClose: () => void;
}

/** "Someone else changed this": both versions side by side, and the choice per field. Mine is chosen at first. */
export function VersionConflict({ differences, onDecide, onClose }: VersionConflictProps) {
  const { t } = useTexts();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (name: string, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) next.add(name);
    else next.delete(name);
    setTheirs(next);
  };
  return (
    <Dialog title={t("kit.conflict_title")} onClose={onClose}>
      <p>{t("kit.conflict_text", { count: differences.length })}</p>
      {differences.map(({ name, label, mine, theirs: other }) => (
        <fieldset key={name} class="conflict">
          <legend class="field-label">{label}</legend>
          <div class="conflict-sides">
            <Side
              name={name}
              heading={t("kit.conflict_mine")}
              text={mine}
              chosen={!theirs.has(name)}
              onChoose={() => choose(name, false)}
            />
            <Side
              name={name}
              heading={t("kit.conflict_theirs")}
              text={other}
              chosen={theirs.has(name)}
              onChoose={() => choose(name, true)}
            />
          </div>
        </fieldset>
      ))}
      <div class="form-actions">
        <button
          type="button"
          class="button button-main"
          onClick={() => onDecide(differences.map(({ name }) => name).filter((name) => !theirs.has(name)))}
        >
          {t("kit.conflict_take")}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {t("kit.cancel")}
        </button>
      </div>
    </Dialog>
  );
}

interface SideProps {
  name: string;
  heading: string;
  text: string;
  chosen: boolean;
  onChoose: () => void;
}

function Side({ name, heading, text, chosen, onChoose }: SideProps) {
  const { t } = useTexts();
  return (
    <label class="conflict-side">
      <span class="tick">
        <input type="radio" name={`conflict-${name}`} checked={chosen} onChange={onChoose} />
        <strong>{heading}</strong>
      </span>
      <span class="conflict-text">{text || t("kit.empty")}</span>
    </label>
  );
}
