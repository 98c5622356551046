import type { Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { VerdictBadge } from "../../../ui/VerdictBadge/VerdictBadge";
import { useLink } from "../../site";
import { Facts } from "./Facts";
import { Way } from "./Way";

/** An indicator in the overview; the whole card leads to its page. */
export function IndicatorCard({ indicator }: { indicator: Indicator }) {
  const { t } = useI18n();
  const to = useLink();
  const { code, text, unit } = indicator;
  return (
    <li class="card indicator-card" id={`i-${code}`}>
      <p class="cluster small">
        <span class="muted">
          {t("indicator.number", { code })}
          {unit && (
            <>
              {" · "}
              <Local text={unit} />
            </>
          )}
        </span>
        <VerdictBadge verdict={indicator.progress.verdict} />
      </p>
      <h3>
        <a class="card-link" href={to(`/indikatoren/${code}`)}>
          <Local text={text} />
        </a>
      </h3>
      <Facts indicator={indicator} />
      <Way progress={indicator.progress} />
    </li>
  );
}
