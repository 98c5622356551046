import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api, problemIn } from "../api/client";
import { useList } from "../api/useList";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { AreasField } from "../pickers/AreasField";
import { useKinds } from "../pickers/kinds";
import { useSigned } from "../session/session";
import { Page } from "../shell/Page";
import { addressOf } from "./model";

interface NewScreenProps {
  screen: string;
  offices: boolean;
}

/** A new organisation or office; while the name is typed, those that sound alike are shown. */
export function NewScreen({ screen, offices }: NewScreenProps) {
  const { t } = useTexts();
  const { route } = useLocation();
  const { me } = useSigned();
  const kinds = useKinds(offices);
  const own = me.roles.flatMap(({ area }) => (area ? [area.key] : []));
  const form = useForm({ name: "", kind: offices ? "office" : "club", areas: own });
  const [typed, setTyped] = useState("");
  const labels = { name: t("places.name"), kind: t("org.kind"), areas: t("org.active_in") };
  const { busy, onSubmit } = useSubmit(
    form,
    async ({ name, kind, areas }) => {
      try {
        return await api.post("/staff/organisations", { body: { name, kind: kind as never, areas } });
      } catch (error) {
        // Outside of one's own areas nothing can be made; the server says "not found", as for everything there.
        if (problemIn(error).status === 404) return null;
        throw error;
      }
    },
    (answer) => {
      if (answer) route(addressOf(answer.data));
      else form.setFaults({ areas: t("places.fault_outside") });
    },
    { blank: "kit.fault_missing" },
  );
  return (
    <Page screen={screen}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <div class="tight" onFocusOut={() => setTyped(form.values.name.trim())}>
          <TextField
            {...form.field("name")}
            label={labels.name}
            lang="de"
            dir="ltr"
            maxLength={200}
            required
          />
          <Alike name={typed} />
        </div>
        <Choice {...form.field("kind")} label={labels.kind} as="list" options={kinds} />
        <AreasField {...form.field("areas")} label={labels.areas} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("places.create")}
          </button>
        </div>
      </form>
    </Page>
  );
}

/** What is there already under such a name. */
function Alike({ name }: { name: string }) {
  const { t } = useTexts();
  const word = name.split(/\s+/).sort((a, b) => b.length - a.length)[0] ?? "";
  const { items } = useList(
    "/staff/organisations",
    word.length > 3 ? { query: { q: word, limit: 5 } } : null,
  );
  const found = word.length > 3 ? items.slice(0, 5) : [];
  return (
    <div role="status">
      {found.length > 0 && (
        <div class="note note-warm tight">
          <p>{t("places.alike")}</p>
          <ul class="list">
            {found.map((one) => (
              <li key={one.key}>
                <a href={addressOf(one)}>{one.name}</a>
                {one.town && <span class="muted"> · {one.town}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
