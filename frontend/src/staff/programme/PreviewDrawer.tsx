import { useEffect, useState } from "preact/hooks";
import type { LocalText } from "../../api/types";
import { direction, htmlLang, isLang, LANGUAGE_NAMES, LANGUAGES, type Lang } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { Gantt, type GanttProps } from "../../ui/Gantt/Gantt";
import { Local } from "../../ui/Local/Local";
import { Html } from "../../ui/RichText/RichText";
import { Select } from "../../ui/Select/Select";
import type { StaffText } from "../../ui/TextsField/TextsField";
import { type MeasureDocument, type MeasureValues, spoken } from "./measure";
import { fieldName, type PlanValues, plannedDays, slipOf } from "./plan";
import { preview } from "./preview";
import { quarterEnd, quarterStart } from "./quarters";

interface PreviewDrawerProps {
  measure: MeasureDocument;
  /** What the forms hold now, saved or not. */
  values: MeasureValues;
  plan: PlanValues;
  unsaved: boolean;
  onClose: () => void;
}

/** The measure as visitors will read it, with what is not saved yet. */
export function PreviewDrawer({ measure, values, plan, unsaved, onClose }: PreviewDrawerProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const [lang, setLang] = useState<Lang>(i18n.lang);
  const say = (text: readonly StaffText[]): LocalText => spoken(text, lang);
  const filled = (text: readonly StaffText[]) => text.some((one) => one.text !== "");
  return (
    <Dialog title={t("measures.preview")} drawer onClose={onClose}>
      <p class="small muted">{t(unsaved ? "measures.preview_unsaved" : "measures.preview_saved")}</p>
      <div class="cluster">
        <Select
          label={t("site.language")}
          value={lang}
          options={LANGUAGES.map((code) => ({
            value: code,
            label: LANGUAGE_NAMES[code],
            lang: htmlLang(code),
          }))}
          onChange={(next) => isLang(next) && setLang(next)}
        />
        <a
          class="button button-small"
          href={`/${lang}/massnahmen/${measure.number}`}
          target="_blank"
          rel="noopener"
        >
          {t("measures.public_page")}
        </a>
      </div>
      <article class="measure-preview stack">
        <h3>
          <Local text={say(values.friendly_title)} mark />
        </h3>
        <p class="muted">{t("measure.official", { title: say(values.title).text })}</p>
        {filled(values.summary) && <Summary text={say(values.summary)} />}
        <Gantt label={t("measure.phases")} level={4} {...timeline(measure, values, plan, lang)} />
        <dl class="facts">
          <Row
            label={t("measure.responsible")}
            texts={filled(values.responsible) ? [say(values.responsible)] : []}
          />
          <Row label={t("measure.partners")} texts={values.partners.map(({ name }) => say(name))} />
          <Row label={t("measure.audiences")} texts={values.target_groups.filter(filled).map(say)} />
          <Row
            label={t("measure.hand_over")}
            texts={filled(values.successor) ? [say(values.successor)] : []}
          />
        </dl>
        {values.closed && filled(values.closed_reason) && (
          <p class="note note-warm">
            {t(`status.${values.closed}`)}: <Local text={say(values.closed_reason)} />
          </p>
        )}
      </article>
    </Dialog>
  );
}

function Row({ label, texts }: { label: string; texts: LocalText[] }) {
  if (texts.length === 0) return null;
  return (
    <div class="facts-row">
      <dt>{label}</dt>
      <dd>
        <ul class="bare">
          {texts.map((text) => (
            <li key={text.text}>
              <Local text={text} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function Summary({ text }: { text: LocalText }) {
  const { t } = useTexts();
  const [html, setHtml] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    preview(text.text).then(
      (next) => wanted && setHtml(next),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [text.text]);
  if (failed) return <p class="field-fault">{t("kit.preview_failed")}</p>;
  return html === null ? null : <Html html={html} lang={htmlLang(text.lang)} dir={direction(text.lang)} />;
}

/** The timeline as the public page draws it, made of the documents and forms of the staff area. */
function timeline(
  measure: MeasureDocument,
  values: MeasureValues,
  plan: PlanValues,
  lang: Lang,
): Pick<GanttProps, "start" | "end" | "today" | "quarters" | "strands"> {
  const { calendar, steps } = measure;
  const quarters = Array.from({ length: calendar.quarters }, (_, index) => ({
    number: index + 1,
    start: quarterStart(calendar, index + 1),
    end: quarterEnd(calendar, index + 1),
  }));
  const phases = steps.flatMap((step) => {
    const value = step.kind === "phase" ? plan[fieldName(step)] : undefined;
    if (!value) return [];
    const planned = plannedDays(value, calendar);
    return {
      title: spoken(step.title, lang),
      first_quarter: value.first_quarter,
      last_quarter: value.last_quarter,
      planned_start: planned.start,
      planned_end: planned.end,
      assumed: step.assumed,
      actual_start: value.actual_start,
      actual_end: value.actual_end,
      start_slip_days: slipOf(planned.start, value.actual_start, calendar),
      end_slip_days: slipOf(planned.end, value.actual_end, calendar),
    };
  });
  const milestones = steps
    .filter(({ kind }) => kind === "milestone")
    .map((step) => ({
      code: step.code,
      title: spoken(step.title, lang),
      due: step.planned_end ?? calendar.end,
      assumed: step.assumed,
      done_on: step.actual_end,
      slip_days: slipOf(step.planned_end ?? calendar.end, step.actual_end, calendar),
      evidence: step.evidence ? spoken(step.evidence, lang) : null,
      evidence_url: step.evidence_url,
    }));
  const { number, kind, status } = measure;
  const title = spoken(values.friendly_title, lang);
  return {
    start: calendar.start,
    end: calendar.end,
    today: calendar.today,
    quarters,
    strands: [{ number, kind, status, title, phases, milestones }],
  };
}
