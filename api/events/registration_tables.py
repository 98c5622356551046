"""Seats of an event, and who signed up for them. Everything that names a person is in `Registration`."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlmodel import Field

from api.kernel.tables import Revised, Stored, choice, json

_ACTIVE = text("state IN ('confirmed', 'waiting', 'offered')")


class WaitingMode(StrEnum):
    """What happens when a seat becomes free: the first in line has it, or is asked whether they still want it."""

    auto = "auto"
    offer = "offer"


class RegistrationState(StrEnum):
    """How a registration stands; an offered seat is kept for them until they say yes or the time is over."""

    confirmed = "confirmed"
    waiting = "waiting"
    offered = "offered"
    cancelled = "cancelled"
    expired = "expired"


class Seats(Stored, table=True):
    """The seats of an event, counted in one row that every booking goes through.

    `taken` are seats of confirmed, of offered and of held places, `waiting` the entries on the list, `tickets` how many
    numbers were given out (the order of the list). `bound` is the capacity, or more where a capacity was lowered below
    what was taken: nobody is dropped.
    """

    __tablename__ = "event_seats"
    __table_args__ = (
        choice(WaitingMode, "mode"),
        CheckConstraint("taken BETWEEN 0 AND bound", name="not_overbooked"),
        CheckConstraint("waiting BETWEEN 0 AND 100000", name="list_not_negative"),
        CheckConstraint("capacity >= 0 AND capacity <= bound", name="bound_holds_capacity"),
    )
    event: int = Field(primary_key=True, foreign_key="event.id", sa_column_kwargs={"autoincrement": False})
    capacity: int
    bound: int
    taken: int = 0
    waiting: int = 0
    waiting_limit: int = 0
    tickets: int = 0
    mode: WaitingMode = Field(default=WaitingMode.auto, sa_type=String(6))


class Registration(Revised, table=True):
    """Somebody, or a party of some, who signed up. `person` is an HMAC of contact and name: one active per event.

    `ticket` is the place in the order of registering. The secret of the manage link is an HMAC of the id, never stored.
    """

    __tablename__ = "registration"
    __table_args__ = (
        choice(RegistrationState, "state"),
        CheckConstraint("party BETWEEN 1 AND 50", name="party_known"),
        CheckConstraint("(state = 'offered') = (offer_until IS NOT NULL)", name="offers_end"),
        Index(
            "uq_registration_active_person",
            "event",
            "person",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index(None, "event", "state", "ticket"),
    )
    id: str = Field(primary_key=True, max_length=32)
    event: int = Field(foreign_key="event.id")
    state: RegistrationState = Field(sa_type=String(10))
    party: int = 1
    ticket: int
    name: str = Field(max_length=200)
    email: str | None = Field(default=None, max_length=200)
    phone: str | None = Field(default=None, max_length=60)
    language: str = Field(max_length=20)
    answers: dict[str, Any] = json(dict)
    person: str = Field(max_length=64)
    offer_until: dt.datetime | None = None
    registered_at: dt.datetime
    ended_at: dt.datetime | None = None
    by_staff: bool = False


class SeatHold(Stored, table=True):
    """Seats kept for somebody who is filling in the form; over at `until`, whoever looks first."""

    __tablename__ = "seat_hold"
    id: str = Field(primary_key=True, max_length=64)
    event: int = Field(foreign_key="event.id", index=True)
    party: int
    until: dt.datetime = Field(index=True)


class Reminder(Stored, table=True):
    """That somebody was reminded of an event: once and never again."""

    __tablename__ = "event_reminder"
    registration: str = Field(primary_key=True, max_length=32, foreign_key="registration.id", ondelete="CASCADE")


class CallToMake(Stored, table=True):
    """That somebody without a mail address is to be phoned, and about what (a `LetterKind`); who and where is theirs.

    Its key is never given twice: what is told is settled by it, and not what came in meanwhile.
    """

    __tablename__ = "event_call"
    __table_args__ = (UniqueConstraint("registration", "kind"),)
    id: str = Field(primary_key=True, max_length=32)
    registration: str = Field(max_length=32, foreign_key="registration.id", ondelete="CASCADE")
    kind: str = Field(max_length=24)
    at: dt.datetime
