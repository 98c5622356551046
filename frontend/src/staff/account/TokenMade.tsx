import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { useSay } from "../../ui/Toast/Toast";

/** An address the token may read, for the example. */
function firstAddress(permissions: readonly string[]): string {
  const known: Record<string, string> = {
    "measures.read": "/staff/measures",
    "organisations.read": "/staff/organisations",
    "outreach.read": "/staff/outreach",
  };
  return known[permissions.find((code) => code in known) ?? ""] ?? "/me";
}

/** A line for the shell that works as it stands. */
export function curlFor(token: string, origin: string, permissions: readonly string[]): string {
  return `curl -H "Authorization: Bearer ${token}" "${origin}/api/v1${firstAddress(permissions)}"`;
}

/** A new token, shown this once, with a curl that works as it stands. */
export function TokenMade({ token, scopes }: { token: string; scopes: readonly string[] }) {
  const { t } = useTexts();
  const say = useSay();
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), [token]);
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => say(t("account.copied")),
      () => say({ text: t("account.copy_failed"), kind: "danger" }),
    );
  const line = curlFor(token, location.origin, scopes);
  return (
    <section class="note note-warm stack">
      <h2 ref={ref} tabIndex={-1}>
        {t("account.token_made")}
      </h2>
      <p>{t("account.token_made_text")}</p>
      <Copyable text={token} label={t("account.token_copy")} onCopy={copy} />
      <p>{t("account.token_try")}</p>
      <Copyable text={line} label={t("account.curl_copy")} onCopy={copy} />
    </section>
  );
}

function Copyable({
  text,
  label,
  onCopy,
}: {
  text: string;
  label: string;
  onCopy: (text: string) => unknown;
}) {
  return (
    <div class="form-actions">
      <code class="break" dir="ltr">
        {text}
      </code>
      <button type="button" class="button button-small" onClick={() => onCopy(text)}>
        {label}
      </button>
    </div>
  );
}
