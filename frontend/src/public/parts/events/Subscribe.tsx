import { useState } from "preact/hooks";
import { useI18n } from "../../../i18n/i18n";
import { withQuery } from "../../links";

interface SubscribeProps {
  /** What the list is narrowed to; calendar and feed are, too. */
  filter: Record<string, string>;
}

/** The list for a calendar that keeps itself up to date, and as news; both in the language of the page. */
export function Subscribe({ filter }: SubscribeProps) {
  const { t, lang } = useI18n();
  const [copied, setCopied] = useState("");
  const { host, origin } = location;
  const calendar = withQuery("/api/v1/events.ics", { ...filter, lang });
  const address = origin + calendar;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(address),
      () => setCopied(""), // it stands there to be selected
    );
  return (
    <section class="card stack no-print">
      <h2 class="card-title">{t("event.subscribe")}</h2>
      <p class="cluster">
        <a class="button" href={`webcal://${host}${calendar}`}>
          {t("event.subscribe_open")}
        </a>
        <a href={withQuery("/api/v1/events.atom", { ...filter, lang })} type="application/atom+xml">
          {t("event.atom")}
        </a>
      </p>
      <p>{t("event.subscribe_about")}</p>
      <div class="cluster subscribe-address">
        <label class="select">
          <span class="select-label">{t("event.subscribe_address")}</span>
          <input
            type="url"
            dir="ltr"
            readOnly
            value={address}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </label>
        {navigator.clipboard && (
          <button type="button" class="button" onClick={() => void copy()}>
            {t("event.copy")}
          </button>
        )}
      </div>
      <p class="small" role="status">
        {copied === address && t("event.copied")}
      </p>
    </section>
  );
}
