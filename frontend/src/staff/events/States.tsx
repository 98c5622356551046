import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import type { Read } from "../api/operations";
import { sentenceFor } from "../forms/faults";
import type { EventDocument, EventState } from "./model";
import { StateBadge } from "./StateBadge";

interface StatesProps {
  read: Read<EventDocument>;
  put: (read: Read<EventDocument>) => void;
}

/** Moves that tell everybody that something does not take place. */
const GRAVE: readonly EventState[] = ["cancelled", "archived"];
const OFFERED = ["published", "rescheduled", "held", "postponed", "cancelled", "archived"] as const;

const KNOWN = ["date_missing", "date_ahead", "people_signed_up"] as const;
const about = (to: EventState) => {
  if (to === "archived") return "planning.about_archived";
  return GRAVE.includes(to) ? "planning.about_grave" : "planning.about_move";
};

/** How the event stands, and where it may go from here. */
export function States({ read, put }: StatesProps) {
  const { t, day } = useTexts();
  const say = useSay();
  const { id, state, moves, missing_since: missing, taken, waiting } = read.data;
  const change = async (body: { state: EventState } | { missing_since: null }) => {
    try {
      put(await api.patch("/staff/events/{number}", { path: { number: id }, seen: read.etag, body }));
      say(t("kit.saved"));
    } catch (error) {
      const problem = problemIn(error);
      const code = problem.errors?.[0]?.code;
      const known = KNOWN.find((one) => one === code);
      say({ text: known ? t(`planning.fault_${known}`) : sentenceFor(problem, t), kind: "danger" });
      throw error;
    }
  };
  return (
    <>
      {missing && moves.includes("cancelled") && taken + waiting > 0 && (
        <div class="note tight">
          <p>{t("planning.missing", { day: day(missing.slice(0, 10)) })}</p>
          <div>
            <button
              type="button"
              class="button button-small"
              onClick={() => void change({ missing_since: null }).catch(() => undefined)}
            >
              {t("planning.missing_stays")}
            </button>
          </div>
        </div>
      )}
      <div class="cluster">
        <StateBadge state={state} />
        {OFFERED.filter((to) => moves.includes(to)).map((to) => (
          <ConfirmButton
            key={to}
            label={t(`planning.move_${to}`)}
            title={t(`planning.move_${to}`)}
            harmless={!GRAVE.includes(to)}
            onConfirm={() => change({ state: to })}
          >
            <p>{t(about(to))}</p>
          </ConfirmButton>
        ))}
      </div>
    </>
  );
}
