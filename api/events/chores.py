"""What a worker does for events: ends offers and holds on time, tells people what changed, reminds them once."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import Session, col, select

from api.events import booking, letters, waiting_list
from api.events.letters import LetterKind
from api.events.registration_tables import Registration, RegistrationState, Reminder
from api.events.states import TAKING_PLACE, EventState
from api.events.tables import Event, EventSession, SessionState
from api.kernel.jobs import Payload
from api.kernel.permission import Actor
from api.kernel.time import BERLIN, now, today

WORKER = Actor("system:events")
_FRESH = dt.timedelta(hours=12)  # who signed up since has just read when it is
_NEWS: Mapping[EventState, LetterKind] = {
    EventState.published: LetterKind.changed,
    EventState.rescheduled: LetterKind.changed,
    EventState.postponed: LetterKind.postponed,
    EventState.cancelled: LetterKind.cancelled,
    EventState.archived: LetterKind.cancelled,  # right after it was cancelled
}


def settle(session: Session, payload: Payload) -> None:
    """End what is over of the event a job names, and let others move up."""
    number = int(payload["event"])
    if session.get(Event, number) is not None:
        waiting_list.end_what_is_over(session, WORKER, number)


def tell_news(session: Session, payload: Payload) -> None:
    """Write to everybody about a change of time, place or state; not if a later one followed, which has its own job."""
    event = session.get(Event, int(payload["event"]))
    if event is None or letters.sequence(session, event) != payload["sequence"]:
        return
    kind = _NEWS.get(EventState(event.state))
    if kind is None or (event.state == EventState.archived and event.cancelled_at is None):
        return
    active = select(Registration).where(Registration.event == event.id, col(Registration.state).in_(booking.ACTIVE))
    for row in session.exec(active.order_by(col(Registration.ticket))).all():
        letters.tell(session, WORKER, row, kind)


def remind(session: Session) -> None:
    """Remind who has a seat of a date today or tomorrow: each registration once, whatever becomes of the dates."""
    moment = now(session)
    end = dt.datetime.combine(today(session) + dt.timedelta(days=2), dt.time(), BERLIN).astimezone(dt.UTC)
    soon = select(EventSession.event).where(
        EventSession.state == SessionState.planned,
        col(EventSession.starts_at) > moment,
        col(EventSession.starts_at) < end,
    )
    found = (
        select(Registration)
        .join(Event, col(Event.id) == col(Registration.event))
        .where(
            col(Event.state).in_(TAKING_PLACE),
            col(Registration.event).in_(soon),
            Registration.state == RegistrationState.confirmed,
            col(Registration.registered_at) <= moment - _FRESH,
            col(Registration.id).not_in(select(Reminder.registration)),
        )
    )
    for row in session.exec(found.order_by(col(Registration.event), col(Registration.ticket))).all():
        session.add(Reminder(registration=row.id))
        letters.tell(session, WORKER, row, LetterKind.reminder)
    session.flush()
