"""The counter of seats: every booking is one guarded UPDATE of one row, and a CHECK stands behind it.

The row is also the lock: whoever frees or promotes takes it first, then the registrations of the event. `waiting`
counts who stands in line: an entry larger than all seats together, of before a capacity was lowered, is passed over.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, literal, or_, true, update
from sqlmodel import Session, col, select

from api.events.registration_tables import Registration, RegistrationState, Seats


class SeatClass(StrEnum):
    """What the public sees of free seats; never a number."""

    free = "free"
    few = "few"
    waiting_list = "waiting_list"
    full = "full"


class Count(NamedTuple):
    """A counter as it was or is."""

    capacity: int
    taken: int
    waiting: int
    waiting_limit: int


@dataclass(frozen=True)
class Booked:
    """What a booking got: seats, or a place on the list, and its number in the order of booking.

    `capacity` is that of the event; `told`: the public class of the seats changed with it.
    """

    confirmed: bool
    ticket: int
    capacity: int
    told: bool = False


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


def book(session: Session, event: int, party: int) -> Booked | None:
    """Take seats, or a place on the waiting list behind everybody who waits; None when both are full.

    Nobody overtakes: as long as somebody waits, newcomers queue, even if a small party would fit.
    """
    row = session.connection().execute(_BOOKED, {"at": event, "party": party}).first()
    if row is None:
        return None
    ticket, capacity, taken, waiting, limit = row
    confirmed = waiting == 0
    after = Count(capacity, taken, waiting, limit)
    before = after._replace(taken=taken - party) if confirmed else after._replace(waiting=waiting - 1)
    return Booked(confirmed, ticket, capacity, told=class_of(before) != class_of(after))


def book_kept(session: Session, event: int, party: int, kept: int) -> Booked | None:
    """Make a booking of seats that are kept for it: they are its own, only those beyond compete with others.

    What is left over is given back. None, and nothing changed, when more are wanted and do not fit or somebody waits.
    """
    more = party - kept
    fits = and_(col(Seats.taken) + more <= col(Seats.capacity), col(Seats.waiting) == 0) if more > 0 else true()
    return _seated(session, event, more, fits)


def book_late(session: Session, event: int, party: int) -> Booked | None:
    """Take free seats of an event whose waiting list moves no more, whoever is on it; None when they do not fit."""
    return _seated(session, event, party, col(Seats.taken) + party <= col(Seats.capacity))


def _seated(session: Session, event: int, more: int, fits: ColumnElement[bool]) -> Booked | None:
    left = col(Seats.taken) + more
    booked = (
        update(Seats)
        .where(col(Seats.event) == event, fits)
        .values(taken=left, bound=_bound(left), tickets=col(Seats.tickets) + 1)
        .returning(col(Seats.tickets), col(Seats.capacity))
    )
    row = session.connection().execute(booked).first()
    return Booked(True, *row) if row else None


def take(session: Session, event: int, party: int) -> bool:
    """Take seats for somebody who has a form open or seats already, if they are free and nobody waits."""
    fits = and_(col(Seats.taken) + party <= col(Seats.capacity), col(Seats.waiting) == 0)
    taken = update(Seats).where(col(Seats.event) == event, fits).values(taken=col(Seats.taken) + party)
    return session.connection().execute(taken).rowcount == 1


def lock(session: Session, event: int) -> Seats | None:
    """Take the lock of an event's seats and return them as they are now; None for an event without any."""
    return session.get(Seats, event, with_for_update=True, populate_existing=True)


def free(session: Session, event: int, party: int) -> None:
    """Give seats back; what a lowered capacity kept above itself goes with them."""
    left = col(Seats.taken) - party
    session.connection().execute(update(Seats).where(col(Seats.event) == event).values(taken=left, bound=_bound(left)))


def _bound(taken: ColumnElement[int]) -> ColumnElement[int]:
    return case((taken > col(Seats.capacity), taken), else_=col(Seats.capacity))


def leave_list(session: Session, event: int, party: int) -> None:
    """Take one entry off the waiting list, where it stood in line."""
    stood = in_line(literal(party), col(Seats.capacity))
    one_less = {"waiting": col(Seats.waiting) - case((stood, 1), else_=0)}
    session.connection().execute(update(Seats).where(col(Seats.event) == event).values(one_less))


def join_list(session: Session, event: int, party: int, *, at_the_end: bool) -> int:
    """Put one entry on the waiting list and return the newest number in the order of booking: its own at the end."""
    stands = in_line(literal(party), col(Seats.capacity))
    waiting = col(Seats.waiting) + case((stands, 1), else_=0)
    row = {"waiting": waiting, "tickets": col(Seats.tickets) + int(at_the_end)}
    joined = update(Seats).where(col(Seats.event) == event).values(row).returning(col(Seats.tickets))
    return session.connection().execute(joined).scalar_one()


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
    """Change the capacity; a smaller one drops nobody who has a seat. Who fits into it now stands in line."""
    stands = (col(Registration.state) == RegistrationState.waiting, in_line(col(Registration.party), literal(capacity)))
    waiting = select(func.count()).where(col(Registration.event) == event, *stands).scalar_subquery()
    bound = case((col(Seats.taken) > capacity, col(Seats.taken)), else_=capacity)
    new = {"capacity": capacity, "bound": bound, "waiting": waiting}
    session.connection().execute(update(Seats).where(col(Seats.event) == event).values(new))


def fits_at_all(capacity: int, party: int) -> bool:
    """Say whether a party could sit together were everybody else gone. Without any seats nobody is in the way."""
    return capacity == 0 or party <= capacity


def in_line(party: Any, capacity: Any) -> ColumnElement[bool]:
    """Say the same of columns: only who waits and fits at all stands in line, others are passed over."""
    return or_(capacity == 0, party <= capacity)


def class_of(seats: Count | Seats) -> SeatClass:
    """Return what the public is told."""
    left = seats.capacity - seats.taken
    if left > 0 and seats.waiting == 0:
        return SeatClass.few if left < FEW else SeatClass.free
    return SeatClass.waiting_list if seats.waiting < seats.waiting_limit else SeatClass.full
