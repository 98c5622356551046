import { useTexts } from "../i18n/staffTexts";
import { today } from "./today";
import "./When.css";

interface WhenProps {
  /** ISO day. */
  due: string;
  /** Whether it still has to be done; what is done or has ended is never late. */
  open?: boolean;
}

/** A day by which something is to be done; what is late says so in words, too. */
export function When({ due, open = true }: WhenProps) {
  const { t, day } = useTexts();
  const now = today();
  const late = open && due < now;
  return (
    <span class={late ? "when when-late" : "when"}>
      {late && <span class="when-word">{t("team.late")} </span>}
      {due === now ? t("team.today") : day(due)}
    </span>
  );
}
