import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { NumberField } from "../../ui/NumberField/NumberField";
import { TextField } from "../../ui/TextField/TextField";
import { api, problemIn } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useSigned } from "../session/session";
import { MomentField } from "./MomentField";
import type { EventLine } from "./model";
import { useAreas, useEventKinds } from "./options";

interface NewEventProps {
  /** A meeting of this working group. */
  group?: number | undefined;
  onClose: () => void;
}

/** What an event needs at least; the rest is written on its page. Without seats nobody has to sign up. */
export function NewEvent({ group, onClose }: NewEventProps) {
  const { t } = useTexts();
  const { route } = useLocation();
  const { me } = useSigned();
  const [own] = me.roles.flatMap(({ area }) => (area ? [area.key] : []));
  const kinds = useEventKinds();
  const areas = useAreas();
  const form = useForm({
    title: "",
    kind: group ? "working_group" : "training",
    area: own ?? "",
    starts_at: null as string | null,
    ends_at: null as string | null,
    capacity: null as number | null,
  });
  const labels = {
    title: t("planning.title"),
    kind: t("planning.kind"),
    area: t("planning.area"),
    starts_at: t("planning.starts_at"),
    ends_at: t("planning.ends_at"),
    capacity: t("planning.capacity"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    async ({ title, kind, area, starts_at, ends_at, capacity }) => {
      const dated = starts_at && ends_at ? [{ starts_at, ends_at }] : [];
      const seats = capacity === null ? {} : { registration: true, capacity };
      try {
        return await api.post("/staff/events", {
          body: {
            title: [{ lang: "de", text: title }],
            kind: kind as EventLine["kind"],
            area: area || (areas[0]?.value ?? ""),
            ...seats,
            ...(group ? { working_group: group } : {}),
            sessions: dated,
          } as never,
        });
      } catch (error) {
        // Outside of one's own areas nothing can be made; the server says "not found", as for everything there.
        if (problemIn(error).status === 404) return null;
        throw error;
      }
    },
    (answer) => {
      if (answer) route(`/team/veranstaltungen/${answer.data.id}`);
      else form.setFaults({ area: t("places.fault_outside") });
    },
  );
  return (
    <Dialog title={t("planning.new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <TextField
          {...form.field("title")}
          label={labels.title}
          lang="de"
          dir="ltr"
          maxLength={200}
          required
        />
        <Choice {...form.field("kind")} label={labels.kind} as="list" options={kinds} />
        <Choice
          {...form.field("area")}
          label={labels.area}
          as="list"
          options={areas}
          value={form.values.area || (areas[0]?.value ?? "")}
        />
        <div class="form-row">
          <MomentField {...form.field("starts_at")} label={labels.starts_at} />
          <MomentField {...form.field("ends_at")} label={labels.ends_at} />
        </div>
        <NumberField {...form.field("capacity")} label={labels.capacity} hint={t("planning.capacity_hint")} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("planning.create")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
