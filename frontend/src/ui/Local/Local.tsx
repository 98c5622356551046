import type { LocalText } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { direction, htmlLang } from "../../i18n/languages";
import "./Local.css";

interface LocalProps {
  text: LocalText;
  /** Says beside the text when a machine translated it or when it exists in German only. */
  mark?: boolean;
}

/** A text of the programme. One that fell back to another language says so to screen readers and keeps its own direction. */
export function Local({ text, mark = false }: LocalProps) {
  const { htmlLang: own, t } = useI18n();
  const lang = htmlLang(text.lang);
  const foreign = lang !== own;
  const state =
    text.state === "machine" || text.state === "outdated" || text.state === "missing" ? text.state : null;
  return (
    <>
      {foreign ? (
        <span lang={lang} dir={direction(text.lang)}>
          {text.text}
        </span>
      ) : (
        text.text
      )}
      {mark && state && <small class="local-mark">{t(`text.${state}`)}</small>}
    </>
  );
}
