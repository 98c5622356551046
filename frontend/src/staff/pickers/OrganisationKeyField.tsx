import type { FieldProps } from "../../ui/Field/Field";
import { OrganisationField } from "./OrganisationField";

interface OrganisationKeyFieldProps extends FieldProps<string> {
  /** What the stored organisation is called. */
  known?: { key: string | null; name: string | null };
}

/** One organisation by its key; empty for none. */
export function OrganisationKeyField({ known, value, onChange, ...field }: OrganisationKeyFieldProps) {
  const name = (value === known?.key ? known.name : chosen.get(value)) ?? value;
  return (
    <OrganisationField
      {...field}
      value={value ? { value, label: name } : null}
      onChange={(option) => {
        if (option) chosen.set(option.value, option.label);
        onChange(option?.value ?? "");
      }}
    />
  );
}

/** Names of organisations that were chosen while the page is open. */
const chosen = new Map<string, string>();
