import { useI18n } from "../../../i18n/i18n";

/** Says plainly that nothing has been released, and why. */
export function NothingYet() {
  const { t } = useI18n();
  return (
    <section class="note note-warm" aria-labelledby="nothing">
      <h2 id="nothing" class="card-title">
        {t("indicator.no_release")}
      </h2>
      <p>{t("indicator.no_release_text")}</p>
    </section>
  );
}
