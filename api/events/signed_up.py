"""Who is signed up for what is still to come: nobody loses that without being told."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from api.events import seats
from api.events.letter_kinds import ACTIVE
from api.events.registration_tables import Registration
from api.events.states import COMING, EventState
from api.events.tables import Event
from api.kernel.reading import columns, rows_of
from api.kernel.time import now

_PEOPLE = select(func.count()).where(Registration.event == Event.id, col(Registration.state).in_(sorted(ACTIVE)))
PEOPLE: ColumnElement[int] = _PEOPLE.correlate(Event).scalar_subquery()


def not_over(moment: dt.datetime) -> ColumnElement[bool]:
    """Return which events are ahead; what is postponed waits for its date."""
    return or_(col(Event.last_at).is_(None), col(Event.last_at) > moment, Event.state == EventState.postponed)


def coming(moment: dt.datetime) -> ColumnElement[bool]:
    """Return which events people who signed up still count on."""
    return col(Event.state).in_(sorted(COMING)) & not_over(moment)


def people(session: Session, event: int, *, lock: bool) -> int:
    """Return how many entries an event has that is still to come; `lock` keeps others from signing up meanwhile."""
    if lock:
        seats.lock(session, event)
    return session.exec(select(PEOPLE).where(Event.id == event, coming(now(session)))).first() or 0


def people_of(session: Session, source: str) -> Mapping[int, int]:
    """Return how many entries each event of a source has that is still to come."""
    found = columns(Event.id, PEOPLE.label("people")).where(Event.source == source, coming(now(session)))
    return {row.id: row.people for row in rows_of(session, found)}
