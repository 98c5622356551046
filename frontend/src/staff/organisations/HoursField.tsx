import { useTexts } from "../../i18n/staffTexts";
import { FieldGroup, type FieldProps } from "../../ui/Field/Field";
import type { OpeningHours } from "./model";
import "./Hours.css";

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const FIRST = { opens: "09:00", closes: "12:00" };
const AFTERNOON = { opens: "14:00", closes: "16:00" };

/** Opening hours by weekday, any number of times each. */
export function HoursField(props: FieldProps<OpeningHours[]>) {
  const { value, onChange } = props;
  const { t, weekday } = useTexts();
  const change = (place: number, part: Partial<OpeningHours>) =>
    onChange(value.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const add = (day: number) => {
    const last = value.filter((one) => one.weekday === day).length > 0;
    onChange([...value, { weekday: day, ...(last ? AFTERNOON : FIRST) }]);
  };
  const copy = (day: number) => {
    const own = value.filter((one) => one.weekday === day);
    const others = value.filter((one) => one.weekday > 5 || one.weekday === day);
    onChange([
      ...others,
      ...[1, 2, 3, 4, 5]
        .filter((one) => one !== day)
        .flatMap((one) => own.map((time) => ({ ...time, weekday: one }))),
    ]);
  };
  const monday = value.some((one) => one.weekday === 1);
  return (
    <FieldGroup {...props}>
      <div class="hours">
        {DAYS.map((day) => (
          <div key={day} class="hours-day">
            <span class="hours-name">{weekday(day)}</span>
            <div class="hours-times">
              {value.map((one, place) =>
                one.weekday === day ? (
                  <span key={place} class="hours-time">
                    <input
                      type="time"
                      class="input"
                      aria-label={t("places.opens", { day: weekday(day) })}
                      value={one.opens}
                      onInput={(event) => change(place, { opens: event.currentTarget.value })}
                    />
                    <span aria-hidden="true">–</span>
                    <input
                      type="time"
                      class="input"
                      aria-label={t("places.closes", { day: weekday(day) })}
                      value={one.closes === "24:00" ? "23:59" : one.closes}
                      onInput={(event) => change(place, { closes: event.currentTarget.value })}
                    />
                    <button
                      type="button"
                      class="button button-small button-quiet"
                      aria-label={t("places.time_remove_of", { day: weekday(day), time: one.opens })}
                      onClick={() => onChange(value.filter((_, at) => at !== place))}
                    >
                      {t("places.time_remove")}
                    </button>
                  </span>
                ) : null,
              )}
              {!value.some((one) => one.weekday === day) && (
                <span class="muted">{t("org.hours_closed")}</span>
              )}
            </div>
            <button
              type="button"
              class="button button-small"
              aria-label={t("places.time_add_of", { day: weekday(day) })}
              onClick={() => add(day)}
            >
              {t("places.time_add")}
            </button>
          </div>
        ))}
      </div>
      {monday && (
        <div>
          <button type="button" class="button button-small button-quiet" onClick={() => copy(1)}>
            {t("places.hours_copy")}
          </button>
        </div>
      )}
    </FieldGroup>
  );
}
