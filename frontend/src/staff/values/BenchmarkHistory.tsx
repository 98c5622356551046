import { useTexts } from "../../i18n/staffTexts";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { VersionHistory } from "../forms/VersionHistory";
import { bodyOf, DIRECTIONS, labelsIn, type Values, valuesOf } from "./BenchmarkForm";
import { REALISATIONS } from "./CellInput";
import type { Benchmark } from "./definitionWords";
import { useChoices } from "./useChoices";

interface HistoryProps {
  of: Benchmark;
  restored: () => void;
  onClose: () => void;
}

/** What a baseline or a target was before, who changed it when, and the way back. */
export function BenchmarkHistory({ of, restored, onClose }: HistoryProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const say = useSay();
  const { areas } = useChoices();
  const now = valuesOf(of, of.kind, of.area);
  const restore = async (then: Partial<Values>) => {
    const path = { number: of.id };
    const body = bodyOf({ ...now, ...then });
    await api.patch("/staff/benchmarks/{number}", { path, seen: `"${of.revision}"`, body });
    say(t("kit.saved"));
    restored();
  };
  return (
    <VersionHistory
      of={{ object_type: "benchmark", object_key: String(of.id) }}
      values={now}
      labels={labelsIn(of.kind, i18n)}
      names={Object.fromEntries([
        ["set", t("definitions.set")],
        ["not_collected", t("definitions.not_collected")],
        ...DIRECTIONS.map((one) => [one, t(`definitions.direction_${one}`)]),
        ...REALISATIONS.map((one) => [one, t(`values.realisation_${one}`)]),
        ...areas.map(({ key, official_name }) => [key, official_name]),
      ])}
      onRestore={restore}
      onClose={onClose}
    />
  );
}
