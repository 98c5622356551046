"""What is open at events: drafts whose day comes near, events nobody said of how they went, certificates to issue."""

import datetime as dt

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from api.events.attendance_tables import Attendance
from api.events.certificate_tables import Certificate
from api.events.permissions import EDIT, visible
from api.events.registration_tables import Registration, RegistrationState
from api.events.states import TAKING_PLACE, EventState
from api.events.tables import Event, EventSession, SessionState
from api.events.trainings import OURS, TRAININGS
from api.kernel.matters import Matter
from api.kernel.permission import Actor, can
from api.kernel.reading import columns, rows_of
from api.kernel.time import berlin_day, now

SOON = dt.timedelta(days=14)  # an event nobody can find two weeks before is hardly found at all
_OPEN = columns(Event.id, Event.title, Event.state, Event.first_at, Event.last_at).order_by(col(Event.id))


def matters(session: Session, actor: Actor) -> list[Matter]:
    """Return what the actor should look at. One statement, or none."""
    if not can(actor, EDIT):
        return []
    moment = now(session)
    draft = (col(Event.state) == EventState.draft) & (col(Event.first_at) < moment + SOON)
    asked = or_(OURS, col(Event.registration))  # how courses of other schools went is nothing we would count
    over = col(Event.state).in_(sorted(TAKING_PLACE)) & (col(Event.last_at) <= moment) & asked
    rows = rows_of(session, _OPEN.where(visible(actor, EDIT), or_(draft, over, _earned())))
    return [_matter(row) for row in rows]


def _earned() -> ColumnElement[bool]:
    """Say of which trainings somebody came to enough dates and never had a certificate: `certificates` for all."""
    held = select(func.count()).where(EventSession.event == Event.id, EventSession.state == SessionState.held)
    people = (
        select(Registration.id)
        .join(Attendance, col(Attendance.registration) == col(Registration.id))
        .join(EventSession, col(EventSession.id) == col(Attendance.session))
        .where(
            Registration.event == Event.id,
            Registration.state == RegistrationState.confirmed,
            Registration.name != "",
            EventSession.state == SessionState.held,
            col(Attendance.present),
            col(Registration.id).not_in(select(Certificate.registration)),
        )
        .group_by(col(Registration.id))
        .having(func.count() * 100 >= col(Event.share_needed) * held.correlate(Event).scalar_subquery())
    )
    training = col(Event.kind).in_(sorted(TRAININGS)) & (col(Event.state) == EventState.held)
    return training & people.correlate(Event).exists()


def _matter(row: tuple[int, dict[str, object], EventState, dt.datetime, dt.datetime]) -> Matter:
    number, title, state, first_at, last_at = row
    link = f"/team/veranstaltungen/{number}"
    match state:
        case EventState.draft:
            return Matter("event_draft", title, link, due=berlin_day(first_at))
        case EventState.held:
            return Matter("event_certificates", title, f"{link}/teilnehmende", waiting_since=berlin_day(last_at))
        case _:
            return Matter("event_over", title, link, waiting_since=berlin_day(last_at))
