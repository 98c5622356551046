import { useTexts } from "../../i18n/staffTexts";
import type { Option } from "../../ui/Choice/Choice";
import { Combobox } from "../../ui/Combobox/Combobox";
import type { FieldProps } from "../../ui/Field/Field";
import { api } from "../api/client";

/** Organisations and offices whose name contains `q`. */
async function findOrganisations(q: string, kindName: (kind: string) => string): Promise<Option[]> {
  const query = { q, limit: 20 };
  const [organisations, offices] = await Promise.all([
    api.get("/organisations", { query }),
    api.get("/offices", { query }),
  ]);
  const all = [...organisations.data.items, ...offices.data.items];
  const known = new Map(all.map((one) => [one.key, one]));
  return [...known.values()].map(({ key, name, kind, town }) => ({
    value: key,
    label: name,
    hint: [kindName(kind), town].filter(Boolean).join(" · "),
  }));
}

/** One organisation or office, found by a part of its name. */
export function OrganisationField(props: FieldProps<Option | null>) {
  const { t } = useTexts();
  const kindName = (kind: string) => (t as (key: string) => string)(`kind.${kind}`);
  return <Combobox {...props} find={(q) => findOrganisations(q, kindName)} />;
}
