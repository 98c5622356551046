import type { StaffKey } from "../../i18n/staffTexts";
import { useTexts } from "../../i18n/staffTexts";
import { SCREENS } from "../routes";
import { mayAny, useSigned } from "../session/session";
import "./TodoList.css";

/** What each screen of the navigation is good for. */
const ABOUT: Record<string, StaffKey> = {
  "/team/massnahmen": "todo.can_measures",
  "/team/sachstand": "todo.can_status",
  "/team/werte": "todo.can_values",
  "/team/indikatoren": "todo.can_definitions",
  "/team/datenstaende": "todo.can_releases",
  "/team/veranstaltungen": "todo.can_events",
  "/team/ansprache": "todo.can_outreach",
  "/team/arbeitsgruppen": "todo.can_groups",
  "/team/organisationen": "todo.can_organisations",
  "/team/aemter": "todo.can_offices",
  "/team/uebersetzungen": "todo.can_translations",
  "/team/konten": "todo.can_people",
  "/team/protokoll": "todo.can_audit",
  "/team/nachrichten": "todo.can_mails",
  "/team/system": "todo.can_system",
};

const OWN: readonly [link: string, title: StaffKey, about: StaffKey][] = [
  ["/team/konto?teil=anmeldung", "todo.factor", "todo.can_factor"],
  ["/team/konto?teil=vertretung", "todo.deputy", "todo.can_deputy"],
];

/** Roles whose own part of the software is not there yet. */
const COMING = ["mentoring_coordinator", "box_officer"] as const;

/** What the person may do here today, one link each, and what is still to come for the role. */
export function Offers() {
  const { t } = useTexts();
  const { me } = useSigned();
  const say = t as (key: StaffKey) => string;
  const open = SCREENS.filter(({ pattern, permissions }) => ABOUT[pattern] && mayAny(me, permissions));
  const links = open.map(({ pattern, title }): (typeof OWN)[number] => [
    pattern,
    title,
    ABOUT[pattern] as StaffKey,
  ]);
  const coming = COMING.filter((role) => me.roles.some((one) => one.role === role));
  return (
    <>
      {coming.length > 0 && (
        <section class="note">
          <h2 class="todo-coming">{t("todo.coming_title")}</h2>
          {coming.map((role) => (
            <p key={role}>{t(`todo.coming_${role}`)}</p>
          ))}
        </section>
      )}
      <section class="todo-group">
        <h2>{t("todo.can_title")}</h2>
        <ul class="bare">
          {[...links, ...OWN].map(([link, title, about]) => (
            <li key={link}>
              <a href={link} class="todo-item">
                <strong>{say(title)}</strong>
                <span class="todo-when">{say(about)}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
