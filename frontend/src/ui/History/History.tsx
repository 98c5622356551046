import type { ComponentChildren } from "preact";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../ConfirmButton/ConfirmButton";
import { Dialog } from "../Dialog/Dialog";
import "./History.css";

/** The values a change replaced. */
export interface Earlier {
  revision: number;
  /** When and by whom they were replaced. */
  replaced_at: string;
  replaced_by: string;
  changes: { name: string; label: string; before: string; after: string }[];
}

interface HistoryProps {
  /** Newest change first. */
  versions: readonly Earlier[];
  onRestore: (version: Earlier) => Promise<unknown>;
  onClose: () => void;
  /** Shown above, such as what could not be loaded. */
  children?: ComponentChildren;
}

/** A drawer with what was changed, when and by whom; an earlier version can be taken back. */
export function History({ versions, onRestore, onClose, children }: HistoryProps) {
  const { t, moment } = useTexts();
  return (
    <Dialog title={t("kit.history")} onClose={onClose} drawer>
      {children}
      {versions.length === 0 && !children && <p class="muted">{t("kit.history_none")}</p>}
      <ol class="bare stack">
        {versions.map((version) => (
          <li key={version.revision} class="history-entry">
            <h3 class="history-when">
              {moment(new Date(version.replaced_at))}
              <span class="muted"> · {version.replaced_by}</span>
            </h3>
            <dl class="tight">
              {version.changes.map(({ name, label, before, after }) => (
                <div key={name}>
                  <dt>{label}</dt>
                  <dd>
                    <del>{before || t("kit.empty")}</del> <span aria-hidden="true">→</span>{" "}
                    <ins>{after || t("kit.empty")}</ins>
                  </dd>
                </div>
              ))}
            </dl>
            <ConfirmButton
              label={t("kit.restore")}
              title={t("kit.restore_title")}
              confirm={t("kit.restore")}
              harmless
              onConfirm={() => onRestore(version)}
            >
              <p>{t("kit.restore_text")}</p>
            </ConfirmButton>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
