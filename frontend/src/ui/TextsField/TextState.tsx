import { useTexts } from "../../i18n/staffTexts";
import type { StaffText } from "./TextsField";
import "./TextsField.css";

const SIGNS = { original: "◆", reviewed: "✓", machine: "~", outdated: "!", missing: "○" } as const;

/** How far a text in one language can be trusted: a sign, a colour and a word. */
export function TextState({ state, small = false }: { state: StaffText["state"]; small?: boolean }) {
  const { t } = useTexts();
  return (
    <span class={`text-state text-state-${state}`}>
      <span aria-hidden="true">{SIGNS[state]}</span>
      <span class={small ? "visually-hidden" : undefined}> {t(`kit.text_${state}`)}</span>
    </span>
  );
}
