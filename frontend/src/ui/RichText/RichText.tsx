import { useLayoutEffect, useRef } from "preact/hooks";
import type { LocalText } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { direction, htmlLang } from "../../i18n/languages";
import { cleanedHtml } from "../cleanedHtml";
import "../Local/Local.css";
import "./RichText.css";

interface HtmlProps {
  html: string;
  lang?: string | undefined;
  dir?: "ltr" | "rtl" | undefined;
}

/** Shows HTML that our server rendered and cleaned. */
export function Html({ html, lang, dir }: HtmlProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (ref.current) ref.current.innerHTML = cleanedHtml(html);
  }, [html]);
  return <div ref={ref} class="rich-text stack" lang={lang} dir={dir} />;
}

interface RichTextProps {
  text: LocalText & { html: string };
  /** Says below the text when a machine translated it or when it exists in German only. */
  mark?: boolean;
}

/** A text of the programme whose author used Markdown, as HTML of our server. */
export function RichText({ text, mark = false }: RichTextProps) {
  const { t } = useI18n();
  const { state } = text;
  const noted = state === "machine" || state === "outdated" || state === "missing" ? state : null;
  return (
    <>
      <Html html={text.html} lang={htmlLang(text.lang)} dir={direction(text.lang)} />
      {mark && noted && <small class="local-mark">{t(`text.${noted}`)}</small>}
    </>
  );
}
