import type { Resource } from "../../api/resource";
import { useI18n } from "../../i18n/i18n";

/** Says from when the data is, when it comes from the offline store. */
export function Stand({ of }: { of: Resource<unknown> }) {
  const { t, moment } = useI18n();
  if (of.state !== "ready" || !of.stand) return null;
  return <p class="note note-warm">{t("site.stand", { when: moment(of.stand) })}</p>;
}
