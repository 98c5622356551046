"""Signing up, giving seats back, accepting an offer; who moves up is decided in `waiting_list`.

Order of locks: the seats of the event first, then its registrations.
"""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from api.events import letters, seats, waiting_list
from api.events.letters import LetterKind
from api.events.registration_tables import Registration, RegistrationState, SeatHold, Seats
from api.events.seats import Booked, SeatClass
from api.events.tables import Event
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Invalid, Issue, NotFound, Problem
from api.kernel.time import now

VISITOR = Actor("visitor")  # somebody without an account; the trail names nobody
_ALREADY = Issue("", "already_registered", "This person is registered; use the link in the mail.")
ACTIVE = frozenset({RegistrationState.confirmed, RegistrationState.waiting, RegistrationState.offered})


class EventFull(Problem):
    """No seat is free, and the waiting list is full or there is none."""

    status, code = 409, "event-full"
    title, title_de = "This event is full", "Diese Veranstaltung ist ausgebucht"
    meaning = "All seats are taken and the waiting list takes nobody more."
    meaning_de = "Alle Plätze sind vergeben, und die Warteliste nimmt niemanden mehr auf."


@dataclass(frozen=True)
class Signing:
    """Who signs up, as checked; `person` is the key that makes two registrations those of one person."""

    name: str
    language: str
    person: str
    email: str | None = None
    phone: str | None = None
    party: int = 1
    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    by_staff: bool = False


def register(  # noqa: PLR0913 - what a booking needs, and how it differs
    session: Session,
    actor: Actor,
    event: int,
    who: Signing,
    *,
    hold: str = "",
    letter: LetterKind | None = LetterKind.confirmed,
    late: bool = False,
) -> Registration:
    """Give seats, or a place on the waiting list; `hold` names seats that were kept for this.

    `letter` is what is written to who has a seat, if anything. `late`: the list moves no more, a free seat is theirs.
    Raises EventFull; Invalid for more people than there are seats; Conflict when this person has a registration.
    """
    waiting_list.end_what_is_over(session, actor, event)
    if late:
        booked = seats.book_late(session, event, who.party)
    else:  # holds the lock: nobody else signs this person up meanwhile
        booked = _book_kept(session, actor, event, who.party, hold) if hold else _book(session, event, who.party)
    if booked is None:
        require_alone(session, event, who.person)
        require_fits(session.get_one(Seats, event).capacity, who.party)
        raise EventFull
    row = _row(session, event, who, booked)
    with _alone():
        audit.record(session, actor, "create", row, public=booked.told)
    if letter is not None:
        letters.tell(session, actor, row, letter if row.state == RegistrationState.confirmed else None)
    return row


def _book(session: Session, event: int, party: int) -> Booked | None:
    booked = seats.book(session, event, party)
    if booked is not None:
        require_fits(booked.capacity, party)
    return booked


def _book_kept(session: Session, actor: Actor, event: int, party: int, hold: str) -> Booked | None:
    """Turn the seats somebody kept into a booking; what they do not need is given on. No hold is no advantage.

    A party larger than what was kept is one like others where its further seats are not to be had: all or nothing.
    """
    before = waiting_list.look(session, event, lock=True)
    row = session.get(SeatHold, hold, populate_existing=True)
    if row is None or row.event != event:
        return _book(session, event, party)
    session.delete(row)
    session.flush()
    booked = seats.book_kept(session, event, party, row.party)
    if booked is None:
        seats.free(session, event, row.party)
    waiting_list.promote(session, actor, event)
    if booked is None:
        booked = _book(session, event, party)
    return booked and replace(booked, told=before != waiting_list.class_now(session, event))


def _row(session: Session, event: int, who: Signing, booked: Booked) -> Registration:
    return Registration(
        id=secrets.token_hex(16),
        event=event,
        state=RegistrationState.confirmed if booked.confirmed else RegistrationState.waiting,
        ticket=booked.ticket,
        registered_at=now(session),
        **vars(who),
    )


