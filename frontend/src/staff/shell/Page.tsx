import type { ComponentChildren } from "preact";
import { useTexts } from "../../i18n/staffTexts";
import { SCREENS } from "../routes";
import { useTitle } from "./useTitle";

interface PageProps {
  /** Pattern of the screen, as in `routes.ts`. */
  screen: string;
  /** The name of the object this page is about; by default the title of the screen. */
  title?: string | undefined;
  /** Language of `title` when it is not that of the page. */
  intro?: ComponentChildren;
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every screen: breadcrumbs, title, content. */
export function Page({ screen, title, intro, actions, children }: PageProps) {
  const { t } = useTexts();
  const say = t as (key: string) => string;
  const find = (pattern: string | undefined) => SCREENS.find((one) => one.pattern === pattern);
  const entry = find(screen);
  const name = title ?? (entry ? say(entry.title) : "");
  useTitle(name);
  const above: { href: string; text: string }[] = [];
  for (let up = find(entry?.parent); up; up = find(up.parent))
    above.unshift({ href: up.pattern, text: say(up.title) });
  return (
    <>
      <div class="team-page-head">
        {above.length > 0 && (
          <nav class="no-print" aria-label={t("team.breadcrumbs")}>
            <ol class="bare breadcrumbs">
              {above.map(({ href, text }) => (
                <li key={href}>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div class="team-page-title">
          <h1>{name}</h1>
          {actions && <div class="form-actions">{actions}</div>}
        </div>
        {intro && <p class="team-intro">{intro}</p>}
      </div>
      <div class="stack">{children}</div>
    </>
  );
}
