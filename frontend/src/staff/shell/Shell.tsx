import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Lang } from "../../i18n/languages";
import { isByMachine, useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { useSigned } from "../session/session";
import { AccountMenu } from "./AccountMenu";
import { Brand } from "./Brand";
import { LanguageChoice } from "./LanguageChoice";
import { Navigation } from "./Navigation";
import { Search } from "./Search";
import "./Shell.css";

interface ShellProps {
  onLanguage: (lang: Lang) => void;
  children: ComponentChildren;
}

/** What every screen has around it: top bar, navigation at the side (a drawer on phones), content. */
export function Shell({ onLanguage, children }: ShellProps) {
  const { t, lang } = useTexts();
  const { me } = useSigned();
  const [drawer, setDrawer] = useState(false);
  return (
    <div class="team">
      <a class="skip-link" href="#content">
        {t("site.skip")}
      </a>
      <header class="team-top no-print">
        <button
          type="button"
          class="button button-small team-menu"
          aria-haspopup="dialog"
          onClick={() => setDrawer(true)}
        >
          {t("site.menu")}
        </button>
        <Brand />
        <Search />
        <LanguageChoice onChange={onLanguage} />
        <AccountMenu />
      </header>
      {(me.demo || isByMachine(lang)) && (
        <aside class="team-demo no-print" aria-label={t("team.note")}>
          {me.demo && <p>{t("team.demo_note")}</p>}
          {isByMachine(lang) && <p>{t("team.machine")}</p>}
        </aside>
      )}
      <div class="team-body">
        <aside class="team-side no-print">
          <Navigation />
        </aside>
        <main id="content" class="team-main" tabIndex={-1}>
          {children}
        </main>
      </div>
      {drawer && (
        <Dialog title={t("site.menu")} drawer onClose={() => setDrawer(false)}>
          <Search onChoose={() => setDrawer(false)} />
          <Navigation onChoose={() => setDrawer(false)} />
          <LanguageChoice onChange={onLanguage} />
        </Dialog>
      )}
    </div>
  );
}
