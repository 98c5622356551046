import type { Verdict } from "./VerdictBadge";

/** Best first, as pages list them. */
export const verdicts: Verdict[] = ["reached", "ahead", "on_track", "behind", "fell_back", "not_assessable"];
