import type { EventDetail } from "../../api/types";

const text = (text: string) => ({ text, lang: "de", state: "original" }) as const;

/** A training with a picture, whose date was moved. */
export const moved: EventDetail = {
  id: 12,
  kind: "training",
  state: "rescheduled",
  title: text("Wie man einen Verein gründet"),
  description: {
    ...text("Satzung, **Vorstand**, Eintragung: Schritt für Schritt."),
    html: "<p>Satzung, <strong>Vorstand</strong>, Eintragung: Schritt für Schritt.</p>",
  },
  picture: {
    alt: text("Zehn Menschen sitzen im Kreis"),
    width: 1600,
    height: 1067,
    small: "/api/v1/events/12/pictures/5a3f/small.webp",
    large: "/api/v1/events/12/pictures/5a3f/large.webp",
  },
  topic: "vereinsgruendung",
  audiences: ["clubs"],
  target_groups: ["women", "tänzerinnen"],
  languages: ["de", "pl"],
  organiser: { key: "kvhs", name: "Kreisvolkshochschule" },
  measure: 2,
  area: "073355009",
  area_name: "Weilerbach",
  county_wide: false,
  venue: { key: "buergerhaus", name: "Bürgerhaus" },
  place: "Bürgerhaus",
  street: "Rummelstraße 15",
  postal_code: "67685",
  town: "Weilerbach",
  position: null,
  access: "yes",
  getting_there: null,
  online: false,
  price_cents: 0,
  childcare: true,
  women_only: false,
  registration: null,
  sessions: [
    {
      id: 31,
      starts_at: "2026-12-08T18:00:00+01:00",
      ends_at: "2026-12-08T20:30:00+01:00",
      previous_starts_at: "2026-12-05T18:00:00+01:00",
      state: "planned",
      note: null,
    },
  ],
  updated_at: "2026-11-20T09:00:00+01:00",
};
