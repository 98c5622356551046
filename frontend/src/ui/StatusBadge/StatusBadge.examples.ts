import type { Status } from "../../api/types";

/** Every status a measure can have. */
export const statuses: Status[] = [
  "planned",
  "running",
  "late",
  "done",
  "not_reported",
  "stopped",
  "handed_over",
];
