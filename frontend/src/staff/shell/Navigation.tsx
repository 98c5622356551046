import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { SCREENS, SECTIONS, type Section } from "../routes";
import { mayAny, useSigned } from "../session/session";

/** Whether an address lies at or below a screen of the navigation. */
function isWithin(path: string, pattern: string): boolean {
  return path === pattern || (pattern !== "/team" && path.startsWith(`${pattern}/`));
}

/** The screens a person may open, by section. */
export function Navigation({ onChoose }: { onChoose?: () => void }) {
  const { t } = useTexts();
  const { me } = useSigned();
  const { path } = useLocation();
  const open = SCREENS.filter((screen) => screen.section && mayAny(me, screen.permissions));
  const within = (section: Section) => open.filter((screen) => screen.section === section);
  return (
    <nav aria-label={t("site.main_nav")} class="team-nav">
      {SECTIONS.filter((section) => within(section).length > 0).map((section) => (
        <div key={section} class="team-nav-section">
          {section !== "start" && <p class="team-nav-title">{t(`team.section_${section}`)}</p>}
          <ul class="bare">
            {within(section).map((screen) => (
              <li key={screen.pattern}>
                <a
                  href={screen.pattern}
                  aria-current={isWithin(path, screen.pattern) ? "page" : undefined}
                  onClick={onChoose}
                >
                  {(t as (key: string) => string)(screen.title)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
