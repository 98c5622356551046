/** Codes of topics and audiences we have words for (`event.topic_…`, `event.audience_…`); both lists are open. */
export const TOPICS = [
  "vereinsgruendung",
  "foerdermittel",
  "jugendarbeit",
  "ehrenamt",
  "mentoring",
  "interkulturelles",
  "ankommen",
  "politik",
  "arbeit",
  "schule",
] as const;
export const AUDIENCES = [
  "everybody",
  "newcomers",
  "clubs",
  "volunteers",
  "mentors",
  "administrations",
  "employers",
  "schools",
  "parties",
] as const;
