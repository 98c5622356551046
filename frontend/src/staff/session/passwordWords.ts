import type { OwnWords } from "../forms/faults";

/** What can be wrong with a new password. */
export const PASSWORD_WORDS: OwnWords = {
  too_short: "team.password_short",
  string_too_short: "team.password_short",
};
