import { useTexts } from "../../i18n/staffTexts";
import type { SessionState } from "./session";

type Demo = NonNullable<SessionState["demo"]>[number];

interface DemoRolesProps {
  roles: readonly Demo[];
  onChoose: (demo: Demo) => void;
  name: (role: string) => string;
}

/** The invented people of a demo; one click fills in password and code. */
export function DemoRoles({ roles, onChoose, name }: DemoRolesProps) {
  const { t } = useTexts();
  return (
    <section class="demo-roles" aria-labelledby="demo-roles">
      <h2 id="demo-roles">{t("team.demo_title")}</h2>
      <p class="muted">{t("team.demo_text")}</p>
      <ul class="bare demo-list">
        {roles.map((demo) => (
          <li key={demo.email}>
            <button type="button" class="demo-role" onClick={() => onChoose(demo)}>
              <strong>{name(demo.role)}</strong>
              <span class="muted">{demo.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
