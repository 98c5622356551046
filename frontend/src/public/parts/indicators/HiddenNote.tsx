import { useI18n } from "../../../i18n/i18n";

/** What • means; stands once on a page that shows one. */
export function HiddenNote() {
  const { t } = useI18n();
  return <p class="note text">{t("indicator.hidden_note")}</p>;
}
