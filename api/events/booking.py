"""Signing up, moving up, giving seats back. Every path that frees a seat ends in `promote`: there is one waiting list.

Order of locks: the seats of the event first, then its registrations.
"""

import datetime as dt
import secrets
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from api.events import offers, seats
from api.events.registration_tables import Registration, RegistrationState, SeatHold, Seats, WaitingMode
from api.events.seats import SeatClass, class_of
from api.events.tables import Event
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue, NotFound, Problem
from api.kernel.time import now

VISITOR = Actor("visitor")  # somebody without an account; the trail names nobody
_ALREADY = Issue("", "already_registered", "This person is registered; use the link in the mail.")
ACTIVE = frozenset({RegistrationState.confirmed, RegistrationState.waiting, RegistrationState.offered})
_SEATED = frozenset({RegistrationState.confirmed, RegistrationState.offered})


_EVENT: BindParameter[int] = bindparam("event")
_MOMENT: BindParameter[dt.datetime] = bindparam("moment")
_OVER = select(  # one row for an event with seats: whether an offer or a hold of it is over
    or_(
        exists().where(col(Registration.event) == _EVENT, col(Registration.offer_until) <= _MOMENT),
        exists().where(col(SeatHold.event) == _EVENT, col(SeatHold.until) <= _MOMENT),
    )
).where(col(Seats.event) == _EVENT)


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


def register(session: Session, actor: Actor, event: int, who: Signing, *, hold: str = "") -> Registration:
    """Give seats, or a place on the waiting list; `hold` names seats that were kept for this.

    Raises EventFull; Conflict when this person has a registration.
    """
    _end_what_is_over(session, actor, event)
    before = _use_hold(session, event, hold) if hold else None
    booked = seats.book(session, event, who.party)  # holds the lock: nobody else signs this person up meanwhile
    if booked.place is None:
        require_alone(session, event, who.person)
        raise EventFull
    row = _row(session, event, who, booked.place)
    with _alone():
        audit.record(session, actor, "create", row, public=booked.told)
    if before is not None:
        _tell(session, event, before)
    return row


