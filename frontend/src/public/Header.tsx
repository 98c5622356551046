import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useI18n } from "../i18n/i18n";
import { LanguageMenu } from "./LanguageMenu";
import { useLink, useSite } from "./site";
import { useDisclosure } from "./useDisclosure";

const ITEMS = [
  ["nav.programme", "/programm"],
  ["nav.events", "/veranstaltungen"],
  ["nav.timeline", "/zeitplan"],
  ["nav.indicators", "/indikatoren"],
  ["nav.county", "/landkreis"],
  ["nav.organisations", "/organisationen"],
] as const;

/** The name the server already wrote into the title, so that the header stands before the first answer. */
const NAME_AT_LOAD = document.title.split(" – ").at(-1) ?? "";

function Brand() {
  const { t } = useI18n();
  const to = useLink();
  const site = useSite();
  return (
    <a class="brand" href={to("/")}>
      <svg viewBox="0 0 64 64" width="44" height="44" aria-hidden="true">
        <path
          class="brand-arc"
          d="M9 42a23 23 0 0 1 46 0"
          fill="none"
          stroke-width="7"
          stroke-linecap="round"
        />
        <path
          class="brand-arc"
          d="M21 42a11 11 0 0 1 22 0"
          fill="none"
          stroke-width="7"
          stroke-linecap="round"
        />
        <circle class="brand-dot" cx="32" cy="52" r="6" />
      </svg>
      <span class="brand-name">
        <strong>{site.state === "ready" ? site.data.project.title.text : NAME_AT_LOAD}</strong>
        <small>{site.state === "ready" ? site.data.official_name : "\u00a0"}</small>
      </span>
      <span class="visually-hidden">{t("site.home")}</span>
    </a>
  );
}

/** The server says in the document whether this is a demo, so that the note stands before the first answer. */
function DemoNote() {
  const { t } = useI18n();
  const site = useSite();
  const demo = site.state === "ready" ? site.data.demo : document.body.dataset.demo === "true";
  return demo ? (
    <p class="demo-note">
      <span class="wide">{t("site.demo")}</span>
    </p>
  ) : null;
}

/** Name of the site, language menu and main navigation. */
export function Header() {
  const { t } = useI18n();
  const to = useLink();
  const { path } = useLocation();
  const { open, setOpen, ref } = useDisclosure<HTMLElement>();
  useEffect(() => setOpen(false), [path]);
  return (
    <header class="site-header">
      <DemoNote />
      <div class="wide site-header-row">
        <Brand />
        <LanguageMenu />
        <nav class="site-nav no-print" aria-label={t("site.main_nav")} ref={ref}>
          <button
            type="button"
            class="site-nav-button"
            aria-expanded={open}
            aria-controls="site-nav"
            onClick={() => setOpen(!open)}
          >
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
              <path d="M3 6h18M3 12h18M3 18h18" stroke="currentColor" stroke-width="2" />
            </svg>
            {t("site.menu")}
          </button>
          <ul id="site-nav" class={open ? "bare site-nav-list is-open" : "bare site-nav-list"}>
            {ITEMS.map(([key, address]) => {
              const here = path === to(address) || path.startsWith(`${to(address)}/`);
              return (
                <li key={key}>
                  <a href={to(address)} aria-current={here ? "page" : undefined}>
                    {t(key)}
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
      </div>
    </header>
  );
}
