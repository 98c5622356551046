import { useTexts } from "../../../i18n/staffTexts";
import { EventBody } from "../../../ui/EventBody/EventBody";
import { Local } from "../../../ui/Local/Local";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { NotFound } from "../../NotFound";
import type { ScreenProps } from "../../Screens";
import { Page } from "../../shell/Page";

const SCREEN = "/team/veranstaltungen/:number/vorschau";

/** An event as its public page says it, also before anybody else may see it. */
export default function PreviewScreen({ number }: ScreenProps<"number">) {
  const { lang, t } = useTexts();
  const wanted = /^\d{1,9}$/.test(number) ? Number(number) : null;
  const read = useRead(
    "/staff/events/{number}/preview",
    wanted === null ? null : { path: { number: wanted }, query: { lang } },
  );
  if (wanted === null) return <NotFound />;
  return (
    <Page screen={SCREEN} intro={t("planning.preview_about")}>
      <Load of={read}>
        {(event) => (
          <article class="stack">
            {event.state === "draft" && <p class="note note-warm">{t("planning.preview_draft")}</p>}
            <header class="tight">
              <p class="eyebrow">{t(`event.kind_${event.kind}`)}</p>
              <h2>
                <Local text={event.title} mark />
              </h2>
            </header>
            <EventBody event={event} to={(path) => `/${lang}${path}`} />
            <p>
              <a href={`/team/veranstaltungen/${wanted}`}>{t("team.event")}</a>
            </p>
          </article>
        )}
      </Load>
    </Page>
  );
}
