import type { OwnWords } from "../forms/faults";

/** Our words for what a registration is refused for. */
export const CONFLICTS: OwnWords = {
  already_registered: "attendees.fault_again",
  not_taking_place: "attendees.fault_closed",
  no_contact: "attendees.fault_contact",
  ended: "attendees.fault_ended",
};
