import { useTexts } from "../../i18n/staffTexts";

interface ReportActionsProps {
  /** Address of the PDF, without its language. */
  pdf: string;
  back?: string;
}

/** Ways to take a report along: print, PDF; and back to the measure. */
export function ReportActions({ pdf, back }: ReportActionsProps) {
  const { t, lang } = useTexts();
  return (
    <>
      {back && (
        <a class="button button-small button-quiet" href={back}>
          {t("report.to_measure")}
        </a>
      )}
      <button type="button" class="button button-small" onClick={() => print()}>
        {t("team.print")}
      </button>
      <a class="button button-small" href={`${pdf}?lang=${lang}`} target="_blank" rel="noopener">
        {t("report.pdf")}
      </a>
    </>
  );
}
