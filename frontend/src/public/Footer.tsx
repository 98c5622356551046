import { useI18n } from "../i18n/i18n";
import { Local } from "../ui/Local/Local";
import { isReviewed } from "./reviews";
import { useLink, useSite } from "./site";

const OPEN = [
  ["nav.concept", "/integrationskonzept"],
  ["nav.api", "/schnittstelle"],
] as const;
const LEGAL = [
  ["nav.imprint", "/impressum"],
  ["nav.privacy", "/datenschutz"],
  ["nav.accessibility", "/barrierefreiheit"],
] as const;

function Funders() {
  const { t } = useI18n();
  const site = useSite();
  if (site.state !== "ready" || site.data.funders.length === 0) return null;
  return (
    <section class="funders" aria-label={t("site.funded_by")}>
      {site.data.funders.map((funder) => (
        <p key={funder.name}>
          {funder.logo && <img src={funder.logo} alt={funder.name} height="56" loading="lazy" />}
          <Local text={funder.line} />
        </p>
      ))}
    </section>
  );
}

function Links({
  heading,
  items,
}: {
  heading: string;
  items: readonly (readonly [(typeof OPEN | typeof LEGAL)[number][0], string])[];
}) {
  const { t } = useI18n();
  const to = useLink();
  return (
    <div>
      <h2 class="site-footer-title">{heading}</h2>
      <ul class="bare">
        {items.map(([key, address]) => (
          <li key={key}>
            <a href={to(address)}>{t(key)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Funders, legal pages, and whether a person has read this language. */
export function Footer() {
  const { t, lang } = useI18n();
  const site = useSite();
  return (
    <footer class="site-footer">
      <div class="wide">
        <Funders />
        <nav class="site-footer-columns no-print" aria-label={t("site.footer_nav")}>
          <Links heading={t("site.open_heading")} items={OPEN} />
          <Links heading={t("site.legal_heading")} items={LEGAL} />
          <div>
            <h2 class="site-footer-title">{t("site.language")}</h2>
            <p>{t(isReviewed(lang) ? "site.this_language_reviewed" : "site.this_language_unreviewed")}</p>
          </div>
        </nav>
        <p class="small">{site.state === "ready" ? site.data.imprint.organisation : "\u00a0"}</p>
      </div>
    </footer>
  );
}
