import type { ComponentChildren } from "preact";
import { useI18n } from "../i18n/i18n";
import { Footer } from "./Footer";
import { Header } from "./Header";
import "./Shell.css";

/** What every page has around it. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { t } = useI18n();
  return (
    <>
      <a class="skip-link" href="#content">
        {t("site.skip")}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}
