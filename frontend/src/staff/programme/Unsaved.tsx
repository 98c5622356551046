import { useTexts } from "../../i18n/staffTexts";

/** Says that another part of the page holds changes nobody saved, and leads there. */
export function Unsaved({ onShow }: { onShow: () => void }) {
  const { t } = useTexts();
  return (
    <p class="note note-warm" role="status">
      {t("measures.unsaved_elsewhere")}{" "}
      <button type="button" class="link-button" onClick={onShow}>
        {t("measures.unsaved_show")}
      </button>
    </p>
  );
}
