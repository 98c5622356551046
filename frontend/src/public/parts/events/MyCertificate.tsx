import { useState } from "preact/hooks";
import type { Problem } from "../../../api/client";
import type { OwnRegistration } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { SOURCE } from "../../../i18n/languages";
import { useLink } from "../../site";
import { refused } from "./signing";

interface MyCertificateProps {
  of: NonNullable<OwnRegistration["certificate"]>;
  /** Hands the file to the browser; says what went wrong, null if nothing. */
  get: (lang: string) => Promise<Problem | null>;
}

/** The certificate of somebody who came: as a file in their language and in German, which most who ask for it read. */
export function MyCertificate({ of: { number, until, withdrawn_on }, get }: MyCertificateProps) {
  const { t, lang, day } = useI18n();
  const to = useLink();
  const [wrong, setWrong] = useState("");
  const save = async (lang: string) => {
    const problem = await get(lang);
    setWrong(problem ? (Object.values(refused(problem, t))[0] ?? "") : "");
  };
  if (withdrawn_on) return <p class="note note-warm">{t("signup.certificate_withdrawn")}</p>;
  return (
    <section class="card stack">
      <h2 class="card-title">{t("signup.certificate")}</h2>
      <p>{t("signup.certificate_text", { day: day(until) })}</p>
      {wrong && (
        <p class="note note-danger" role="alert">
          {wrong}
        </p>
      )}
      <p class="cluster">
        <button type="button" class="button button-main" onClick={() => void save(lang)}>
          {t("signup.certificate_get")}
        </button>
        {lang !== SOURCE && (
          <button type="button" class="button" onClick={() => void save(SOURCE)}>
            {t("signup.certificate_get_de")}
          </button>
        )}
        <a href={to(`/bescheinigung#${number}`)} dir="ltr">
          {number}
        </a>
      </p>
    </section>
  );
}
