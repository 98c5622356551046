"""Marks of who was there. The latest mark counts, so that devices without a connection may send theirs in any order."""

import datetime as dt

from sqlmodel import Session

from api.events.attendance_tables import Attendance
from api.kernel import audit
from api.kernel.permission import Actor


def mark(
    session: Session, actor: Actor, date: int, registration: str, *, present: bool, marked_at: dt.datetime
) -> Attendance:
    """Note whether somebody was there on a date of the event, as seen at `marked_at` (aware).

    An earlier mark that arrives later changes nothing; of two of the same moment, "there" counts. The caller holds the
    registration's row, so that two devices take turns.
    """
    row = session.get(Attendance, (date, registration))
    if row is None:
        row = Attendance(session=date, registration=registration, present=present, marked_at=marked_at)
        audit.record(session, actor, "create", row, public=False)
    elif (marked_at, present) > (row.marked_at, row.present):
        row.present, row.marked_at = present, marked_at
        audit.record(session, actor, "change", row, public=False)
    return row
