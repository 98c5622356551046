"""Events and trainings with their sessions. Who signed up is in `registration_tables`: nothing here names anybody.

`sequence` counts changes of time, place and status (RFC 5545); `stamped_at` is the record's own time, never that of an
answer, so that the same data gives the same bytes.
"""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, event
from sqlmodel import Field

from api.events.states import EventState
from api.kernel.tables import Revised, Versioned, choice, json
from api.places import folded, searchable

_TYPED = str.maketrans("łŁıİ", "lLiI")  # letters that are no accented ones, as people type them without their keyboard


class EventKind(StrEnum):
    """What an event is. Trainings count for indicators; a briefing is for a party or a council."""

    information = "information"
    training = "training"
    intercultural_training = "intercultural_training"
    working_group = "working_group"
    school_visit = "school_visit"
    encounter = "encounter"
    supervision = "supervision"
    briefing = "briefing"


class Access(StrEnum):
    """Whether a place can be reached and used without steps."""

    yes = "yes"
    partly = "partly"
    no = "no"
    unknown = "unknown"


class SessionState(StrEnum):
    """Whether one date of an event takes place."""

    planned = "planned"
    cancelled = "cancelled"
    held = "held"


class Event(Versioned, table=True):
    """An event for everybody or for some (`audiences`); `area` is a key, or `outside` or `unknown`.

    `first_at` and `last_at` are the ends of its sessions that are not cancelled, kept for lists; `search` is the title
    in every language, folded: it follows the title, whoever writes it. `venue` is the organisation it takes place at;
    `place` and the address are said all the same. `source` and `external_id` name an imported one; `edited` its fields
    somebody changed here, which the next import leaves alone.
    """

    __tablename__ = "event"
    __table_args__ = (
        choice(EventKind, "kind"),
        choice(EventState, "state"),
        choice(Access, "access"),
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="position_whole"),
        CheckConstraint("price_cents >= 0", name="price_not_negative"),
        CheckConstraint("retention_days BETWEEN 0 AND 3650", name="retention_known"),
        CheckConstraint("(source IS NULL) = (external_id IS NULL)", name="source_names_it"),
        UniqueConstraint("source", "external_id"),
        Index(None, "first_at", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=36, unique=True)
    kind: EventKind = Field(sa_type=String(24))
    state: EventState = Field(default=EventState.draft, sa_type=String(12))
    title: dict[str, Any] = json()
    search: str = ""
    description: dict[str, Any] | None = json(optional=True)
    topic: str | None = Field(default=None, max_length=40)
    audiences: list[str] = json(list)
    target_groups: list[str] = json(list)
    languages: list[str] = json(list)
    organiser: str | None = Field(default=None, foreign_key="organisation.key", max_length=80, index=True)
    measure: int | None = Field(default=None, foreign_key="measure.number", index=True)
    working_group: int | None = Field(default=None, foreign_key="working_group.id", index=True)
    trainer: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL", index=True)
    area: str = Field(max_length=20, index=True)
    venue: str | None = Field(default=None, foreign_key="organisation.key", max_length=80, index=True)
    place: str | None = Field(default=None, max_length=200)
    street: str | None = Field(default=None, max_length=200)
    postal_code: str | None = Field(default=None, max_length=10)
    town: str | None = Field(default=None, max_length=100)
    lon: float | None = None
    lat: float | None = None
    access: Access = Field(default=Access.unknown, sa_type=String(10))
    picture_alt: dict[str, Any] | None = json(optional=True)
    getting_there: dict[str, Any] | None = json(optional=True)
    online: bool = False
    online_link: str | None = Field(default=None, max_length=500, description="For who has a seat; never public.")
    price_cents: int = 0
    childcare: bool = False
    women_only: bool = False
    registration: bool = False
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    most_in_party: int = 5
    offer_hours: int = 24
    questions: list[dict[str, Any]] = json(list)
    retention_days: int = 30
    share_needed: int = Field(default=80, description="Percent of the sessions held that a certificate asks for.")
    first_at: dt.datetime | None = None
    last_at: dt.datetime | None = None
    sequence: int = 0
    stamped_at: dt.datetime
    created_at: dt.datetime
    cancelled_at: dt.datetime | None = Field(default=None, description="Kept when it is archived: calendars are told.")
    source: str | None = Field(default=None, max_length=60)
    external_id: str | None = Field(default=None, max_length=120)
    missing_since: dt.datetime | None = Field(
        default=None, description="When the newest file of its source first did not name it, though people signed up."
    )
    edited: list[str] = json(list)


def sought(text: str) -> str:
    """Return what somebody looks for as `Event.search` holds it."""
    return folded(text.strip().translate(_TYPED))


@event.listens_for(Event, "before_insert")
@event.listens_for(Event, "before_update")
def _index(_mapper: object, _connection: object, row: Event) -> None:
    """Keep what is searched beside the title: imports and translations write titles, too."""
    titles = [one.get("text", "") for one in row.title.values()]
    row.search = searchable(*titles, *(one.translate(_TYPED) for one in titles))


class EventSession(Revised, table=True):
    """One date of an event, with a UID of its own; begins and ends in UTC."""

    __tablename__ = "event_session"
    __table_args__ = (
        choice(SessionState, "state"),
        CheckConstraint("starts_at < ends_at", name="times_in_order"),
        Index(None, "event", "starts_at"),
        Index(None, "starts_at", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    event: int = Field(foreign_key="event.id")
    uid: str = Field(max_length=36, unique=True)
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: SessionState = Field(default=SessionState.planned, sa_type=String(10))
    previous_starts_at: dt.datetime | None = Field(default=None, description="Where visitors knew it before.")
    note: dict[str, Any] | None = json(optional=True)
    sequence: int = 0
    stamped_at: dt.datetime
