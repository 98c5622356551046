import { useEffect } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";

/** Sets the title of the window: "Konto – Team". */
export function useTitle(title: string): void {
  const { t } = useTexts();
  useEffect(() => {
    if (title) document.title = `${title} – ${t("team.area")}`;
  }, [title, t]);
}
