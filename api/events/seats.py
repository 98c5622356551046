"""The counter of seats: every booking is one guarded UPDATE of one row, and a CHECK stands behind it.

The row is also the lock: whoever frees or promotes takes it first, then the registrations of the event.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, or_, update
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


class Count(NamedTuple):
    """A counter as it was or is."""

    capacity: int
    taken: int
    waiting: int
    waiting_limit: int


@dataclass(frozen=True)
class Booked:
    """What became of a booking; `told`: the public class of the seats changed with it."""

    place: Place | None
    told: bool


_PARTY: BindParameter[int] = bindparam("party")
_FITS = and_(col(Seats.taken) + _PARTY <= col(Seats.capacity), col(Seats.waiting) == 0)
_BOOKED = (  # made once: 400 people may ask for it at the same moment
    update(Seats)
    .where(col(Seats.event) == bindparam("at"), or_(_FITS, col(Seats.waiting) < col(Seats.waiting_limit)))
    .values(
        taken=col(Seats.taken) + case((_FITS, _PARTY), else_=0),
        waiting=col(Seats.waiting) + case((_FITS, 0), else_=1),
        tickets=col(Seats.tickets) + 1,
    )
    .returning(col(Seats.tickets), col(Seats.capacity), col(Seats.taken), col(Seats.waiting), col(Seats.waiting_limit))
)
FEW = 5  # fewer free seats than this are "few"


def book(session: Session, event: int, party: int) -> Booked:
    """Take seats, or a place on the waiting list behind everybody who waits; no place when both are full.

    Nobody overtakes: as long as somebody waits, newcomers queue, even if a small party would fit.
    """
    row = session.connection().execute(_BOOKED, {"at": event, "party": party}).first()
    if row is None:
        return Booked(None, told=False)
    ticket, capacity, taken, waiting, limit = row
    confirmed = waiting == 0
    after = Count(capacity, taken, waiting, limit)
    before = after._replace(taken=taken - party) if confirmed else after._replace(waiting=waiting - 1)
    return Booked(Place(confirmed=confirmed, ticket=ticket), told=class_of(before) != class_of(after))


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


def class_of(seats: Count | Seats) -> SeatClass:
    """Return what the public is told."""
    left = seats.capacity - seats.taken
    if left > 0 and seats.waiting == 0:
        return SeatClass.few if left < FEW else SeatClass.free
    return SeatClass.waiting_list if seats.waiting < seats.waiting_limit else SeatClass.full
