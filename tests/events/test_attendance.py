"""Marks of who was there: from any number of devices, in any order, the same outcome."""

import datetime as dt
import itertools

import pytest

from api.events import attendance
from api.events.attendance_tables import Attendance
from api.events.tables import EventSession
from api.kernel.audit import PROFILE, record
from tests.events.booked import START, event, sign_up


def a_date(database, event_id, *, uid="date-1", day=0):
    starts_at = START + dt.timedelta(days=day)
    with database.writing() as session:
        row = EventSession(
            event=event_id, uid=uid, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2), stamped_at=START
        )
        record(session, PROFILE, "create", row)
        return row.id


@pytest.fixture
def client(start):
    return start()


def test_marks_in_any_order_end_the_same(client):
    """Marks of several devices, one of them sent twice, two of the same moment: 60 orders, one outcome."""
    database = client.app.database
    number = event(database)
    date, (registration, _) = a_date(database, number), sign_up(database, number, 1)
    marks = [(1, True), (2, False), (3, True), (3, False), (1, True)]
    with database.writing() as session:
        for order in set(itertools.permutations(marks)):
            for minute, present in order:
                at = START + dt.timedelta(minutes=minute)
                attendance.mark(session, PROFILE, date, registration, present=present, marked_at=at)
            row = session.get_one(Attendance, (date, registration))
            assert (row.present, row.marked_at) == (True, START + dt.timedelta(minutes=3)), order
            record(session, PROFILE, "delete", row)
