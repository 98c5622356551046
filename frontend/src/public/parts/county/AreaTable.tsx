import { useResource } from "../../../api/resource";
import type { Area } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Await } from "../../../ui/Await/Await";
import { type Column, DataTable } from "../../../ui/DataTable/DataTable";
import type { Level } from "./Choices";

/** The areas of a level on a day, with the figures that held then. */
export function AreaTable({ at, level }: { at: string; level: Level }) {
  const { t } = useI18n();
  const query = { kind: level, limit: 200, ...(at ? { at } : {}) };
  const areas = useResource("/api/v1/areas", { query });
  const groups = useResource("/api/v1/areas", { query: { ...query, kind: "verbandsgemeinde" } });
  const names = new Map(
    groups.state === "ready" ? groups.data.items.map(({ key, name }) => [key, name] as const) : [],
  );
  const columns: Column<Area>[] = [
    {
      key: "name",
      kind: "text",
      label: t("county.table_area"),
      value: (area) => <span lang="de">{area.name}</span>,
    },
    {
      key: "value",
      kind: "number",
      label: t("county.inhabitants"),
      value: (area) => area.population?.value ?? null,
    },
    {
      key: "date",
      kind: "day",
      label: t("county.table_date"),
      value: (area) => area.population?.date ?? null,
    },
    {
      key: "basis",
      kind: "text",
      label: t("county.table_basis"),
      value: (area) => area.population?.basis ?? null,
    },
  ];
  if (level === "municipality" && names.size > 0) {
    columns.splice(1, 0, {
      key: "group",
      kind: "text",
      label: t("county.table_group"),
      value: (area) => names.get(area.parent ?? "") ?? null,
    });
  }
  return (
    <Await of={areas} lines={8} quiet>
      {({ items }) => <DataTable caption={t("county.map_name")} columns={columns} rows={items} />}
    </Await>
  );
}
