import type { Organisation } from "../../api/types";
import { useTexts } from "../../i18n/staffTexts";
import type { Option } from "../../ui/Choice/Choice";

const KINDS = [
  "club",
  "migrant_organisation",
  "religious_community",
  "advice",
  "adult_education",
  "school",
  "youth_office",
  "volunteer_exchange",
  "network",
  "advisory_council",
  "council",
  "party_group",
  "employer",
  "employer_network",
  "newspaper",
  "administration",
  "office",
] as const satisfies Organisation["kind"][];

/** Kinds of organisations as options, by name. `offices` true: those of public authorities only; false: all others. */
export function useKinds(offices?: boolean): Option[] {
  const { t, htmlLang } = useTexts();
  const isOffice = (kind: string) => kind === "administration" || kind === "office";
  return KINDS.filter((kind) => offices === undefined || isOffice(kind) === offices)
    .map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))
    .sort((a, b) => a.label.localeCompare(b.label, htmlLang));
}
