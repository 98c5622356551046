import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { useMay } from "../session/session";
import { useAct } from "../useAct";
import type { Candidate, CertificateSheet } from "./types";

interface SheetProps {
  sheet: CertificateSheet;
  onDone: () => void;
}

/** Who of an event that was held has a certificate, who may have one, and issuing them. */
export function Certificates({ event }: { event: number }) {
  const { t } = useTexts();
  const read = useRead("/staff/events/{number}/certificates", { path: { number: event } });
  return (
    <section class="stack no-print">
      <h2>{t("attendees.certificates")}</h2>
      <Load of={read}>{(sheet) => <Sheet sheet={sheet} onDone={read.reload} />}</Load>
    </section>
  );
}

function Sheet({ sheet, onDone }: SheetProps) {
  const { t, day } = useTexts();
  const may = useMay()("registrations.edit");
  const { held, share_needed, until, people, state } = sheet;
  const earned = people.filter(({ enough, certificate }) => enough && !certificate).length;
  return (
    <>
      <p>{t("attendees.certificates_rule", { share: share_needed, held, day: day(until) })}</p>
      {may && state === "held" && earned > 0 && (
        <IssueAll event={sheet.event} count={earned} onDone={onDone} />
      )}
      <DataList
        caption={t("attendees.certificates")}
        rows={people}
        rowKey={({ registration }) => registration}
        empty={<p class="note">{t("attendees.none")}</p>}
        columns={[
          {
            key: "name",
            label: t("attendees.name"),
            sort: ({ name }) => name,
            cell: ({ name }) => name || <em class="muted">{t("attendees.certificates_nameless")}</em>,
          },
          {
            key: "came",
            label: t("attendees.certificates_came"),
            sort: ({ attended }) => attended,
            cell: ({ attended }) => t("attendees.certificates_came_of", { attended, held }),
            end: true,
          },
          {
            key: "units",
            label: t("attendees.certificates_units"),
            sort: ({ units }) => units,
            cell: ({ units }) => units,
            end: true,
          },
          {
            key: "certificate",
            label: t("attendees.certificates_number"),
            sort: ({ certificate }) => certificate?.number ?? null,
            cell: (row) => (
              <>
                <Stand of={row} />
                <Actions sheet={sheet} of={row} onDone={onDone} />
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function IssueAll({ event, count, onDone }: { event: number; count: number; onDone: () => void }) {
  const { t } = useTexts();
  const act = useAct();
  const label = t("attendees.certificates_issue", { count });
  return (
    <div class="form-actions">
      <ConfirmButton
        label={label}
        title={label}
        harmless
        small={false}
        onConfirm={() =>
          act(
            () => api.post("/staff/events/{number}/certificates", { path: { number: event } }),
            t("attendees.certificates_issued"),
          ).then(onDone)
        }
      >
        <p>{t("attendees.certificates_issue_text")}</p>
      </ConfirmButton>
    </div>
  );
}

function Stand({ of: { certificate, enough, by_mail, name } }: { of: Candidate }) {
  const { t, day } = useTexts();
  if (!certificate)
    return (
      <span class="muted">
        {t(enough ? "attendees.certificates_open" : "attendees.certificates_not_enough")}
      </span>
    );
  const { number, withdrawn_on } = certificate;
  return (
    <>
      <span class="no-wrap" dir="ltr">
        {withdrawn_on ? <s>{number}</s> : number}
      </span>
      {withdrawn_on && (
        <div class="small">{t("attendees.certificates_withdrawn", { day: day(withdrawn_on) })}</div>
      )}
      {!withdrawn_on && !by_mail && name && <div class="small">{t("attendees.certificates_by_hand")}</div>}
    </>
  );
}

function Actions({ sheet, of: person, onDone }: SheetProps & { of: Candidate }) {
  const { t, lang } = useTexts();
  const act = useAct();
  const may = useMay()("registrations.edit");
  const { registration, name, language, enough, certificate } = person;
  const path = { number: sheet.event, key: registration };
  const file = `/api/v1/staff/events/${sheet.event}/registrations/${registration}/certificate.pdf`;
  const print = (words: string, code: string) => (
    <a
      class="button button-small button-quiet"
      href={`${file}?lang=${code}`}
      target="_blank"
      rel="noopener"
      aria-label={`${words}: ${name}`}
    >
      {words}
    </a>
  );
  if (certificate && !certificate.withdrawn_on)
    return (
      <div class="form-actions">
        {name && print(t("attendees.certificates_print"), lang)}
        {name && language !== lang && print(t("attendees.certificates_print_own"), language)}
        {may && (
          <ConfirmButton
            label={t("attendees.certificates_withdraw")}
            title={t("attendees.certificates_withdraw_title", {
              name: name || t("attendees.certificates_nameless"),
            })}
            onConfirm={() =>
              act(() => api.delete("/staff/events/{number}/registrations/{key}/certificate", { path })).then(
                onDone,
              )
            }
          >
            <p>{t("attendees.certificates_withdraw_text")}</p>
          </ConfirmButton>
        )}
      </div>
    );
  if (!may || !certificate || !enough || sheet.state !== "held") return null;
  return (
    <button
      type="button"
      class="button button-small button-quiet"
      aria-label={`${t("attendees.certificates_again")}: ${name}`}
      onClick={() =>
        void act(
          () => api.post("/staff/events/{number}/registrations/{key}/certificate", { path }),
          t("attendees.certificates_issued"),
        ).then(onDone, () => undefined)
      }
    >
      {t("attendees.certificates_again")}
    </button>
  );
}