@contextmanager
def _alone() -> Generator[None]:
    """Say what the index of active persons refuses: cheaper than asking first."""
    try:
        yield
    except IntegrityError:
        raise Conflict(_ALREADY) from None


def require_alone(session: Session, event: int, person: str, *, but: str = "") -> None:
    """Raise Conflict when somebody has another active registration for an event. The lock of its seats is held."""
    found = select(Registration.id).where(Registration.event == event, Registration.person == person)
    if any(one != but for one in session.exec(found.where(col(Registration.state).in_(ACTIVE))).all()):
        raise Conflict(_ALREADY)


def too_large(most: int) -> Issue:
    """Return what is wrong with a party."""
    return Issue("/party", "party_too_large", f"At most {most} people sign up together.")


def require_fits(capacity: int, party: int) -> None:
    """Raise Invalid for a party that could never sit: it would wait for ever."""
    if not seats.fits_at_all(capacity, party):
        raise Invalid(too_large(capacity))


@contextmanager
def changing_party(session: Session, actor: Actor, row: Registration, party: int) -> Generator[None]:
    """Let more or fewer people come; `row` is written within. The lock of the event's seats is held.

    Fewer give seats back, or wait at their place. More take further seats where some are free and nobody waits; who
    waits for more than before does so at the end of the list, behind those who asked earlier. Raises EventFull and
    Invalid for more than there are, and nothing has changed.
    """
    before = waiting_list.class_now(session, row.event)
    if party != row.party:
        row.ticket, row.party = _reseat(session, row, party), party
    yield
    waiting_list.promote(session, actor, row.event)
    waiting_list.tell(session, row.event, before)


def _reseat(session: Session, row: Registration, party: int) -> int:
    """Count a registration with another party; return its place in the order of booking."""
    event, added = row.event, party - row.party
    if added > 0:
        require_fits(session.get_one(Seats, event).capacity, party)
    if row.state == RegistrationState.waiting:
        seats.leave_list(session, event, row.party)
        newest = seats.join_list(session, event, party, at_the_end=added > 0)
        return newest if added > 0 else row.ticket
    if added < 0:
        seats.free(session, event, -added)
    elif not seats.take(session, event, added):
        raise EventFull
    return row.ticket


def cancel(session: Session, actor: Actor, number: str) -> Registration:
    """Give a registration back; a second time changes nothing. Raises NotFound."""
    row, before = _locked(session, number)
    if row.state in ACTIVE:
        waiting_list.end(session, actor, row, RegistrationState.cancelled)
        waiting_list.promote(session, actor, row.event)
        waiting_list.tell(session, row.event, before)
    return row


def accept(session: Session, actor: Actor, number: str) -> Registration:
    """Take an offered seat. Raises NotFound; Conflict when nothing is offered, or not any more."""
    row, _ = _locked(session, number)
    waiting_list.settle(session, actor, row.event)
    if row.state == RegistrationState.confirmed:
        return row
    if row.state != RegistrationState.offered:
        raise Conflict(Issue("", "no_offer", "No seat is kept for this registration any more."))
    if not waiting_list.moves(session.get_one(Event, row.event), now(session)):
        raise Conflict(Issue("", "not_taking_place", "Nobody can take a seat of this event now."))
    row.state, row.offer_until = RegistrationState.confirmed, None
    audit.record(session, actor, "change", row, public=False)
    letters.tell(session, actor, row)
    return row


def resize(session: Session, actor: Actor, event: int, capacity: int) -> None:
    """Change how many seats there are; nobody loses one. Raises NotFound for an event without seats."""
    before = waiting_list.look(session, event, lock=True)
    seats.resize(session, event, capacity)
    waiting_list.promote(session, actor, event)
    waiting_list.tell(session, event, before)


def _locked(session: Session, number: str) -> tuple[Registration, SeatClass]:
    """Return a registration as it is now, with the seats of its event locked before it."""
    row = session.get(Registration, number)
    if row is None:
        raise NotFound
    before = waiting_list.look(session, row.event, lock=True)
    return session.get_one(Registration, number, with_for_update=True, populate_existing=True), before
