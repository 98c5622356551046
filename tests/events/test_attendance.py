"""Marks of who was there: from any number of devices, in any order, the same outcome."""

import datetime as dt
import itertools

import pytest
from sqlmodel import select

from api.events import attendance
from api.events.attendance_tables import Attendance
from api.events.persons import check_in_code
from api.events.registration_tables import Registration
from api.events.tables import EventSession
from api.kernel.audit import PROFILE, record
from tests.conftest import NOON, acting, somebody
from tests.events.booked import START, event, sign_up, states

BASE = "/api/v1/staff/events"
MANAGER = somebody("project_manager")


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


def put(client, number, date, registration, *, present=True, at=NOON):
    mark = {"present": present, "marked_at": at.isoformat()}
    return client.put(f"{BASE}/{number}/attendance/{date}/{registration}", json=mark)


def test_the_sheet_has_who_has_a_seat_with_a_code_that_says_nothing(client):
    database = client.app.database
    number = event(database, capacity=2)
    second, first = a_date(database, number, uid="b", day=7), a_date(database, number, uid="a")
    there, _ = sign_up(database, number, 2)
    sign_up(database, number, 1)
    assert sign_up(database, number, 3)[1] == "waiting"
    with acting(client, MANAGER):
        assert put(client, number, first, there).json() == {
            "session": first, "present": True, "marked_at": "2026-11-22T13:00:00+01:00"
        }  # fmt: skip
        sheet = client.get(f"{BASE}/{number}/attendance").json()
    assert [one["id"] for one in sheet["sessions"]] == [first, second]
    assert [(one["name"], one["party"]) for one in sheet["guests"]] == [("Beispiel 1", 1), ("Beispiel 2", 1)]
    assert [mark["session"] for mark in sheet["guests"][1]["marks"]] == [first]
    assert sheet["guests"][0]["marks"] == []
    codes = [one["code"] for one in sheet["guests"]]
    assert len({*codes}) == 2
    assert all(len(bytes.fromhex(code)) * 8 >= 128 for code in codes)
    assert check_in_code(b"another secret", there) not in codes


def test_a_late_mark_changes_nothing_and_one_of_the_future_counts_as_now(client):
    database = client.app.database
    number = event(database)
    date, (registration, _) = a_date(database, number), sign_up(database, number, 1)
    hour = dt.timedelta(hours=1)
    with acting(client, MANAGER):
        assert put(client, number, date, registration, at=NOON + 9 * hour).json()["marked_at"][:13] == "2026-11-22T13"
        assert put(client, number, date, registration, present=False, at=NOON - hour).json()["present"] is True
        assert put(client, number, date, registration, present=False, at=NOON).json()["present"] is True
        naive = {"present": True, "marked_at": "2026-10-25T02:30:00"}
        answer = client.put(f"{BASE}/{number}/attendance/{date}/{registration}", json=naive)
    assert answer.json()["errors"][0]["code"] == "ambiguous_time"


def test_a_date_and_a_registration_are_of_the_event_that_is_named(client):
    database = client.app.database
    one, other = event(database), event(database)
    dates = [a_date(database, number, uid=f"of-{number}") for number in (one, other)]
    seats = [sign_up(database, number, 1)[0] for number in (one, other)]
    with acting(client, MANAGER):
        assert put(client, one, dates[0], seats[0]).status_code == 200
        for number, date, seat in ((one, dates[1], seats[0]), (one, dates[0], seats[1]), (other, dates[0], seats[0])):
            assert put(client, number, date, seat).status_code == 404, (number, date)


def test_who_has_no_seat_is_refused_and_a_cancelled_date_too(client):
    database = client.app.database
    number = event(database, capacity=1)
    date, (_, first), (waiting, _) = (
        a_date(database, number),
        sign_up(database, number, 1),
        sign_up(database, number, 2),
    )
    assert (first, states(database, number)) == ("confirmed", ["confirmed", "waiting"])
    with acting(client, MANAGER):
        refused = put(client, number, date, waiting)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "no_seat")
        assert put(client, number, date + 100, waiting).status_code == 404
        assert put(client, number, date, "0" * 32).status_code == 404
    with database.writing() as session:
        row = session.get_one(EventSession, date)
        row.state = "cancelled"
        record(session, PROFILE, "change", row)
    with acting(client, MANAGER):
        seated = client.get(f"{BASE}/{number}/attendance").json()["guests"][0]["id"]
        assert put(client, number, date, seated).json()["errors"][0]["code"] == "date_cancelled"
    with database.reading() as session:
        assert session.exec(select(Attendance)).all() == []


def test_marks_go_with_the_registration(client):
    database = client.app.database
    number = event(database)
    date, (registration, _) = a_date(database, number), sign_up(database, number, 1)
    with acting(client, MANAGER):
        put(client, number, date, registration)
    with database.writing() as session:
        record(session, PROFILE, "delete", session.get_one(Registration, registration), public=False)
    with database.reading() as session:
        assert session.exec(select(Attendance)).all() == []
