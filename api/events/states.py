"""The life of an event: which moves there are, and what a state means. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal


class EventState(StrEnum):
    """How an event stands. `postponed` has no new date yet, `rescheduled` has one."""

    draft = "draft"
    published = "published"
    postponed = "postponed"
    rescheduled = "rescheduled"
    cancelled = "cancelled"
    held = "held"
    archived = "archived"


MOVES: Mapping[EventState, frozenset[EventState]] = {
    EventState.draft: frozenset({EventState.published, EventState.archived}),
    EventState.published: frozenset(
        {EventState.postponed, EventState.rescheduled, EventState.cancelled, EventState.held, EventState.archived}
    ),
    EventState.postponed: frozenset({EventState.rescheduled, EventState.cancelled, EventState.archived}),
    EventState.rescheduled: frozenset(
        {EventState.postponed, EventState.rescheduled, EventState.cancelled, EventState.held, EventState.archived}
    ),
    EventState.cancelled: frozenset({EventState.rescheduled, EventState.archived}),
    EventState.held: frozenset({EventState.archived}),
    EventState.archived: frozenset(),
}
PUBLIC = frozenset(EventState) - {EventState.draft, EventState.archived}
TAKING_PLACE = frozenset({EventState.published, EventState.rescheduled})  # one can sign up
COMING = TAKING_PLACE | {EventState.postponed}  # who signed up keeps their seat, who waits moves up
# what calendars and search engines are told (RFC 5545 STATUS; schema.org EventStatusType)
ICAL: Mapping[EventState, Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]] = {
    EventState.published: "CONFIRMED",
    EventState.rescheduled: "CONFIRMED",
    EventState.held: "CONFIRMED",
    EventState.postponed: "TENTATIVE",
    EventState.cancelled: "CANCELLED",
    EventState.archived: "CANCELLED",  # only what was cancelled before is still told
}
SCHEMA: Mapping[EventState, str] = {
    EventState.published: "EventScheduled",
    EventState.held: "EventScheduled",
    EventState.rescheduled: "EventRescheduled",
    EventState.postponed: "EventPostponed",
    EventState.cancelled: "EventCancelled",
}


def may_move(before: EventState, after: EventState) -> bool:
    """Say whether an event may go from one state to the other."""
    return after in MOVES[before]
