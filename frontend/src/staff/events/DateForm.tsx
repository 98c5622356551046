import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { type StaffText, TextsField } from "../../ui/TextsField/TextsField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { patchOf } from "../forms/same";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { MomentField } from "./MomentField";
import { type EventDate, type EventDocument, isEmpty, wall } from "./model";
import { TIME_WORDS } from "./words";

interface DateFormProps {
  event: number;
  /** Absent: a new one. */
  date?: EventDate | undefined;
  onDone: (read: Read<EventDocument>) => void;
  onClose: () => void;
}

interface Values {
  starts_at: string | null;
  ends_at: string | null;
  note: StaffText[];
}

/** Only what was changed; both times go together, as each is checked against the other. */
function bodyOf(now: Values, before: Values) {
  const { note, ...times } = patchOf(now, before);
  const moved = Object.keys(times).length > 0;
  return {
    ...(moved ? { starts_at: now.starts_at, ends_at: now.ends_at } : {}),
    ...(note === undefined ? {} : { note: isEmpty(now.note) ? null : note }),
  };
}

/** When one date begins and ends, and what is special about it. */
export function DateForm({ event, date, onDone, onClose }: DateFormProps) {
  const { t } = useTexts();
  const form = useForm<Values>({
    starts_at: wall(date?.starts_at ?? null),
    ends_at: wall(date?.ends_at ?? null),
    note: date?.note ?? [],
  });
  const labels = {
    starts_at: t("planning.starts_at"),
    ends_at: t("planning.ends_at"),
    note: t("planning.date_note"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    (now) => {
      const path = { number: event };
      const body = bodyOf(now, form.base);
      return date
        ? api.patch("/staff/events/{number}/sessions/{key}", {
            path: { ...path, key: date.id },
            seen: `"${date.revision}"`,
            body: body as never,
          })
        : api.post("/staff/events/{number}/sessions", {
            path,
            body: { starts_at: now.starts_at, ends_at: now.ends_at, ...body } as never,
          });
    },
    onDone,
    TIME_WORDS,
  );
  return (
    <Dialog title={t(date ? "planning.date_edit" : "planning.date_new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <div class="form-row">
          <MomentField {...form.field("starts_at")} label={labels.starts_at} required />
          <MomentField {...form.field("ends_at")} label={labels.ends_at} required />
        </div>
        <TextsField {...form.field("note")} label={labels.note} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("kit.save")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
