/** Limits a role needs: an area, an organisation or an office. */
type Limit = "area" | "organisation" | "office";

const LIMITS: Record<string, Limit> = { area_staff: "area", author: "organisation", box_officer: "office" };

export function limitOf(role: string): Limit | null {
  return LIMITS[role] ?? null;
}

/** One line of the form of roles; empty texts are not given. */
export interface RoleRow {
  role: string;
  area: string;
  organisation: string;
  office: string;
  valid_to: string | null;
}

export const NO_ROLE: RoleRow = { role: "editor", area: "", organisation: "", office: "", valid_to: null };

/** The lines as the API takes them: only the limit that the role needs. */
export function wishesOf(rows: readonly RoleRow[]) {
  return rows.map((row) => {
    const limit = limitOf(row.role);
    return {
      role: row.role,
      ...(limit && row[limit] ? { [limit]: row[limit] } : {}),
      ...(row.valid_to ? { valid_to: row.valid_to } : {}),
    };
  });
}

interface Given {
  role: string;
  area: { key: string } | null;
  organisation: { key: string } | null;
  office: { key: string } | null;
  valid_to: string | null;
}

/** The lines for roles somebody has. */
export function rowsOf(roles: readonly Given[]): RoleRow[] {
  return roles.map(({ role, area, organisation, office, valid_to }) => ({
    role,
    area: area?.key ?? "",
    organisation: organisation?.key ?? "",
    office: office?.key ?? "",
    valid_to,
  }));
}
