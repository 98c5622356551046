import { type StaffI18n, type StaffKey, shortMoment, useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { useList } from "../api/useList";
import { LoadList } from "../Load";

interface AuditTableProps {
  filters: Record<string, string>;
  onPerson: (actor: string) => void;
  onObject: (type: string, key: string) => void;
}

/** The name of what was done; the code itself when we have none. */
function actionName(action: string, t: StaffI18n["t"]): string {
  const key = `system.action_${action.replaceAll("-", "_")}` as StaffKey;
  const words = (t as (key: StaffKey) => string)(key);
  return words === key ? action : words;
}

/** The name of a kind of object; the code itself when we have none. */
function typeName(type: string, t: StaffI18n["t"]): string {
  const key = `system.type_${type}` as StaffKey;
  const words = (t as (key: StaffKey) => string)(key);
  return words === key ? type : words;
}

/** Who acted when it was no person, or one who was erased. */
function actorName(actor: string, t: StaffI18n["t"]): string {
  if (actor === "system:profile") return t("system.actor_profile");
  return actor.startsWith("system:") ? t("system.actor_system") : actor;
}

/** More names than this are folded. */
const FEW = 4;

/** Names of fields as the API calls them. */
function Fields({ names }: { names: readonly string[] }) {
  const { t } = useTexts();
  const list = <code class="break">{names.join(", ")}</code>;
  if (names.length === 0) return <>–</>;
  if (names.length <= FEW) return list;
  return (
    <details>
      <summary>{t("system.fields_count", { count: names.length })}</summary>
      {list}
    </details>
  );
}

/** Entries of the trail, the newest first. Never values: names of fields only. */
export function AuditTable({ filters, onPerson, onObject }: AuditTableProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
  const list = useList("/audit", { query: { ...query, limit: 100 } });
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
            { key: "fields", label: t("system.fields"), cell: (row) => <Fields names={row.fields} /> },
          ]}
        />
      )}
    </LoadList>
  );
}
