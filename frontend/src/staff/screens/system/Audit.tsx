import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { DateField } from "../../../ui/DateField/DateField";
import { TextField } from "../../../ui/TextField/TextField";
import { Page } from "../../shell/Page";
import { AuditTable } from "../../system/AuditTable";

const NAMES = ["object_type", "object_key", "actor", "from", "to"] as const;
type Filters = Record<(typeof NAMES)[number], string>;

/** Who changed what and when; filters live in the address, so that any object can link to its own trail. */
export default function Audit() {
  const { t } = useTexts();
  const { path, query, route } = useLocation();
  const given = Object.fromEntries(NAMES.map((name) => [name, query[name] ?? ""])) as Filters;
  const [typed, setTyped] = useState(given);
  const set = (name: keyof Filters) => (value: string | null) => setTyped({ ...typed, [name]: value ?? "" });
  const search = new URLSearchParams(Object.entries(given).filter(([, value]) => value)).toString();
  const apply = (values: Filters) =>
    route(`${path}?${new URLSearchParams(Object.entries(values).filter(([, value]) => value))}`, true);
  const csv = (
    <a
      class="button button-small"
      href={`/api/v1/audit.csv${search ? `?${search}` : ""}`}
      download
      rel="external"
    >
      {t("system.csv")}
    </a>
  );
  return (
    <Page screen="/team/protokoll" intro={t("system.audit_text")} actions={csv}>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          apply(typed);
        }}
      >
        <TextField
          name="object_type"
          label={t("system.object_type")}
          value={typed.object_type}
          onChange={set("object_type")}
          short
        />
        <TextField
          name="object_key"
          label={t("system.object_key")}
          value={typed.object_key}
          onChange={set("object_key")}
          short
        />
        <TextField
          name="actor"
          label={t("system.actor")}
          hint={t("system.actor_hint")}
          value={typed.actor}
          onChange={set("actor")}
          short
        />
        <DateField name="from" label={t("system.from")} value={typed.from || null} onChange={set("from")} />
        <DateField name="to" label={t("system.to")} value={typed.to || null} onChange={set("to")} />
        <div class="form-actions">
          <button type="submit" class="button button-main">
            {t("system.show")}
          </button>
        </div>
      </form>
      <AuditTable
        key={search}
        filters={given}
        onPerson={(actor) => {
          const next = { ...given, actor };
          setTyped(next);
          apply(next);
        }}
        onObject={(object_type, object_key) => {
          const next = { ...given, object_type, object_key };
          setTyped(next);
          apply(next);
        }}
      />
    </Page>
  );
}
