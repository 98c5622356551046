import { AUDIENCES, GROUPS, TOPICS } from "../../api/eventCodes";
import { useTexts } from "../../i18n/staffTexts";
import type { Option } from "../../ui/Choice/Choice";
import { useList } from "../api/useList";
import { KINDS } from "./model";

/** Adds what is chosen and not among the options, under its code. */
export const withOwn = (options: readonly Option[], chosen: readonly string[]): Option[] => [
  ...options,
  ...chosen
    .filter((code) => code && !options.some(({ value }) => value === code))
    .map((code) => ({ value: code, label: code })),
];

export function useEventKinds(): Option[] {
  const { t } = useTexts();
  return KINDS.map((kind) => ({ value: kind, label: t(`event.kind_${kind}`) }));
}

export function useTopics(): Option[] {
  const { t } = useTexts();
  return TOPICS.map((topic) => ({ value: topic, label: t(`event.topic_${topic}`) }));
}

export function useAudiences(): Option[] {
  const { t } = useTexts();
  return AUDIENCES.map((one) => ({ value: one, label: t(`event.audience_${one}`) }));
}

export function useTargetGroups(): Option[] {
  const { t } = useTexts();
  return GROUPS.map((one) => ({ value: one, label: t(`event.group_${one}`) }));
}

/** Every area as an option, the county first; then the reserved ones. */
export function useAreas(): Option[] {
  const { t } = useTexts();
  const areas = useList("/areas", {}).items.toSorted(
    (a, b) => Number(b.kind === "county") - Number(a.kind === "county") || a.name.localeCompare(b.name, "de"),
  );
  return [
    ...areas.map(({ key, name, official_name, kind }) => ({
      value: key,
      label: kind === "municipality" || kind === "city" ? name : official_name,
    })),
    { value: "outside", label: t("planning.area_outside") },
  ];
}
