import type { ComponentChildren } from "preact";
import { useI18n } from "../i18n/i18n";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { useSite } from "./site";
import "./Shell.css";

/** The server says in the document whether this is a demo, so that the note stands before the first answer. */
function DemoNote() {
  const { t } = useI18n();
  const site = useSite();
  const demo = site.state === "ready" ? site.data.demo : document.body.dataset.demo === "true";
  return demo ? (
    <p class="demo-note" role="note">
      <span class="wide">{t("site.demo")}</span>
    </p>
  ) : null;
}

/** What every page has around it. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { t } = useI18n();
  return (
    <>
      <a class="skip-link" href="#content">
        {t("site.skip")}
      </a>
      <DemoNote />
      <Header />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}
