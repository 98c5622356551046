import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { useSigned } from "../session/session";
import { useAct } from "../useAct";
import type { Person } from "./PeopleTable";

/** New link, lost second factor, and the end of somebody's access. */
export function Leaving({ person, changed }: { person: Person; changed: () => void }) {
  const { t } = useTexts();
  const act = useAct();
  const { me } = useSigned();
  const path = { number: person.id };
  const run = (deed: () => Promise<unknown>, done: string) =>
    act(async () => {
      await deed();
      changed();
    }, done);
  return (
    <section class="stack">
      <h2>{t("people.access")}</h2>
      <div class="form-actions">
        <ConfirmButton
          label={t("people.invite_again")}
          title={t("people.invite_again")}
          harmless
          onConfirm={() =>
            run(
              () => api.post("/accounts/{number}/invitation", { path, body: {} }),
              t("people.invited", { name: person.name }),
            )
          }
        >
          <p>{t("people.invite_again_text")}</p>
        </ConfirmButton>
        <ConfirmButton
          label={t("people.factor_reset")}
          title={t("people.factor_reset")}
          onConfirm={() =>
            run(
              () => api.post("/accounts/{number}/factor-reset", { path, body: {} }),
              t("people.factor_reset_done"),
            )
          }
        >
          <p>{t("people.factor_reset_text", { name: person.name })}</p>
        </ConfirmButton>
        {me.key !== person.key && <End person={person} changed={changed} />}
      </div>
    </section>
  );
}

/** Ends an account; a successor takes over what is open. */
function End({ person, changed }: { person: Person; changed: () => void }) {
  const { t } = useTexts();
  const act = useAct();
  const say = useSay();
  const others = useRead("/accounts", {});
  const [successor, setSuccessor] = useState("");
  const end = () =>
    act(async () => {
      const body = { successor: successor ? Number(successor) : null };
      const { data } = await api.post("/accounts/{number}/end", { path: { number: person.id }, body });
      changed();
      say(t("people.ended", { count: data.handed_on }));
    });
  const options =
    others.state === "ready"
      ? others.data.items.filter(({ id, state }) => id !== person.id && state === "active")
      : [];
  return (
    <ConfirmButton
      label={t("people.end")}
      title={t("people.end_title", { name: person.name })}
      confirm={t("people.end")}
      onConfirm={end}
    >
      <p>{t("people.end_text")}</p>
      <Choice
        name="successor"
        label={t("people.successor")}
        as="list"
        value={successor}
        onChange={setSuccessor}
        none={t("people.successor_none")}
        options={options.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
    </ConfirmButton>
  );
}
