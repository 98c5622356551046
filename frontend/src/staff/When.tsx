import { useTexts } from "../i18n/staffTexts";
import { shortDay } from "./days";
import { today } from "./today";
import "./When.css";

interface WhenProps {
  /** ISO day. */
  due: string;
  /** Whether it still has to be done; what is done or has ended is never late. */
  open?: boolean;
  /** As few letters as possible, for rows of a table. */
  short?: boolean;
}

/** A day by which something is to be done; what is late says so in words, too. */
export function When({ due, open = true, short = false }: WhenProps) {
  const i18n = useTexts();
  const { t, day } = i18n;
  const now = today();
  const late = open && due < now;
  return (
    <span class={late ? "when when-late" : "when"}>
      {late && <span class="when-word">{t("team.late")} </span>}
      {due === now ? t("team.today") : short ? shortDay(due, i18n) : day(due)}
    </span>
  );
}
