import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import type { FieldProps } from "../../ui/Field/Field";
import { type Calendar, quarterEnd, quarterStart } from "./quarters";

interface QuarterFieldProps extends FieldProps<number> {
  calendar: Calendar;
  /** Something ends with the quarter: its last day is shown instead of its first. */
  ends?: boolean;
}

/** A project quarter, with the day it begins or ends. */
export function QuarterField(props: QuarterFieldProps) {
  const { calendar, value, onChange, ends = false } = props;
  const { t, day, number } = useTexts();
  const options = Array.from({ length: calendar.quarters }, (_, index) => index + 1).map((quarter) => ({
    value: String(quarter),
    label: t(ends ? "measures.quarter_until" : "measures.quarter_from", {
      number: number(quarter),
      date: day(ends ? quarterEnd(calendar, quarter) : quarterStart(calendar, quarter)),
    }),
  }));
  return (
    <Choice
      {...props}
      as="list"
      options={options}
      value={String(value)}
      onChange={(next) => onChange(Number(next))}
    />
  );
}
