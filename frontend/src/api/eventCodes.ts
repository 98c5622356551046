/** Codes of topics, audiences and target groups we have words for (`event.topic_…`, `event.audience_…`, `event.group_…`); all are open. */
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
export const GROUPS = [
  "women",
  "young",
  "families",
  "older",
  "refugees",
  "eu_citizens",
  "long_here",
] as const;
