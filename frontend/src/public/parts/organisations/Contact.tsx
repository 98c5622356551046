import type { Organisation } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";

/** An address of a website as it is entered ("www.…" or with its scheme) as a link target. */
export function siteAddress(site: string): string {
  return /^https?:\/\//.test(site) ? site : `https://${site}`;
}

function Mail({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`} dir="ltr">
      {address}
    </a>
  );
}

function Phone({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replace(/[^+\d]/g, "")}`} dir="ltr">
      {number}
    </a>
  );
}

/** How to reach an organisation; people only with their consent. */
export function Contact({ organisation }: { organisation: Organisation }) {
  const { t } = useI18n();
  const { street, postal_code, town, phone, email, site, contacts } = organisation;
  const nothing = !street && !town && !phone && !email && !site && contacts.length === 0;
  return (
    <section class="stack">
      <h2>{t("org.contact")}</h2>
      {nothing && <p class="muted">{t("org.contact_missing")}</p>}
      <dl class="facts">
        {(street || town) && (
          <>
            <dt>{t("org.address")}</dt>
            <dd lang="de" dir="ltr">
              {street}
              {street && <br />}
              {postal_code} {town}
            </dd>
          </>
        )}
        {phone && (
          <>
            <dt>{t("org.phone")}</dt>
            <dd>
              <Phone number={phone} />
            </dd>
          </>
        )}
        {email && (
          <>
            <dt>{t("org.email")}</dt>
            <dd>
              <Mail address={email} />
            </dd>
          </>
        )}
        {site && (
          <>
            <dt>{t("org.site")}</dt>
            <dd>
              <a href={siteAddress(site)} rel="noopener noreferrer" dir="ltr">
                {site}
              </a>
            </dd>
          </>
        )}
      </dl>
      {contacts.length > 0 && (
        <>
          <h3>{t("org.people")}</h3>
          <ul class="list">
            {contacts.map((person) => (
              <li key={person.name}>
                {person.name}
                {person.role && (
                  <>
                    , <Local text={person.role} />
                  </>
                )}{" "}
                {person.phone && <Phone number={person.phone} />}{" "}
                {person.email && <Mail address={person.email} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
