import { useResource } from "../../api/resource";
import { useTexts } from "../../i18n/staffTexts";
import { Choice, type Option } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { FieldGroup } from "../../ui/Field/Field";
import { ROLES, roleName } from "../roleName";
import { today } from "../today";
import { limitOf, NO_ROLE, type RoleRow } from "./rolesOf";
import "./RolesField.css";

interface RolesFieldProps {
  name: string;
  label: string;
  value: RoleRow[];
  onChange: (value: RoleRow[]) => void;
  fault?: string | undefined;
}

/** What roles can be limited to, from the public lists. */
function usePlaces(): Record<"area" | "organisation" | "office", Option[]> {
  const areas = useResource("/api/v1/areas", { query: { kind: "verbandsgemeinde", limit: 200 } });
  const organisations = useResource("/api/v1/organisations", { query: { limit: 200 } });
  const offices = useResource("/api/v1/offices", { query: { limit: 200 } });
  const options = (items: readonly { key: string; name: string }[]) =>
    items.map(({ key, name }) => ({ value: key, label: name }));
  return {
    area: areas.state === "ready" ? options(areas.data.items) : [],
    organisation: organisations.state === "ready" ? options(organisations.data.items) : [],
    office: offices.state === "ready" ? options(offices.data.items) : [],
  };
}

/** Any number of roles, each with what it is limited to and its last day. */
export function RolesField({ name, label, value, onChange, fault }: RolesFieldProps) {
  const { t } = useTexts();
  const places = usePlaces();
  const change = (place: number, changes: Partial<RoleRow>) =>
    onChange(value.map((row, index) => (index === place ? { ...row, ...changes } : row)));
  return (
    <FieldGroup name={name} label={label} fault={fault}>
      <div class="stack">
        {value.map((row, place) => (
          // Rows have no identity of their own; they are only added at the end and removed.
          <OneRole
            key={place}
            row={row}
            places={places}
            onChange={(changes) => change(place, changes)}
            onRemove={() => onChange(value.filter((_, index) => index !== place))}
          />
        ))}
        <button type="button" class="button button-small" onClick={() => onChange([...value, NO_ROLE])}>
          {t("people.role_add")}
        </button>
      </div>
    </FieldGroup>
  );
}

interface OneRoleProps {
  row: RoleRow;
  places: Record<"area" | "organisation" | "office", Option[]>;
  onChange: (changes: Partial<RoleRow>) => void;
  onRemove: () => void;
}

function OneRole({ row, places, onChange, onRemove }: OneRoleProps) {
  const { t } = useTexts();
  const limit = limitOf(row.role);
  return (
    <div class="role-row">
      <Choice
        name="role"
        label={t("people.role")}
        as="list"
        value={row.role}
        onChange={(role) => onChange({ role })}
        options={ROLES.map((role) => ({ value: role, label: roleName(role, t) }))}
      />
      {limit && (
        <Choice
          name={limit}
          label={t(`people.limit_${limit}`)}
          as="list"
          value={row[limit]}
          none={t("people.choose")}
          onChange={(key) => onChange({ [limit]: key })}
          options={places[limit]}
        />
      )}
      <DateField
        name="valid_to"
        label={t("people.valid_to")}
        value={row.valid_to}
        min={today()}
        onChange={(valid_to) => onChange({ valid_to })}
      />
      <button type="button" class="button button-small role-remove" onClick={onRemove}>
        {t("people.role_remove")}
      </button>
    </div>
  );
}
