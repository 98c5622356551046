import { useRoute } from "preact-iso";
import { useResource } from "../../api/resource";
import type { Sheets } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Local } from "../../ui/Local/Local";
import { NotFound } from "../NotFound";
import { PageHead } from "../parts/PageHead";
import { SheetForm } from "../parts/sheets/SheetForm";
import { useLink, useTitle } from "../site";
import "../../styles/forms.css";
import "../parts/sheets/sheets.css";

function State({ sheets }: { sheets: Sheets }) {
  const { t, day } = useI18n();
  const { open, last_day } = sheets;
  if (open) return <SheetForm sheets={sheets} />;
  const over = last_day !== null && new Date(`${last_day}T23:59:59`) < new Date();
  return <p class="note">{over ? t("sheet.over", { day: day(last_day) }) : t("sheet.soon")}</p>;
}

/** Who was at an event and how it was, said without a name. */
export default function SheetsPage() {
  const { t, lang } = useI18n();
  const to = useLink();
  const number = Number(useRoute().params.number);
  const sheets = useResource("/api/v1/events/{number}/sheets", { path: { number } });
  const event = useResource("/api/v1/events/{number}", { path: { number }, query: { lang } });
  const missing = event.state === "error" && [404, 422].includes(event.problem.status);
  const never = sheets.state === "error" && sheets.problem.status === 404; // cancelled, or postponed
  useTitle(
    missing ? "title.not_found" : "title.sheets",
    missing ? "" : event.state === "ready" ? event.data.title.text : null,
  );
  if (missing) return <NotFound />;
  return (
    <>
      <PageHead
        above={event.state === "ready" && <Local text={event.data.title} mark />}
        title={t("sheet.title")}
      />
      <div class="wide stack page-body sheet-body">
        {never ? (
          <p class="note">{t("sheet.problem_closed")}</p>
        ) : (
          <Await of={sheets} lines={12}>
            {(found) => <State sheets={found} />}
          </Await>
        )}
        <p class="no-print">
          <a href={to(`/veranstaltungen/${number}`)}>{t("sheet.event")}</a>
        </p>
      </div>
    </>
  );
}
