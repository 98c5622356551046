import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { useList } from "../api/useList";
import { LoadList } from "../Load";
import { actionName, actorName, typeName } from "./auditWords";
import { fieldName } from "./fieldNames";

interface AuditTableProps {
  filters: Record<string, string>;
  onPerson: (actor: string) => void;
  onObject: (type: string, key: string) => void;
}

/** More names than this are folded. */
const FEW = 4;

/** What was changed, in the words of the forms; the codes of the API stand behind them when they are unfolded. */
function Fields({ type, names }: { type: string; names: readonly string[] }) {
  const { t, list } = useTexts();
  const words = [...new Set(names.map((name) => fieldName(type, name, t)))];
  if (names.length === 0) return <>–</>;
  if (words.length <= FEW) return <>{list(words)}</>;
  return (
    <details>
      <summary>{t("system.fields_count", { count: words.length })}</summary>
      {list(words)}
      <br />
      <code class="small muted break">{names.join(", ")}</code>
    </details>
  );
}

/** Entries of the trail, the newest first. Never values: names of fields only. */
export function AuditTable({ filters, onPerson, onObject }: AuditTableProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
  const list = useList("/audit", { query: { ...query, limit: 50 } });
  return (
    <LoadList of={list}>
      {(items) => (
        <DataList
          caption={t("team.audit")}
          rows={items}
          rowKey={(row) => row.number}
          empty={t("system.audit_none")}
          more={list.more}
          columns={[
            { key: "at", label: t("system.at"), cell: (row) => shortMoment(row.at, i18n) },
            {
              key: "actor",
              label: t("system.who"),
              cell: (row) => (
                <button type="button" class="link-button" onClick={() => onPerson(row.actor)}>
                  {row.actor_name ?? actorName(row.actor, t)}
                </button>
              ),
            },
            { key: "action", label: t("system.action"), cell: (row) => actionName(row.action, t) },
            {
              key: "object",
              label: t("system.object"),
              cell: (row) => (
                <button
                  type="button"
                  class="link-button"
                  onClick={() => onObject(row.object_type, row.object_key)}
                >
                  {typeName(row.object_type, t)} {row.object_key}
                </button>
              ),
            },
            {
              key: "fields",
              label: t("system.fields"),
              cell: (row) => <Fields type={row.object_type} names={row.fields} />,
            },
          ]}
        />
      )}
    </LoadList>
  );
}
