import { useTexts } from "../../i18n/staffTexts";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import { sentenceFor } from "../forms/faults";
import type { Form } from "../forms/useForm";
import { OrganisationKeyField } from "../pickers/OrganisationKeyField";
import type { EventDocument, EventValues } from "./model";

interface VenueFieldProps {
  form: Form<EventValues>;
  label: string;
  event: EventDocument;
}

/** The organisation an event takes place at; what the directory knows of its place fills the fields below. */
export function VenueField({ form, label, event }: VenueFieldProps) {
  const { t } = useTexts();
  const say = useSay();
  const choose = async (key: string) => {
    form.set({ venue: key });
    if (!key) return;
    try {
      form.set(placeOf(await directory(key)));
    } catch (error) {
      say({ text: sentenceFor(problemIn(error), t), kind: "danger" });
    }
  };
  return (
    <OrganisationKeyField
      {...form.field("venue")}
      label={label}
      hint={t("planning.venue_hint")}
      known={{ key: event.venue, name: event.venue_name }}
      onChange={(key) => void choose(key)}
    />
  );
}

const directory = async (key: string) => (await api.get("/organisations/{key}", { path: { key } })).data;

/** What an organisation says of its place. The area is known where it works in one alone. */
function placeOf(of: Awaited<ReturnType<typeof directory>>): Partial<EventValues> {
  const [area, ...others] = of.areas;
  return {
    place: of.name,
    street: of.street ?? "",
    postal_code: of.postal_code ?? "",
    town: of.town ?? "",
    position: of.position,
    access: of.barrier_free,
    ...(area && others.length === 0 ? { area: area.key } : {}),
  };
}
