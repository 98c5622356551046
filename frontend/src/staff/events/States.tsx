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

/** How the event stands, and where it may go from here. */
export function States({ read, put }: StatesProps) {
  const { t } = useTexts();
  const say = useSay();
  const { id, state, moves } = read.data;
  const move = async (to: EventState) => {
    try {
      put(
        await api.patch("/staff/events/{number}", {
          path: { number: id },
          seen: read.etag,
          body: { state: to },
        }),
      );
      say(t("kit.saved"));
    } catch (error) {
      const problem = problemIn(error);
      const code = problem.errors?.[0]?.code;
      const known = code === "date_missing" || code === "date_ahead";
      say({ text: known ? t(`planning.fault_${code}`) : sentenceFor(problem, t), kind: "danger" });
      throw error;
    }
  };
  return (
    <div class="cluster">
      <StateBadge state={state} />
      {OFFERED.filter((to) => moves.includes(to)).map((to) => (
        <ConfirmButton
          key={to}
          label={t(`planning.move_${to}`)}
          title={t(`planning.move_${to}`)}
          harmless={!GRAVE.includes(to)}
          onConfirm={() => move(to)}
        >
          <p>{t(GRAVE.includes(to) ? "planning.about_grave" : "planning.about_move")}</p>
        </ConfirmButton>
      ))}
    </div>
  );
}
