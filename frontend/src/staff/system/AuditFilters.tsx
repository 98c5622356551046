import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { TextField } from "../../ui/TextField/TextField";
import { useColleagues } from "../pickers/useColleagues";
import { actorName, TYPES, typeName } from "./auditWords";

export const FILTERS = ["object_type", "object_key", "actor", "from", "to"] as const;
export type Filters = Record<(typeof FILTERS)[number], string>;

const NONE: Filters = { object_type: "", object_key: "", actor: "", from: "", to: "" };

interface AuditFiltersProps {
  given: Filters;
  onApply: (filters: Filters) => void;
}

/** Kinds of objects by name; also the one that is chosen, if the list does not know it. */
function useTypes(chosen: string) {
  const { t, htmlLang } = useTexts();
  return [...new Set<string>([...TYPES, ...(chosen ? [chosen] : [])])]
    .map((type) => ({ value: type, label: typeName(type, t) }))
    .sort((a, b) => a.label.localeCompare(b.label, htmlLang));
}

/** Everybody who can sign in, and the one that is chosen, who may be gone or no person. */
function useActors(chosen: string) {
  const { t } = useTexts();
  const people = useColleagues().map(({ value, label }) => ({ value: `account:${value}`, label }));
  const known = chosen === "" || people.some(({ value }) => value === chosen);
  return known ? people : [...people, { value: chosen, label: actorName(chosen, t) }];
}

/** Which entries of the trail are shown: by kind, object, person and day. */
export function AuditFilters({ given, onApply }: AuditFiltersProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(given);
  const set = (name: keyof Filters) => (value: string | null) => setTyped({ ...typed, [name]: value ?? "" });
  const field = (name: keyof Filters) => ({ name, value: typed[name], onChange: set(name) });
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(typed);
      }}
    >
      <Choice
        {...field("object_type")}
        label={t("system.object_type")}
        as="list"
        none={t("system.everything")}
        options={useTypes(typed.object_type)}
      />
      <TextField {...field("object_key")} label={t("system.object_key")} hint={t("system.object_key_hint")} />
      <Choice
        {...field("actor")}
        label={t("system.actor")}
        as="list"
        none={t("system.everybody")}
        options={useActors(typed.actor)}
      />
      <DateField name="from" label={t("system.from")} value={typed.from || null} onChange={set("from")} />
      <DateField name="to" label={t("system.to")} value={typed.to || null} onChange={set("to")} />
      <div class="form-actions">
        <button type="submit" class="button button-main">
          {t("system.show")}
        </button>
        {Object.values(given).some(Boolean) && (
          <button type="button" class="button button-quiet" onClick={() => onApply(NONE)}>
            {t("system.clear")}
          </button>
        )}
      </div>
    </form>
  );
}
