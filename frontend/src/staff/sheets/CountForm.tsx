import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { NumberField } from "../../ui/NumberField/NumberField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import type { OwnWords } from "../forms/faults";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { BACKGROUNDS, type EventSheets, GENDERS } from "./types";

const WORDS: OwnWords = { fewer_than_sheets: "sheets.fault_fewer", not_begun: "sheets.fault_early" };
const CELLS = BACKGROUNDS.flatMap((background) => GENDERS.map((gender) => `${gender}.${background}`));

interface CountProps {
  sheets: EventSheets;
  onDone: () => void;
}

/** How many people were there, and sheets from paper. */
export function CountForm({ sheets, onDone }: CountProps) {
  const { t } = useTexts();
  const say = useSay();
  const first: Record<string, number | null> = {
    people: sheets.people,
    ...Object.fromEntries(CELLS.map((cell) => [cell, sheets.paper[cell] ?? null])),
  };
  const form = useForm(first);
  const word = (group: "gender" | "background", code: string) =>
    code === "not_stated" ? t("sheets.not_stated") : t(`sheets.${group}_${code}` as "sheets.gender_f");
  const labels: Record<string, string> = { people: t("sheets.people"), paper: t("sheets.counted") };
  for (const cell of CELLS) labels[cell] = word("gender", cell.split(".")[0] ?? "");
  const { busy, onSubmit } = useSubmit(
    form,
    ({ people, ...paper }) =>
      api.put("/staff/events/{number}/count", {
        path: { number: sheets.event },
        seen: `"${sheets.revision}"`,
        body: {
          people: people ?? null,
          paper: Object.fromEntries(Object.entries(paper).map(([cell, many]) => [cell, many ?? 0])),
        },
      }),
    () => {
      say(t("sheets.saved"));
      onDone();
    },
    WORDS,
  );
  return (
    <form class="form form-wide" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <NumberField
        {...form.field("people")}
        label={t("sheets.people")}
        hint={sheets.there === null ? undefined : t("sheets.people_hint", { count: sheets.there })}
      />
      <p>{t("sheets.background")}</p>
      {BACKGROUNDS.map((background) => (
        <fieldset key={background} class="field">
          <legend class="field-label">
            {t("sheets.paper", { background: word("background", background) })}
          </legend>
          <div class="form-row">
            {GENDERS.map((gender) => (
              <NumberField
                key={gender}
                {...form.field(`${gender}.${background}`)}
                label={word("gender", gender)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("kit.save")}
        </button>
      </div>
    </form>
  );
}
