import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { Dialog } from "../../ui/Dialog/Dialog";
import { TextField } from "../../ui/TextField/TextField";
import { useList } from "../api/useList";
import { LoadList } from "../Load";
import { dimsOf, STATUSES, type Status } from "./cells";
import type { Editing } from "./editing";
import type { Row } from "./types";
import { cellIn, valueIn } from "./words";

interface DrawerProps {
  name: string;
  editing: Editing;
  onClose: () => void;
}

/** Everything about one cell: its status, evidence and reason, and who said what when. */
export function CellDrawer({ name, editing, onClose }: DrawerProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const { sheet } = editing;
  const cell = editing.cell(name);
  const history = useList("/staff/observations/{number}/history", {
    path: { number: sheet.id },
    query: { dims: dimsOf(name) },
  });
  const statuses = STATUSES.map((one) => ({ value: one as string, label: t(`values.status_${one}`) }));
  const nothing = { value: "", label: t("values.nothing") };
  return (
    <Dialog title={cellIn(sheet.dimensions, name, i18n)} onClose={onClose} drawer>
      <div class="stack">
        {!editing.locked(name) && (
          <div class="form">
            <Choice
              name="status"
              label={t("values.status")}
              as="radios"
              options={editing.inForce(name) ? statuses : [nothing, ...statuses]}
              value={cell.status}
              onChange={(status) => editing.set(name, { status: status as Status })}
            />
            <TextField
              name="evidence"
              label={t("values.evidence")}
              hint={t("values.evidence_hint")}
              maxLength={300}
              value={cell.evidence}
              onChange={(evidence) => editing.set(name, { evidence })}
            />
            <TextField
              name="reason"
              label={t("values.reason")}
              hint={t("values.reason_hint")}
              maxLength={500}
              value={cell.reason}
              onChange={(reason) => editing.set(name, { reason })}
            />
            <div class="form-actions">
              <button type="button" class="button button-main" onClick={onClose}>
                {t("values.back")}
              </button>
            </div>
          </div>
        )}
        <h3>{t("values.history")}</h3>
        <LoadList of={history}>
          {(rows) =>
            rows.length === 0 ? (
              <p class="note">{t("values.history_none")}</p>
            ) : (
              <ol class="bare">
                {rows.map((row) => (
                  <li key={row.id} class="row">
                    <Past row={row} />
                  </li>
                ))}
              </ol>
            )
          }
        </LoadList>
      </div>
    </Dialog>
  );
}

function Past({ row }: { row: Row }) {
  const i18n = useTexts();
  const { t } = i18n;
  const until = row.replaced_at && shortMoment(row.replaced_at, i18n);
  const link = row.evidence && /^https?:\/\//.test(row.evidence) ? row.evidence : null;
  return (
    <div class="row-main">
      <strong>{valueIn(row, i18n)}</strong>
      <div class="row-facts small">
        <span>
          {t("values.said_by", {
            when: shortMoment(row.recorded_at, i18n),
            who: row.recorded_by ?? t("values.system"),
          })}
        </span>
        <span>
          {row.approved_at
            ? t("values.approved_at", { when: shortMoment(row.approved_at, i18n) })
            : t("values.not_approved")}
        </span>
        {until && <span>{t("values.until", { when: until })}</span>}
      </div>
      {row.reason && <p class="small">{t("values.reason_was", { reason: row.reason })}</p>}
      {row.evidence && (
        <p class="small">
          {t("values.evidence")}: {link ? <a href={link}>{link}</a> : row.evidence}
        </p>
      )}
    </div>
  );
}
