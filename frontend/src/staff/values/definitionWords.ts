import type { StaffI18n } from "../../i18n/staffTexts";
import type { AnswerOf } from "../api/operations";
import type { OwnWords } from "../forms/faults";
import { FOUND, valueIn } from "./words";

export type Definition = AnswerOf<"/staff/indicators/{code}", "get">;
export type Benchmark = AnswerOf<"/staff/benchmarks/{number}", "get">;
export type BenchmarkKind = Benchmark["kind"];

/** What may be wrong with a baseline or a target, in words. */
export const BENCHMARK_FAULTS: OwnWords = {
  ...FOUND,
  value_or_gap: "kit.fault_missing",
  taken: "definitions.taken",
  people_only_in_all: "definitions.only_county",
  too_few_people: "definitions.too_few",
  not_released: "definitions.not_released",
  unknown_cell: "definitions.only_county",
};

/** A baseline or target as people read it: "not collected", or its value. */
export function benchmarkIn(one: Benchmark, i18n: StaffI18n): string {
  return one.state === "not_collected"
    ? i18n.t("definitions.not_collected")
    : valueIn({ ...one, status: "value" }, i18n);
}

/** The newest of a kind for everybody: what visitors see. */
export function newest(
  all: readonly Benchmark[],
  indicator: string,
  kind: BenchmarkKind,
): Benchmark | undefined {
  return all
    .filter((one) => one.indicator === indicator && one.kind === kind && /^(_T)?(\._T)*$/.test(one.dims))
    .filter(({ area }) => area.length === 5)
    .sort((a, b) => b.day.localeCompare(a.day) || b.id - a.id)[0];
}
