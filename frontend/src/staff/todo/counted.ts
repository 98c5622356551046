/** Kinds of matters of which it matters how many people wait. */
export const COUNTED: readonly string[] = ["event_calls", "event_missing"];