def _row(session: Session, event: int, who: Signing, place: seats.Place) -> Registration:
    return Registration(
        id=secrets.token_hex(16),
        event=event,
        state=RegistrationState.confirmed if place.confirmed else RegistrationState.waiting,
        ticket=place.ticket,
        registered_at=now(session),
        **asdict(who),
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
    _end_what_is_over(session, VISITOR, event)
    before = _look(session, event)
    if not seats.keep(session, event, hold.party):
        return False
    session.add(hold)
    _tell(session, event, before)
    return True


def _use_hold(session: Session, event: int, hold: str) -> SeatClass | None:
    """Free the seats somebody kept, in the transaction that books them: the lock keeps others out in between.

    Returns the class of the seats before, None for a hold that is none.
    """
    row = session.get(SeatHold, hold)
    if row is None or row.event != event:
        return None
    before = _look(session, event, lock=True)
    session.delete(row)
    session.flush()
    seats.free(session, event, row.party)
    return before


def _end_what_is_over(session: Session, actor: Actor, event: int) -> None:
    """End offers and holds whose time is over, if there are any: then with the lock."""
    found = session.connection().execute(_OVER, {"event": event, "moment": now(session)}).scalar()
    if found is None:
        raise NotFound
    if found:
        seats.lock(session, event)
        before = _class(session, event)
        settle(session, actor, event)
        _tell(session, event, before)


def cancel(session: Session, actor: Actor, number: str) -> Registration:
    """Give a registration back; a second time changes nothing. Raises NotFound."""
    row, before = _locked(session, number)
    if row.state in ACTIVE:
        _end(session, actor, row, RegistrationState.cancelled)
        promote(session, actor, row.event)
        _tell(session, row.event, before)
    return row


def accept(session: Session, actor: Actor, number: str) -> Registration:
    """Take an offered seat. Raises NotFound; Conflict when nothing is offered, or not any more."""
    row, before = _locked(session, number)
    settle(session, actor, row.event)
    if row.state == RegistrationState.offered:
        row.state, row.offer_until = RegistrationState.confirmed, None
        audit.record(session, actor, "change", row, public=False)
    elif row.state != RegistrationState.confirmed:
        _tell(session, row.event, before)
        raise Conflict(Issue("", "no_offer", "No seat is kept for this registration any more."))
    return row


def resize(session: Session, actor: Actor, event: int, capacity: int) -> None:
    """Change how many seats there are; nobody loses one. Raises NotFound for an event without seats."""
    before = _look(session, event, lock=True)
    seats.resize(session, event, capacity)
    promote(session, actor, event)
    _tell(session, event, before)


def settle(session: Session, actor: Actor, event: int) -> None:
    """End offers and holds whose time is over, and let others move up. The lock of the event's seats is held."""
    moment = now(session)
    over = select(Registration).where(
        Registration.event == event,
        Registration.state == RegistrationState.offered,
        col(Registration.offer_until) <= moment,
    )
    for row in session.exec(over.order_by(col(Registration.ticket)).with_for_update()).all():
        _end(session, actor, row, RegistrationState.expired)
    holds = session.exec(select(SeatHold).where(SeatHold.event == event, col(SeatHold.until) <= moment)).all()
    for hold in holds:
        seats.free(session, event, hold.party)
    if holds:
        gone = delete(SeatHold).where(col(SeatHold.id).in_([hold.id for hold in holds]))
        session.connection().execute(gone)
    promote(session, actor, event)


def promote(session: Session, actor: Actor, event: int) -> None:
    """Let entries of the waiting list move up in their order while they fit; the first that does not stops the rest."""
    found = seats.lock(session, event)
    if found is None or found.waiting == 0:
        return
    for row in _waiting(session, event):
        if not seats.promote_one(session, event, row.party):
            break
        if found.mode == WaitingMode.offer:
            hours = session.get_one(Event, event).offer_hours
            row.state, row.offer_until = RegistrationState.offered, offers.offer_end(now(session), hours)
        else:
            row.state = RegistrationState.confirmed
        audit.record(session, actor, "change", row, public=False)


def position(session: Session, row: Registration) -> int | None:
    """Return the place in line, from 1; None for who does not wait."""
    if row.state != RegistrationState.waiting:
        return None
    return 1 + sum(one.ticket < row.ticket for one in _waiting(session, row.event, lock=False))


def _waiting(session: Session, event: int, *, lock: bool = True) -> Sequence[Registration]:
    found = (
        select(Registration)
        .where(Registration.event == event, Registration.state == RegistrationState.waiting)
        .order_by(col(Registration.ticket))
    )
    return session.exec(found.with_for_update() if lock else found).all()


def _end(session: Session, actor: Actor, row: Registration, state: RegistrationState) -> None:
    if row.state in _SEATED:
        seats.free(session, row.event, row.party)
    else:
        seats.leave_list(session, row.event)
    row.state, row.offer_until, row.ended_at = state, None, now(session)
    audit.record(session, actor, "change", row, public=False)


def _locked(session: Session, number: str) -> tuple[Registration, SeatClass]:
    """Return a registration as it is now, with the seats of its event locked before it."""
    row = session.get(Registration, number)
    if row is None:
        raise NotFound
    before = _look(session, row.event, lock=True)
    return session.get_one(Registration, number, with_for_update=True, populate_existing=True), before


def _look(session: Session, event: int, *, lock: bool = False) -> SeatClass:
    """Return the public class of the seats after what is over was ended. Raises NotFound for an event without seats."""
    found = seats.lock(session, event) if lock else session.get(Seats, event)
    if found is None:
        raise NotFound
    return class_of(found)


def _class(session: Session, event: int) -> SeatClass:
    return class_of(session.get_one(Seats, event, populate_existing=True))


def _tell(session: Session, event: int, before: SeatClass) -> None:
    """Raise the public revision when the class of free seats changed."""
    if _class(session, event) != before:
        audit.announce(session, Event)
