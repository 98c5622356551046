import { useI18n } from "../../i18n/i18n";
import { htmlLang } from "../../i18n/languages";
import { RichText } from "../RichText/RichText";
import { type EventBodyProps, Facts } from "./Facts";
import { isMoved } from "./words";
import "./EventBody.css";

/** What an event is about: whether it was moved, its picture, its description, and the facts. */
export function EventBody({ event, to }: EventBodyProps) {
  const { t } = useI18n();
  const { state, picture, description } = event;
  return (
    <>
      {isMoved(state) && (
        <p class={state === "cancelled" ? "note note-danger" : "note note-warm"}>
          {t(`event.note_${state}`)}
        </p>
      )}
      {picture && (
        <img
          class="event-picture"
          src={picture.large}
          srcset={`${picture.small} 640w, ${picture.large} 1600w`}
          sizes="(min-width: 48rem) 46rem, 100vw"
          width={picture.width}
          height={picture.height}
          alt={picture.alt.text}
          lang={htmlLang(picture.alt.lang)}
        />
      )}
      {description && (
        <div class="text">
          <RichText text={description} mark />
        </div>
      )}
      <Facts event={event} to={to} />
    </>
  );
}
