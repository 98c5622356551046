import { LANGUAGE_NAMES, LANGUAGES } from "../../../i18n/languages";
import { useTexts } from "../../../i18n/staffTexts";
import { Choice } from "../../../ui/Choice/Choice";
import { TextField } from "../../../ui/TextField/TextField";
import { api } from "../../api/client";
import type { Reading } from "../../api/useRead";
import { useRead } from "../../api/useRead";
import { DocumentForm } from "../../forms/DocumentForm";
import { useDocument } from "../../forms/useDocument";
import { Load } from "../../Load";
import { Leaving } from "../../people/Leaving";
import { type Person as Account, useStateName } from "../../people/PeopleTable";
import { RolesForm } from "../../people/RolesForm";
import type { ScreenProps } from "../../Screens";
import { Page } from "../../shell/Page";

/** One account: details, roles, invitation, second factor, leaving. */
export default function Person({ number }: ScreenProps<"number">) {
  const read = useRead("/accounts/{number}", { path: { number: Number(number) } });
  const name = read.state === "ready" ? read.data.name : undefined;
  return (
    <Page screen="/team/konten/:number" title={name}>
      <Load of={read}>{(person) => <Editing key={person.id} person={person} read={read} />}</Load>
    </Page>
  );
}

function Editing({ person, read }: { person: Account; read: Reading<Account> }) {
  const { t } = useTexts();
  const stateName = useStateName();
  const path = { number: person.id };
  const doc = useDocument({
    draft: `account-${person.id}`,
    read: { data: person, etag: read.etag },
    valuesOf: ({ name, email, language }) => ({ name, email, language }),
    again: () => api.get("/accounts/{number}", { path }),
    save: (body, seen) => api.patch("/accounts/{number}", { path, body, seen }),
    saved: read.put,
    words: { string_pattern_mismatch: "kit.fault_email" },
  });
  const labels = { name: t("people.name"), email: t("team.email"), language: t("people.language") };
  return (
    <div class="stack">
      <p>
        <span class="tag">{stateName(person)}</span>
      </p>
      <DocumentForm of={doc} labels={labels}>
        <div class="form-row">
          <TextField {...doc.form.field("name")} label={labels.name} required />
          <TextField
            {...doc.form.field("email")}
            label={labels.email}
            type="email"
            autocomplete="off"
            required
          />
          <Choice
            {...doc.form.field("language")}
            label={labels.language}
            as="list"
            options={LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
          />
        </div>
      </DocumentForm>
      {person.state !== "ended" && (
        <>
          <RolesForm person={person} etag={read.etag} saved={read.put} stale={read.reload} />
          <Leaving person={person} changed={read.reload} />
        </>
      )}
    </div>
  );
}
