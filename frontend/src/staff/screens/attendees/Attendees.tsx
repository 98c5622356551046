import { useTexts } from "../../../i18n/staffTexts";
import { Fold } from "../../../ui/Fold/Fold";
import { Select } from "../../../ui/Select/Select";
import { useList } from "../../api/useList";
import { useRead } from "../../api/useRead";
import { AttendeeTable } from "../../attendees/AttendeeTable";
import { CallsNote } from "../../attendees/Calls";
import { Certificates } from "../../attendees/Certificates";
import { EntryForm } from "../../attendees/EntryForm";
import { InviteGroup } from "../../attendees/InviteGroup";
import { TakeAlong } from "../../attendees/TakeAlong";
import { STATES } from "../../attendees/types";
import { Load, LoadList } from "../../Load";
import type { ScreenProps } from "../../Screens";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";

/** Who signed up for an event: entered by phone, changed, cancelled, taken along as a list. */
export default function Attendees({ number }: ScreenProps<"number">) {
  const { t, lang } = useTexts();
  const allowed = useMay();
  const may = allowed("registrations.edit");
  const mayInvite = allowed("working_groups.read");
  const path = { number: Number(number) };
  const [{ state, call }, set] = useFilters(["state", "call"] as const);
  const read = useRead("/staff/events/{number}/people", { path, query: { lang } });
  const wanted = STATES.find((one) => one === state);
  const list = useList("/staff/events/{number}/registrations", {
    path,
    query: { ...(wanted && { state: wanted }), ...(call && { call: true }) },
  });
  const reload = () => {
    read.reload();
    list.reload();
  };
  return (
    <Page
      screen="/team/veranstaltungen/:number/teilnehmende"
      title={read.state === "ready" ? t("attendees.title", { title: read.data.title.text }) : undefined}
      actions={
        <a class="button button-small button-main" href={`/team/veranstaltungen/${number}/check-in`}>
          {t("attendees.check_in")}
        </a>
      }
    >
      <Load of={read}>
        {(people) => (
          <div class="stack">
            {people.seats ? (
              <p role="status">
                {t("attendees.seats", { taken: people.seats.taken, capacity: people.seats.capacity })}
                {people.seats.waiting_limit > 0 && (
                  <>
                    {" · "}
                    {t("attendees.waiting_count", { count: people.seats.waiting })}
                  </>
                )}
              </p>
            ) : (
              <p class="note">{t("attendees.no_seats")}</p>
            )}
            {may && mayInvite && people.seats && people.working_group && (
              <InviteGroup event={people.id} onDone={reload} />
            )}
            {may && people.seats && ["published", "rescheduled"].includes(people.state) && (
              <Fold title={t("attendees.enter")} about={t("attendees.enter_about")} open>
                <EntryForm people={people} onDone={reload} />
              </Fold>
            )}
            {may && people.seats && people.state === "held" && (
              <Fold title={t("attendees.enter_late")} about={t("attendees.enter_late_about")}>
                <EntryForm people={people} late onDone={reload} />
              </Fold>
            )}
            <section class="stack">
              <h2>{t("attendees.list")}</h2>
              <div class="filters no-print">
                <Select
                  label={t("attendees.state")}
                  value={wanted ?? ""}
                  options={[
                    { value: "", label: t("site.all") },
                    ...STATES.map((one) => ({ value: one, label: t(`attendees.state_${one}`) })),
                  ]}
                  onChange={(next) => set({ state: next })}
                />
                <Select
                  label={t("attendees.calls")}
                  value={call ? "true" : ""}
                  options={[
                    { value: "", label: t("site.all") },
                    { value: "true", label: t("attendees.calls_open") },
                  ]}
                  onChange={(next) => set({ call: next })}
                />
              </div>
              <LoadList of={list}>
                {(rows) => (
                  <>
                    {call && rows.length > 0 && <CallsNote people={people} />}
                    <AttendeeTable
                      people={people}
                      rows={rows}
                      more={list.more}
                      none={t(call ? "attendees.calls_none" : "attendees.none")}
                      onDone={reload}
                    />
                  </>
                )}
              </LoadList>
            </section>
            <TakeAlong people={people} />
            {(people.state === "held" || people.state === "archived") && <Certificates event={people.id} />}
          </div>
        )}
      </Load>
    </Page>
  );
}
