"""The counter of seats: every booking is one guarded UPDATE of one row, and a CHECK stands behind it.

The row is also the lock: whoever frees or promotes takes it first, then the registrations of the event.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import and_, case, or_, update
from sqlmodel import Session, col

from api.events.registration_tables import Seats


class SeatClass(StrEnum):
    """What the public sees of free seats; never a number."""

    free = "free"
    few = "few"
    waiting_list = "waiting_list"
    full = "full"


@dataclass(frozen=True)
class Place:
    """What a booking got: seats, or a place on the list, and its number in the order of booking."""

    confirmed: bool
    ticket: int


FEW = 5  # fewer free seats than this are "few"


def book(session: Session, event: int, party: int) -> Place | None:
    """Take seats, or a place on the waiting list behind everybody who waits; None when both are full.

    Nobody overtakes: as long as somebody waits, newcomers queue, even if a small party would fit.
    """
    fits = and_(col(Seats.taken) + party <= col(Seats.capacity), col(Seats.waiting) == 0)
    room = or_(fits, col(Seats.waiting) < col(Seats.waiting_limit))
    booked = (
        update(Seats)
        .where(col(Seats.event) == event, room)
        .values(
            taken=col(Seats.taken) + case((fits, party), else_=0),
            waiting=col(Seats.waiting) + case((fits, 0), else_=1),
            tickets=col(Seats.tickets) + 1,
        )
        .returning(col(Seats.tickets), col(Seats.waiting))
    )
    found = session.connection().execute(booked).first()
    return None if found is None else Place(confirmed=found.waiting == 0, ticket=found.tickets)


def keep(session: Session, event: int, party: int) -> bool:
    """Take seats for a form that is being filled in, if they are free and nobody waits."""
    fits = and_(col(Seats.taken) + party <= col(Seats.capacity), col(Seats.waiting) == 0)
    kept = update(Seats).where(col(Seats.event) == event, fits).values(taken=col(Seats.taken) + party)
    return session.connection().execute(kept).rowcount == 1


def lock(session: Session, event: int) -> Seats | None:
    """Take the lock of an event's seats and return them as they are now; None for an event without any."""
    return session.get(Seats, event, with_for_update=True, populate_existing=True)


def free(session: Session, event: int, party: int) -> None:
    """Give seats back; what a lowered capacity kept above itself goes with them."""
    left = col(Seats.taken) - party
    bound = case((left > col(Seats.capacity), left), else_=col(Seats.capacity))
    session.connection().execute(update(Seats).where(col(Seats.event) == event).values(taken=left, bound=bound))


def leave_list(session: Session, event: int) -> None:
    """Take one entry off the waiting list."""
    one_less = {"waiting": col(Seats.waiting) - 1}
    session.connection().execute(update(Seats).where(col(Seats.event) == event).values(one_less))


def promote_one(session: Session, event: int, party: int) -> bool:
    """Turn the first entry of the list into taken seats; say whether they fit."""
    fits = col(Seats.taken) + party <= col(Seats.capacity)
    moved = (
        update(Seats)
        .where(col(Seats.event) == event, fits, col(Seats.waiting) > 0)
        .values(taken=col(Seats.taken) + party, waiting=col(Seats.waiting) - 1)
    )
    return session.connection().execute(moved).rowcount == 1


def resize(session: Session, event: int, capacity: int) -> None:
    """Change the capacity; a smaller one drops nobody who has a seat."""
    bound = case((col(Seats.taken) > capacity, col(Seats.taken)), else_=capacity)
    session.connection().execute(update(Seats).where(col(Seats.event) == event).values(capacity=capacity, bound=bound))


class Counted(Protocol):
    """The counter, as a row or as columns of one."""

    capacity: int
    taken: int
    waiting: int
    waiting_limit: int


def class_of(seats: Counted) -> SeatClass:
    """Return what the public is told."""
    left = seats.capacity - seats.taken
    if left > 0 and seats.waiting == 0:
        return SeatClass.few if left < FEW else SeatClass.free
    return SeatClass.waiting_list if seats.waiting < seats.waiting_limit else SeatClass.full
