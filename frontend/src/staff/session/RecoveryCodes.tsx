import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import "./Factors.css";

/** Ten codes, each good for one sign-in without the second factor; shown once, to be printed. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTexts();
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <section class="stack">
      <h2 ref={ref} tabIndex={-1}>
        {t("team.recovery")}
      </h2>
      <p class="note note-warm">{t("team.recovery_text")}</p>
      <ol class="recovery-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <button type="button" class="button no-print" onClick={() => window.print()}>
        {t("team.print")}
      </button>
    </section>
  );
}
