import { useTexts } from "../../../i18n/staffTexts";
import { Fold } from "../../../ui/Fold/Fold";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import type { ScreenProps } from "../../Screens";
import { useMay } from "../../session/session";
import { CameIn } from "../../sheets/CameIn";
import { CountForm } from "../../sheets/CountForm";
import { ShowCode } from "../../sheets/ShowCode";
import { Page } from "../../shell/Page";

/** The anonymous sheets of an event: the code to show, sheets from paper, what came in. */
export default function SheetsScreen({ number }: ScreenProps<"number">) {
  const { t, lang } = useTexts();
  const may = useMay()("registrations.edit");
  const read = useRead("/staff/events/{number}/sheets", {
    path: { number: Number(number) },
    query: { lang },
  });
  return (
    <Page
      screen="/team/veranstaltungen/:number/rueckmeldungen"
      title={read.state === "ready" ? t("sheets.title", { title: read.data.title.text }) : undefined}
    >
      <Load of={read}>
        {(sheets) => (
          <div class="stack">
            <ShowCode sheets={sheets} />
            {may && sheets.begun && (
              <div class="no-print">
                <Fold
                  title={t("sheets.counted")}
                  about={t("sheets.counted_about")}
                  open={sheets.came_in === null}
                >
                  <CountForm key={sheets.revision} sheets={sheets} onDone={read.reload} />
                </Fold>
              </div>
            )}
            <CameIn sheets={sheets} onDone={read.reload} />
          </div>
        )}
      </Load>
    </Page>
  );
}
