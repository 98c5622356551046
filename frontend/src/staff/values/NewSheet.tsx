import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useRead } from "../api/useRead";
import { type Form, summaryOf, useForm, useSubmit } from "../forms/useForm";
import { today } from "../today";
import { begin } from "./begin";
import { begun, codeOfDay, isDay, type PeriodType, periodIn, typesOf } from "./periods";
import type { Indicator } from "./types";
import { areasFor, brings, useChoices } from "./useChoices";
import { FOUND } from "./words";

interface Values {
  indicator: string;
  area: string;
  type: string;
  period: string;
  day: string | null;
  source: string;
  basis: string;
  territory_date: string | null;
}

const typeOf = ({ type }: Values, indicator: Indicator) => (type || typesOf(indicator)[0]) as PeriodType;

function bodyOf(values: Values, chosen: Indicator, only: string | undefined) {
  const { area, period, day, source, basis, territory_date } = values;
  const type = typeOf(values, chosen);
  return {
    indicator: chosen.code,
    area: area || (only ?? ""),
    period: isDay(type) ? codeOfDay(type, day ?? "") : period,
    source: source.trim() || "project",
    basis,
    territory_date,
  };
}

/** Indicator, area, period and source: each offers only what the one before leaves possible. */
export function NewSheet({ indicator, onClose }: { indicator: string; onClose: () => void }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const { me, indicators, areas } = useChoices();
  const form = useForm<Values>({
    indicator,
    area: "",
    type: "",
    period: "",
    day: null,
    source: "",
    basis: "",
    territory_date: null,
  });
  const mine = indicators.filter((one) => brings(me, one));
  const chosen = mine.find(({ code }) => code === form.values.indicator);
  const places = chosen ? areasFor(me, chosen, areas) : [];
  const only = places.length === 1 ? places[0]?.key : undefined;
  const { busy, onSubmit } = useSubmit(
    form,
    async (values) => (chosen ? begin(bodyOf(values, chosen, only)) : null),
    (number) => number && route(`/team/werte/${number}`),
    FOUND,
  );
  const labels = {
    indicator: t("values.indicator"),
    area: t("values.area"),
    period: t("values.period"),
    source: t("values.source"),
    basis: t("values.basis"),
    territory_date: t("values.territory_date"),
  };
  return (
    <Dialog title={t("values.new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <Choice
          {...form.field("indicator")}
          label={labels.indicator}
          as="list"
          none={t("values.choose")}
          required
          options={mine.map(({ code, text }) => ({ value: code, label: `${code} ${text.text}` }))}
          onChange={(code) => form.set({ indicator: code, area: "", type: "", period: "" })}
        />
        {chosen && (
          <>
            <Choice
              {...form.field("area")}
              value={form.values.area || (only ?? "")}
              label={labels.area}
              as="list"
              {...(only ? {} : { none: t("values.choose") })}
              required
              options={places.map(({ key, official_name }) => ({ value: key, label: official_name }))}
            />
            <PeriodFields indicator={chosen} form={form} />
            <details class="fold">
              <summary>{t("values.other_source")}</summary>
              <div class="form">
                <TextField
                  {...form.field("source")}
                  label={labels.source}
                  hint={t("values.source_hint")}
                  maxLength={60}
                />
                <TextField
                  {...form.field("basis")}
                  label={labels.basis}
                  hint={t("values.basis_hint")}
                  maxLength={60}
                />
                <DateField
                  {...form.field("territory_date")}
                  label={labels.territory_date}
                  hint={t("values.territory_hint")}
                />
              </div>
            </details>
          </>
        )}
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy || !chosen}>
            {t("values.begin")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Kind of period where there are several, then the period: from a list, or as a day. */
function PeriodFields({ indicator, form }: { indicator: Indicator; form: Form<Values> }) {
  const i18n = useTexts();
  const { t } = i18n;
  const time = useRead("/timeline", {});
  const types = typesOf(indicator);
  const type = typeOf(form.values, indicator);
  const start = time.state === "ready" ? time.data.start : today();
  const label = t("values.period");
  return (
    <>
      {types.length > 1 && (
        <Choice
          {...form.field("type")}
          value={type}
          label={t("values.period_type")}
          options={types.map((one) => ({ value: one, label: t(`values.type_${one}`) }))}
          onChange={(next) => form.set({ type: next, period: "" })}
        />
      )}
      {isDay(type) ? (
        <DateField
          {...form.field("day")}
          name="period"
          label={t(type === "wave" ? "values.wave_day" : "values.day")}
          fault={form.faults.period}
          max={today()}
          required
        />
      ) : (
        <Choice
          {...form.field("period")}
          label={label}
          as="list"
          none={t("values.choose")}
          required
          options={begun(type, start, today()).map((code) => ({ value: code, label: periodIn(code, i18n) }))}
        />
      )}
    </>
  );
}
