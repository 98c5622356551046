import { useTexts } from "../../i18n/staffTexts";
import type { Option } from "../../ui/Choice/Choice";
import { useList } from "../api/useList";

/** The measures as options: number and title in the language of the page. */
export function useMeasures(): Option[] {
  const { lang } = useTexts();
  const { items } = useList("/measures", { query: { lang } });
  return items.map(({ number, title }) => ({ value: String(number), label: `${number} · ${title.text}` }));
}
