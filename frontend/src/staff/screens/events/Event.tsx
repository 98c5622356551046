import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Dates } from "../../events/Dates";
import { EventForm } from "../../events/EventForm";
import { Materials } from "../../events/Materials";
import { Picture } from "../../events/Picture";
import { States } from "../../events/States";
import { Load } from "../../Load";
import { NotFound } from "../../NotFound";
import type { ScreenProps } from "../../Screens";
import { saidIn } from "../../said";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";

const SCREEN = "/team/veranstaltungen/:number";

/** One event: its state, its dates, everything visitors read, its seats. */
export default function EventScreen({ number }: ScreenProps<"number">) {
  const { lang, t } = useTexts();
  const may = useMay();
  const mayEdit = may("events.edit");
  const wanted = /^\d{1,9}$/.test(number) ? Number(number) : null;
  const read = useRead("/staff/events/{number}", wanted === null ? null : { path: { number: wanted } });
  if (wanted === null) return <NotFound />;
  return (
    <Page
      screen={SCREEN}
      title={read.state === "ready" ? saidIn(read.data.title, lang) : undefined}
      actions={
        <>
          <a class="button button-small" href={`/team/veranstaltungen/${wanted}/vorschau`}>
            {t("planning.preview")}
          </a>
          {may("registrations.see") && (
            <>
              <a class="button button-small" href={`/team/veranstaltungen/${wanted}/teilnehmende`}>
                {t("team.attendees")}
              </a>
              <a class="button button-small" href={`/team/veranstaltungen/${wanted}/check-in`}>
                {t("team.check_in")}
              </a>
              <a class="button button-small" href={`/team/veranstaltungen/${wanted}/rueckmeldungen`}>
                {t("team.sheets")}
              </a>
            </>
          )}
        </>
      }
    >
      <Load of={read}>
        {(data) => {
          const current = { data, etag: read.etag };
          return (
            <div class="stack">
              {mayEdit && <States read={current} put={read.put} />}
              <Dates event={data} put={read.put} reload={read.reload} mayEdit={mayEdit} />
              <Picture read={current} put={read.put} mayEdit={mayEdit} />
              <Materials event={data} put={read.put} mayEdit={mayEdit} />
              {mayEdit && <EventForm key={data.id} read={current} put={read.put} />}
            </div>
          );
        }}
      </Load>
    </Page>
  );
}
