"""What is open at events: drafts whose day comes near, events nobody said of how they went, certificates, calls."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from api.events import calls, signed_up
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
_OPEN = columns(
    Event.id, Event.title, Event.state, Event.first_at, Event.last_at, Event.missing_since,
    signed_up.PEOPLE.label("people"),
).order_by(col(Event.id))  # fmt: skip


def matters(session: Session, actor: Actor) -> list[Matter]:
    """Return what the actor should look at, and whom to phone. At most two statements."""
    phone = [_phone(row) for row in calls.events(session, actor)]
    if not can(actor, EDIT):
        return phone
    moment = now(session)
    draft = (col(Event.state) == EventState.draft) & (col(Event.first_at) < moment + SOON)
    asked = or_(OURS, col(Event.registration))  # how courses of other schools went is nothing we would count
    over = col(Event.state).in_(sorted(TAKING_PLACE)) & (col(Event.last_at) <= moment) & asked
    missing = col(Event.missing_since).is_not(None) & signed_up.coming(moment) & (signed_up.PEOPLE > 0)
    rows = rows_of(session, _OPEN.where(visible(actor, EDIT), or_(draft, over, missing, _earned())))
    return [*phone, *(_matter(row, moment) for row in rows)]


def _phone(row: Any) -> Matter:
    """Return the people of an event who are to be phoned; an offer is due before it ends."""
    link = f"/team/veranstaltungen/{row.id}/teilnehmende?call=true"
    due, since = row.until and berlin_day(row.until), berlin_day(row.since)
    return Matter("event_calls", row.title, link, due=due, waiting_since=since, count=row.people)


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


def _matter(row: Any, moment: dt.datetime) -> Matter:
    link = f"/team/veranstaltungen/{row.id}"
    match row.state:
        case EventState.draft:
            return Matter("event_draft", row.title, link, due=berlin_day(row.first_at))
        case EventState.held:
            since = berlin_day(row.last_at)
            return Matter("event_certificates", row.title, f"{link}/teilnehmende", waiting_since=since)
        case state if state in TAKING_PLACE and row.last_at is not None and row.last_at <= moment:
            return Matter("event_over", row.title, link, waiting_since=berlin_day(row.last_at))
        case _:
            since = berlin_day(row.missing_since)
            return Matter("event_missing", row.title, link, waiting_since=since, count=row.people)
