import { useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import type { EventSheets } from "./types";
import "./sheets.css";

/** The code of the sheets, to project or to hang up: the same for everybody. */
export function ShowCode({ sheets }: { sheets: EventSheets }) {
  const { t, day } = useTexts();
  const poster = useRef<HTMLElement>(null);
  const { code, address, qr, open, begun, last_day, title, came_in } = sheets;
  if (came_in) return <p class="note no-print">{t("sheets.closed")}</p>;
  return (
    <section class="stack">
      <h2>{t("sheets.show")}</h2>
      <p class="no-print">{t("sheets.show_about")}</p>
      <p class="note no-print" role="status">
        {open && last_day && t("sheets.open_until", { day: day(last_day) })}
        {!open && t(begun ? "sheets.closed" : "sheets.not_begun")}
      </p>
      <section class="sheets-poster" ref={poster} aria-label={t("sheets.show")}>
        <p class="sheets-title" lang={title.lang}>
          {title.text}
        </p>
        <p>{t("sheets.show_text")}</p>
        <img src={qr} alt={t("sheets.qr")} class="sheets-qr" />
        <p>
          <bdi class="sheets-address">{address.split("#")[0]}</bdi>
        </p>
        <p>
          {t("sheets.code")}{" "}
          <bdi class="sheets-code">
            {code.slice(0, 5)} {code.slice(5)}
          </bdi>
        </p>
      </section>
      <p class="form-actions no-print">
        {document.fullscreenEnabled && (
          <button
            type="button"
            class="button button-main"
            onClick={() => void poster.current?.requestFullscreen()}
          >
            {t("sheets.full")}
          </button>
        )}
        <button type="button" class="button" onClick={() => print()}>
          {t("sheets.print")}
        </button>
      </p>
    </section>
  );
}
