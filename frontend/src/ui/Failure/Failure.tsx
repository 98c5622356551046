import { useI18n } from "../../i18n/i18n";
import "./Failure.css";

interface FailureProps {
  /** HTTP status; 0 when no answer came at all. */
  status: number;
  retry: () => void;
}

/** Says that data could not be loaded, and offers to try again. */
export function Failure({ status, retry }: FailureProps) {
  const { t } = useI18n();
  return (
    <div class="failure" role="alert">
      <p class="failure-title">{t("error.title")}</p>
      <p>{t(status === 0 ? "error.network" : "error.server")}</p>
      <button type="button" class="button" onClick={retry}>
        {t("error.retry")}
      </button>
    </div>
  );
}
