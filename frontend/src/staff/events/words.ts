import type { OwnWords } from "../forms/faults";

/** What is wrong with times. */
export const TIME_WORDS: OwnWords = {
  moment_format: "kit.fault_missing",
  no_such_time: "planning.fault_no_such_time",
  ambiguous_time: "planning.fault_ambiguous_time",
  too_long: "planning.fault_too_long",
  too_many_dates: "planning.fault_too_many_dates",
  no_date: "planning.fault_no_date",
};

/** What is wrong with an event. */
export const EVENT_WORDS: OwnWords = {
  ...TIME_WORDS,
  capacity_missing: "planning.fault_capacity",
  somebody_signed_up: "planning.fault_signed_up",
  choices_of_a_choice: "planning.fault_choices",
};

/** What is wrong with a file. */
export const FILE_WORDS: OwnWords = {
  not_a_picture: "planning.fault_no_picture",
  broken_picture: "planning.fault_no_picture",
  too_many_pixels: "planning.fault_large",
  too_much_work: "planning.fault_large",
  too_large: "planning.fault_large",
  unknown_type: "planning.fault_kind",
  empty: "planning.fault_kind",
  has_macros: "planning.fault_macros",
  too_many_files: "planning.fault_many_files",
  title_missing: "kit.fault_missing",
};
