import { useState } from "preact/hooks";
import { shortMoment, useTexts } from "../../../i18n/staffTexts";
import { Select } from "../../../ui/Select/Select";
import { useSay } from "../../../ui/Toast/Toast";
import { byCode, byName, dateNow, isCode, isThere } from "../../attendees/dates";
import { Finder } from "../../attendees/Finder";
import { Guests } from "../../attendees/Guests";
import type { Guest, Sheet } from "../../attendees/types";
import { useCheckIn } from "../../attendees/useCheckIn";
import { Load } from "../../Load";
import type { ScreenProps } from "../../Screens";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";

/** At the door: who is there on one date, by QR code, scanner or name, also without a connection. */
export default function CheckIn({ number }: ScreenProps<"number">) {
  const { t } = useTexts();
  const check = useCheckIn(Number(number));
  const { read, queue, refused, send } = check;
  const names = new Map(read.state === "ready" ? read.data.guests.map(({ id, name }) => [id, name]) : []);
  return (
    <Page
      screen="/team/veranstaltungen/:number/check-in"
      title={
        read.state === "ready" ? t("attendees.check_in_title", { title: read.data.title.text }) : undefined
      }
      actions={
        <a class="button button-small" href={`/team/veranstaltungen/${number}/teilnehmende`}>
          {t("attendees.to_people")}
        </a>
      }
    >
      {queue.length > 0 && (
        <div class="note note-warm cluster" role="status">
          <p>{t("attendees.queued", { count: queue.length })}</p>
          <button type="button" class="button button-small" onClick={() => void send()}>
            {t("attendees.send_now")}
          </button>
        </div>
      )}
      {refused.map((one) => (
        <p key={one.registration + one.marked_at} class="note note-danger" role="alert">
          {t("attendees.refused", { name: names.get(one.registration) ?? "–" })}
        </p>
      ))}
      <Load of={read}>{(sheet) => <Door sheet={sheet} check={check} />}</Load>
    </Page>
  );
}

function Door({ sheet, check }: { sheet: Sheet; check: ReturnType<typeof useCheckIn> }) {
  const i18n = useTexts();
  const { t } = i18n;
  const say = useSay();
  const may = useMay()("registrations.edit");
  const [{ date: chosen }, set] = useFilters(["date"] as const);
  const [typed, setTyped] = useState("");
  const dates = sheet.sessions.filter(({ state }) => state !== "cancelled");
  const date = dates.find(({ id }) => String(id) === chosen) ?? dateNow(dates, Date.parse(sheet.now));
  if (!date) return <p class="note">{t("attendees.no_dates")}</p>;
  const { queue } = check;
  const found = typed && !isCode(typed) ? byName(sheet.guests, typed) : sheet.guests;
  const there = sheet.guests.filter((guest) => isThere(guest, date.id, queue));
  const people = (guests: readonly Guest[]) => guests.reduce((sum, { party }) => sum + party, 0);
  const mark = (guest: Guest, present: boolean) => {
    check.mark(date.id, guest.id, present);
    say(t(present ? "attendees.noted" : "attendees.undone", { name: guest.name }));
  };
  const enter = async (text: string) => {
    const known = byCode(sheet.guests, text);
    // Who signed up a moment ago is on the server's list only.
    const guest = known ?? (isCode(text) ? byCode((await check.send())?.guests ?? [], text) : undefined);
    const [only, ...others] = isCode(text) || !text.trim() ? [] : byName(sheet.guests, text);
    const meant = guest ?? (others.length === 0 ? only : undefined);
    if (!meant) {
      if (isCode(text) || !only) say({ text: t("attendees.unknown"), kind: "danger" });
      return;
    }
    setTyped("");
    if (isThere(meant, date.id, queue)) say(t("attendees.again", { name: meant.name }));
    else mark(meant, true);
  };
  return (
    <div class="stack">
      {dates.length > 1 ? (
        <Select
          label={t("attendees.date")}
          value={String(date.id)}
          options={dates.map(({ id, starts_at }) => ({
            value: String(id),
            label: shortMoment(starts_at, i18n),
          }))}
          onChange={(next) => set({ date: next })}
        />
      ) : (
        <p>{shortMoment(date.starts_at, i18n)}</p>
      )}
      {may && <Finder typed={typed} onType={setTyped} onEnter={(text) => void enter(text)} />}
      <p role="status">
        <strong>{t("attendees.there_count", { there: people(there), all: people(sheet.guests) })}</strong>
      </p>
      <Guests guests={found} date={date.id} queue={queue} onMark={may ? mark : undefined} />
    </div>
  );
}
