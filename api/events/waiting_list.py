"""Who moves up when a seat becomes free: every path that frees one ends in `promote`. There is one waiting list.

Order of locks: the seats of the event first, then its registrations.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import BindParameter, bindparam, exists, or_
from sqlmodel import Session, col, delete, select

from api.events import letters, offers, seats
from api.events.letters import LetterKind
from api.events.registration_tables import Registration, RegistrationState, SeatHold, Seats, WaitingMode
from api.events.seats import SeatClass, class_of
from api.events.states import COMING
from api.events.tables import Event
from api.kernel import audit, jobs
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.time import now

SETTLING = "event-settle"  # job that looks at an event when an offer or a hold ends
_SEATED = frozenset({RegistrationState.confirmed, RegistrationState.offered})
_EVENT: BindParameter[int] = bindparam("event")
_MOMENT: BindParameter[dt.datetime] = bindparam("moment")
_OVER = select(  # one row for an event with seats: whether an offer or a hold of it is over
    or_(
        exists().where(
            col(Registration.event) == _EVENT,
            col(Registration.state) == RegistrationState.offered,  # found by the index, however many signed up
            col(Registration.offer_until) <= _MOMENT,
        ),
        exists().where(col(SeatHold.event) == _EVENT, col(SeatHold.until) <= _MOMENT),
    )
).where(col(Seats.event) == _EVENT)


def end_what_is_over(session: Session, actor: Actor, event: int) -> None:
    """End offers and holds whose time is over, if there are any: then with the lock."""
    found = session.connection().execute(_OVER, {"event": event, "moment": now(session)}).scalar()
    if found is None:
        raise NotFound
    if found:
        seats.lock(session, event)
        before = class_now(session, event)
        settle(session, actor, event)
        tell(session, event, before)


def settle(session: Session, actor: Actor, event: int) -> None:
    """End offers and holds whose time is over, and let others move up. The lock of the event's seats is held."""
    moment = now(session)
    over = select(Registration).where(
        Registration.event == event,
        Registration.state == RegistrationState.offered,
        col(Registration.offer_until) <= moment,
    )
    for row in session.exec(over.order_by(col(Registration.ticket)).with_for_update()).all():
        end(session, actor, row, RegistrationState.expired)
    holds = session.exec(select(SeatHold).where(SeatHold.event == event, col(SeatHold.until) <= moment)).all()
    for hold in holds:
        seats.free(session, event, hold.party)
    if holds:
        gone = delete(SeatHold).where(col(SeatHold.id).in_([hold.id for hold in holds]))
        session.connection().execute(gone)
    promote(session, actor, event)


def promote(session: Session, actor: Actor, event: int) -> None:
    """Let entries of the waiting list move up in their order while they fit; the first that does not stops the rest.

    Who waits for more seats than the event has at all stands in nobody's way: they are passed over, and stand in line
    again at their old place when there are more seats or they come with fewer. Nobody moves up when `moves` says so;
    offers end with signing up, and afterwards nothing is offered.
    """
    found, moment = seats.lock(session, event), now(session)
    if found is None or found.waiting == 0 or not moves(about := session.get_one(Event, event), moment):
        return
    asked = found.mode == WaitingMode.offer
    until = offers.offer_end(moment, about.offer_hours, about.closes_at or about.first_at) if asked else None
    if until is not None and until <= moment:
        return
    for row in _line(session, event):
        if not seats.promote_one(session, event, row.party):
            break
        row.state, row.offer_until = RegistrationState.offered if asked else RegistrationState.confirmed, until
        if until is not None:
            look_again(session, event, until)
        audit.record(session, actor, "change", row, public=False)
        letters.tell(session, actor, row, None if asked else LetterKind.moved_up)


def moves(event: Event, moment: dt.datetime) -> bool:
    """Say whether people still move up and accept: the event is to come, and has not begun.

    A series people may sign up for after it began (`closes_at`) goes on until then.
    """
    ends = [one for one in (event.first_at, event.closes_at) if one is not None]
    return event.state in COMING and (not ends or moment < max(ends))


def look_again(session: Session, event: int, moment: dt.datetime) -> None:
    """Let a worker end what is over then, whether or not somebody comes by."""
    jobs.add(session, SETTLING, {"event": event}, run_at=moment)


def position(session: Session, row: Registration) -> int | None:
    """Return the place in line, from 1; None for who does not wait, or waits for more seats than there are at all."""
    line = [one.id for one in _line(session, row.event, lock=False)] if row.state == RegistrationState.waiting else []
    return line.index(row.id) + 1 if row.id in line else None


def _line(session: Session, event: int, *, lock: bool = True) -> Sequence[Registration]:
    found = (
        select(Registration)
        .join(Seats, col(Seats.event) == col(Registration.event))
        .where(
            Registration.event == event,
            Registration.state == RegistrationState.waiting,
            seats.in_line(col(Registration.party), col(Seats.capacity)),
        )
        .order_by(col(Registration.ticket))
    )
    return session.exec(found.with_for_update(of=Registration) if lock else found).all()


def end(session: Session, actor: Actor, row: Registration, state: RegistrationState) -> None:
    """Give back what a registration had, a seat or a place in line. The lock of the event's seats is held."""
    if row.state in _SEATED:
        seats.free(session, row.event, row.party)
    else:
        seats.leave_list(session, row.event, row.party)
    row.state, row.offer_until, row.ended_at = state, None, now(session)
    audit.record(session, actor, "change", row, public=False)
    letters.tell(session, actor, row)


def look(session: Session, event: int, *, lock: bool = False) -> SeatClass:
    """Return the public class of the seats after what is over was ended. Raises NotFound for an event without seats."""
    found = seats.lock(session, event) if lock else session.get(Seats, event)
    if found is None:
        raise NotFound
    return class_of(found)


def class_now(session: Session, event: int) -> SeatClass:
    """Return the public class of the seats as they are in this transaction."""
    return class_of(session.get_one(Seats, event, populate_existing=True))


def tell(session: Session, event: int, before: SeatClass) -> None:
    """Raise the public revision when the class of free seats changed."""
    if class_now(session, event) != before:
        audit.announce(session, Event)
