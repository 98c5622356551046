import { useTexts } from "../../i18n/staffTexts";
import { FieldGroup, type FieldProps } from "../../ui/Field/Field";
import { textIn, withText } from "../../ui/TextsField/TextsField";
import { today } from "../today";
import type { OpeningException } from "./model";
import "./Hours.css";

/** Days that differ: closed, or other times, with a note such as "Heiligabend". */
export function ExceptionsField(props: FieldProps<OpeningException[]>) {
  const { value, onChange } = props;
  const { t, day } = useTexts();
  const change = (place: number, part: Partial<OpeningException>) =>
    onChange(value.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const first = { date: today(), opens: null, closes: null, note: null };
  return (
    <FieldGroup {...props}>
      {value.map((one, place) => (
        <div key={place} class="exception">
          <label class="field">
            <span class="field-label">{t("places.exception_day")}</span>
            <input
              type="date"
              class="input"
              value={one.date}
              onInput={(event) => change(place, { date: event.currentTarget.value })}
            />
          </label>
          <label class="tick">
            <input
              type="checkbox"
              checked={one.opens === null}
              onChange={(event) =>
                change(
                  place,
                  event.currentTarget.checked
                    ? { opens: null, closes: null }
                    : { opens: "09:00", closes: "12:00" },
                )
              }
            />
            <span>{t("org.hours_closed")}</span>
          </label>
          {one.opens !== null && (
            <span class="hours-time">
              <input
                type="time"
                class="input"
                aria-label={t("places.opens", { day: day(one.date) })}
                value={one.opens}
                onInput={(event) => change(place, { opens: event.currentTarget.value })}
              />
              <span aria-hidden="true">–</span>
              <input
                type="time"
                class="input"
                aria-label={t("places.closes", { day: day(one.date) })}
                value={one.closes ?? ""}
                onInput={(event) => change(place, { closes: event.currentTarget.value })}
              />
            </span>
          )}
          <label class="field exception-note">
            <span class="field-label">{t("places.exception_note")}</span>
            <input
              class="input"
              lang="de"
              value={textIn(one.note ?? [], "de")}
              onInput={(event) =>
                change(place, { note: withText(one.note ?? [], "de", event.currentTarget.value) })
              }
            />
          </label>
          <button
            type="button"
            class="button button-small button-quiet"
            aria-label={t("places.exception_remove", { day: one.date ? day(one.date) : "" })}
            onClick={() => onChange(value.filter((_, at) => at !== place))}
          >
            {t("places.time_remove")}
          </button>
        </div>
      ))}
      <div>
        <button type="button" class="button button-small" onClick={() => onChange([...value, first])}>
          {t("places.exception_add")}
        </button>
      </div>
    </FieldGroup>
  );
}
