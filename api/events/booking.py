"""Signing up, giving seats back, accepting an offer; who moves up is decided in `waiting_list`.

Order of locks: the seats of the event first, then its registrations.
"""

import datetime as dt
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from api.events import letters, seats, waiting_list
from api.events.letters import LetterKind
from api.events.registration_tables import Registration, RegistrationState, SeatHold
from api.events.seats import SeatClass
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue, NotFound, Problem
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


def register(
    session: Session,
    actor: Actor,
    event: int,
    who: Signing,
    *,
    hold: str = "",
    letter: LetterKind = LetterKind.confirmed,
) -> Registration:
    """Give seats, or a place on the waiting list; `hold` names seats that were kept for this.

    `letter` is what is written to who has a seat. Raises EventFull; Conflict when this person has a registration.
    """
    waiting_list.end_what_is_over(session, actor, event)
    before = _use_hold(session, event, hold) if hold else None
    booked = seats.book(session, event, who.party)  # holds the lock: nobody else signs this person up meanwhile
    if booked.place is None:
        require_alone(session, event, who.person)
        raise EventFull
    row = _row(session, event, who, booked.place)
    with _alone():
        audit.record(session, actor, "create", row, public=booked.told)
    letters.tell(session, actor, row, letter if row.state == RegistrationState.confirmed else None)
    if before is not None:
        waiting_list.tell(session, event, before)
    return row


def _row(session: Session, event: int, who: Signing, place: seats.Place) -> Registration:
    return Registration(
        id=secrets.token_hex(16),
        event=event,
        state=RegistrationState.confirmed if place.confirmed else RegistrationState.waiting,
        ticket=place.ticket,
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


def keep(session: Session, event: int, hold: SeatHold) -> bool:
    """Keep seats for a form; False where none are free or somebody waits. Raises NotFound where nobody signs up."""
    waiting_list.end_what_is_over(session, VISITOR, event)
    before = waiting_list.look(session, event)
    if not seats.keep(session, event, hold.party):
        return False
    session.add(hold)
    waiting_list.look_again(session, event, hold.until)
    waiting_list.tell(session, event, before)
    return True


def keep_as_many(session: Session, event: int, hold: str, party: int, more: dt.timedelta) -> SeatHold | None:
    """Keep more or fewer seats for a form, each added one `more` longer; as many as before where more do not fit.

    Returns None for a hold that is none, or is over. Raises NotFound where nobody signs up.
    """
    waiting_list.end_what_is_over(session, VISITOR, event)
    before = waiting_list.look(session, event, lock=True)
    row = session.get(SeatHold, hold, populate_existing=True)
    if row is None or row.event != event:
        return None
    added = party - row.party
    if added > 0 and not seats.keep(session, event, added):
        return row
    if added < 0:
        seats.free(session, event, -added)
        waiting_list.promote(session, VISITOR, event)
    row.party, row.until = party, row.until + max(added, 0) * more
    waiting_list.look_again(session, event, row.until)
    waiting_list.tell(session, event, before)
    return row


def _use_hold(session: Session, event: int, hold: str) -> SeatClass | None:
    """Free the seats somebody kept, in the transaction that books them: the lock keeps others out in between.

    Returns the class of the seats before, None for a hold that is none.
    """
    row = session.get(SeatHold, hold)
    if row is None or row.event != event:
        return None
    before = waiting_list.look(session, event, lock=True)
    session.delete(row)
    session.flush()
    seats.free(session, event, row.party)
    return before


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
    row, before = _locked(session, number)
    waiting_list.settle(session, actor, row.event)
    if row.state == RegistrationState.offered:
        row.state, row.offer_until = RegistrationState.confirmed, None
        audit.record(session, actor, "change", row, public=False)
        letters.tell(session, actor, row)
    elif row.state != RegistrationState.confirmed:
        waiting_list.tell(session, row.event, before)
        raise Conflict(Issue("", "no_offer", "No seat is kept for this registration any more."))
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
