import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { saidIn } from "../said";
import { useAct } from "../useAct";
import { ContactForm } from "./ContactForm";
import type { ContactDocument } from "./model";
import "../Rows.css";
import "./Hours.css";

/** The people one reaches at an organisation. Who has not agreed is known to staff only. */
export function Contacts({ organisation }: { organisation: string }) {
  const { t } = useTexts();
  const read = useRead("/staff/organisations/{key}/contacts", { path: { key: organisation } });
  const [edited, setEdited] = useState<ContactDocument | "new" | null>(null);
  return (
    <section class="part" id="contacts">
      <div class="section-head">
        <h2>{t("org.people")}</h2>
        <button type="button" class="button button-small" onClick={() => setEdited("new")}>
          {t("places.contact_new")}
        </button>
      </div>
      <p class="small muted text">{t("places.contacts_hint")}</p>
      <Load of={read} lines={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <p class="muted">{t("places.contacts_none")}</p>}
            <ul class="bare rows">
              {items.map((one) => (
                <Contact key={one.key} contact={one} onEdit={() => setEdited(one)} reload={read.reload} />
              ))}
            </ul>
          </>
        )}
      </Load>
      {edited && (
        <ContactForm
          organisation={organisation}
          contact={edited === "new" ? undefined : edited}
          onDone={() => {
            setEdited(null);
            read.reload();
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface ContactProps {
  contact: ContactDocument;
  onEdit: () => void;
  reload: () => void;
}

function Contact({ contact, onEdit, reload }: ContactProps) {
  const { t, lang, day } = useTexts();
  const act = useAct();
  const { key, name, role, email, phone, internal_email, internal_phone, internal_note, consent_on } =
    contact;
  const remove = () =>
    act(
      () => api.delete("/staff/contacts/{key}", { path: { key }, seen: `"${contact.revision}"` }),
      t("places.contact_deleted"),
    ).then(reload);
  const internal = [internal_phone, internal_email, internal_note].filter(Boolean).join(" · ");
  return (
    <li class="row">
      <div class="row-main tight">
        <p>
          <strong>{name}</strong>
          {role && role.length > 0 && <span class="muted"> · {saidIn(role, lang)}</span>}
        </p>
        {(phone || email) && (
          <p>
            <span dir="ltr">{[phone, email].filter(Boolean).join(" · ")}</span>
          </p>
        )}
        {internal && (
          <p class="small muted">
            {t("places.internal")}: <bdi>{internal}</bdi>
          </p>
        )}
        <p>
          <span class={consent_on ? "tag tag-public" : "tag"}>
            {consent_on ? t("places.is_public", { date: day(consent_on) }) : t("places.not_public")}
          </span>
        </p>
      </div>
      <div class="form-actions">
        <button
          type="button"
          class="button button-small button-quiet"
          aria-label={`${t("kit.edit")}: ${name}`}
          onClick={onEdit}
        >
          {t("kit.edit")}
        </button>
        <ConfirmButton label={t("kit.delete")} title={t("places.contact_delete")} onConfirm={remove}>
          <p>{t("places.contact_delete_text", { name })}</p>
        </ConfirmButton>
      </div>
    </li>
  );
}
