"""Who was there. The latest mark counts, so that devices without a connection may send theirs in any order."""

import datetime as dt
from collections import defaultdict

from sqlmodel import Session, col, select

from api.events import attendees, persons
from api.events.attendance_tables import Attendance
from api.events.attendee_permissions import EDIT
from api.events.attendee_schemas import AttendanceSheet, Guest, Mark, MarkView
from api.events.registration_tables import Registration, RegistrationState
from api.events.tables import EventSession, SessionState
from api.kernel import audit
from api.kernel.language import said
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue, NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import now, spoken, understood


def sheet(session: Session, actor: Actor, secret: bytes, number: int, language: str) -> AttendanceSheet:
    """Return everybody who has a seat, by name, with what was noted. Raises NotFound."""
    event = attendees.event_of(session, actor, number)
    guests = columns(Registration.id, Registration.name, Registration.party).where(
        Registration.event == number, Registration.state == RegistrationState.confirmed
    )
    noted = marks(session, number)
    found = sorted(rows_of(session, guests), key=lambda row: (persons.folded_name(row.name), row.id))
    return AttendanceSheet(
        event=number,
        title=said(event.title, language),
        now=spoken(now(session)),
        sessions=attendees.dates(session, number),
        guests=[
            Guest(
                id=row.id,
                name=row.name,
                party=row.party,
                code=persons.check_in_code(secret, row.id),
                marks=noted[row.id],
            )
            for row in found
        ],
    )


def note(session: Session, actor: Actor, number: int, date: int, key: str, wish: Mark) -> MarkView:
    """Note whether somebody is there and return the mark that counts.

    Raises NotFound; Conflict for who has no seat and for a date that is cancelled; Invalid.
    """
    attendees.event_of(session, actor, number, EDIT)
    on = session.get(EventSession, date)
    row = session.get(Registration, key, with_for_update=True)  # two devices take turns
    if on is None or row is None or not on.event == row.event == number:
        raise NotFound
    if row.state != RegistrationState.confirmed:
        raise Conflict(Issue("", "no_seat", "This registration was cancelled, or has no seat yet."))
    if on.state == SessionState.cancelled:
        raise Conflict(Issue("", "date_cancelled", "This date does not take place."))
    marked_at = min(understood(wish.marked_at), now(session))
    return _view(mark(session, actor, date, key, present=wish.present, marked_at=marked_at))


def mark(
    session: Session, actor: Actor, date: int, registration: str, *, present: bool, marked_at: dt.datetime
) -> Attendance:
    """Store a mark made at `marked_at` (aware), unless a later one is known; of two of one moment, "there" counts."""
    row = session.get(Attendance, (date, registration))
    if row is None:
        row = Attendance(session=date, registration=registration, present=present, marked_at=marked_at)
        audit.record(session, actor, "create", row, public=False)
    elif (marked_at, present) > (row.marked_at, row.present):
        row.present, row.marked_at = present, marked_at
        audit.record(session, actor, "change", row, public=False)
    return row


def marks(session: Session, number: int) -> defaultdict[str, list[MarkView]]:
    """Return the marks of an event by registration; the caller has asked for the permission."""
    found: defaultdict[str, list[MarkView]] = defaultdict(list)
    of_event = select(Attendance).join(EventSession, col(EventSession.id) == col(Attendance.session))
    for row in session.exec(of_event.where(EventSession.event == number).order_by(col(Attendance.session))).all():
        found[row.registration].append(_view(row))
    return found


def _view(row: Attendance) -> MarkView:
    return MarkView(session=row.session, present=row.present, marked_at=spoken(row.marked_at))
