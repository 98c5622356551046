import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { ContactLog } from "../../outreach/ContactLog";
import { NewOutreach } from "../../outreach/NewOutreach";
import { QuickLog } from "../../outreach/QuickLog";
import { StageBadge } from "../../outreach/StageBadge";
import { isEnded } from "../../outreach/stages";
import type { OutreachDetail, OutreachOrganisation as Whole } from "../../outreach/types";
import type { ScreenProps } from "../../Screens";
import { saidIn } from "../../said";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { When } from "../../When";

/** Everything said to and promised by one organisation, across measures; good to print before a visit. */
export default function OutreachOrganisation({ organisation }: ScreenProps<"organisation">) {
  const { t } = useTexts();
  const { route } = useLocation();
  const read = useRead("/staff/outreach-organisations/{key}", { path: { key: organisation } });
  const may = useMay()("outreach.edit");
  const [isNew, setNew] = useState(false);
  const whole = read.state === "ready" ? read.data : null;
  return (
    <Page
      screen="/team/ansprache/organisationen/:organisation"
      title={whole?.organisation.name}
      actions={
        whole && (
          <>
            <a class="button button-small" href={addressOf(whole)}>
              {t("outreach.to_organisation")}
            </a>
            {may && (
              <button type="button" class="button button-small button-main" onClick={() => setNew(true)}>
                {t("outreach.new")}
              </button>
            )}
          </>
        )
      }
    >
      <Load of={read}>
        {(data) => (
          <>
            <Reach whole={data} />
            {data.outreach.length === 0 && <p class="note">{t("outreach.organisation_none")}</p>}
            {data.outreach.map((row) => (
              <ForMeasure key={row.id} row={row} onChange={may ? read.reload : undefined} />
            ))}
          </>
        )}
      </Load>
      {isNew && whole && (
        <NewOutreach
          organisation={{ value: whole.organisation.key, label: whole.organisation.name }}
          onDone={({ id }) => route(`/team/ansprache/${id}`)}
          onClose={() => setNew(false)}
        />
      )}
    </Page>
  );
}

function addressOf({ organisation: { key, kind } }: Whole): string {
  const office = kind === "administration" || kind === "office";
  return `/team/${office ? "aemter" : "organisationen"}/${key}`;
}

/** How one reaches it: address, telephone, people, working groups. */
function Reach({ whole }: { whole: Whole }) {
  const { t, lang } = useTexts();
  const { address = [], phone, email, contacts, groups } = whole;
  return (
    <div class="grid">
      <section class="card tight">
        <h2 class="card-title">{t("outreach.reach")}</h2>
        {address.map((line) => (
          <p key={line}>
            <span lang="de" dir="ltr">
              {line}
            </span>
          </p>
        ))}
        {phone && (
          <p>
            <a dir="ltr" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {phone}
            </a>
          </p>
        )}
        {email && (
          <p class="break">
            <a dir="ltr" href={`mailto:${email}`}>
              {email}
            </a>
          </p>
        )}
        {address.length === 0 && !phone && !email && <p class="muted">{t("outreach.reach_none")}</p>}
      </section>
      {contacts && (
        <section class="card tight">
          <h2 class="card-title">{t("outreach.contacts")}</h2>
          {contacts.length === 0 && <p class="muted">{t("outreach.contacts_none")}</p>}
          {contacts.map((one) => (
            <p key={one.key} class="break">
              <strong>{one.name}</strong>
              {one.role.length > 0 && `, ${saidIn(one.role, lang)}`}
              {one.phone && (
                <>
                  <br />
                  <a dir="ltr" href={`tel:${one.phone.replace(/[^+\d]/g, "")}`}>
                    {one.phone}
                  </a>
                </>
              )}
              {one.email && (
                <>
                  <br />
                  <a dir="ltr" href={`mailto:${one.email}`}>
                    {one.email}
                  </a>
                </>
              )}
              {one.note && (
                <>
                  <br />
                  <span class="small muted">{one.note}</span>
                </>
              )}
            </p>
          ))}
        </section>
      )}
      {groups.length > 0 && (
        <section class="card tight">
          <h2 class="card-title">{t("outreach.groups")}</h2>
          <ul class="list">
            {groups.map((group) => (
              <li key={group.id}>
                <a href={`/team/arbeitsgruppen/${group.id}`}>{group.name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** One measure the organisation is to be won for. */
function ForMeasure({ row, onChange }: { row: OutreachDetail; onChange: (() => void) | undefined }) {
  const { t, lang } = useTexts();
  return (
    <section class="stack">
      <h2>
        <a href={`/team/ansprache/${row.id}`}>
          {row.measure.number} · {saidIn(row.measure.title, lang)}
        </a>
      </h2>
      <dl class="facts">
        <dt>{t("outreach.stage")}</dt>
        <dd>
          <StageBadge stage={row.stage} />
        </dd>
        {row.promised && (
          <>
            <dt>{t("outreach.promised")}</dt>
            <dd class="break">{row.promised}</dd>
          </>
        )}
        {row.next_step && !isEnded(row.stage) && (
          <>
            <dt>{t("outreach.next_step")}</dt>
            <dd>
              {row.next_step} {row.next_step_on && <When due={row.next_step_on} />}
            </dd>
          </>
        )}
      </dl>
      {onChange && !isEnded(row.stage) && (
        <div class="no-print">
          <QuickLog outreach={row.id} onDone={onChange} />
        </div>
      )}
      <ContactLog log={row.log} onChange={onChange} />
    </section>
  );
}
