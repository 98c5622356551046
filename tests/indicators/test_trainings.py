"""Trainings that were held become values by themselves: counted at once, people only after somebody approved them."""

import datetime as dt

import pytest
from sqlmodel import select

from api.accounts.tables import Account
from api.events import count_people
from api.events.attendance_tables import Attendance
from api.events.registration_tables import Registration
from api.events.sheet_tables import EventCount
from api.events.tables import Event, EventSession
from api.events.trainings import together
from api.indicators.feeds import recompute
from api.indicators.tables import Observation, Submission
from api.kernel.audit import PROFILE, record
from tests.conftest import acting, somebody
from tests.events.booked import event, sign_up
from tests.indicators.entering import WEILERBACH
from tests.indicators.test_feeds import values

SHEETS = "/api/v1/staff/observations"
MANAGER = somebody("project_manager", account=1)
MAY = dt.datetime(2017, 5, 10, 17, tzinfo=dt.UTC)
PAPER = {"f.yes": 6, "m.no": 2}


@pytest.fixture
def client(start):
    client = start()
    with client.app.database.writing() as session:
        record(session, PROFILE, "create", Account(email="a@example.org", name="Anna Beispiel"), public=False)
    return client


def training(client, *, paper=None, people=None, day=MAY, **more):
    """A training that was held in Weilerbach in the second quarter of 2017, and what staff counted."""
    database = client.app.database
    row = {"state": "held", "topic": "founding", "first_at": day, "last_at": day + dt.timedelta(hours=2), **more}
    number = event(database, **row)
    if paper is not None or people is not None:
        with database.writing() as session:
            record(session, PROFILE, "create", EventCount(event=number, paper=paper or {}, people=people), public=False)
    return number


def changed(client):
    with client.app.database.writing() as session:
        return recompute(session)


def waiting(client, code, area=WEILERBACH):
    """What waits to be approved, by period and cell, without its zeros."""
    with client.app.database.reading() as session:
        rows = session.exec(
            select(Submission.period, Observation.dims, Observation.numerator)
            .join(Observation, Observation.submission == Submission.id)
            .where(Submission.indicator == code, Submission.area == area, Submission.state == "submitted")
            .where(Observation.replaced_at.is_(None), Observation.approved_at.is_(None), Observation.numerator > 0)
        ).all()
    return {(period, dims): number for period, dims, number in rows}


def test_trainings_count_in_the_area_and_quarter_of_their_last_day(client):
    for place in (WEILERBACH, "07312", "07335"):
        training(client, area=place)
    training(client, topic=None)
    training(client, day=dt.datetime(2017, 6, 30, 20, 30, tzinfo=dt.UTC))  # ends on 1 July, by Berlin's clock
    training(client, state="published")
    changed(client)
    assert values(client, "1.3a") == {"2017-Q2": (2, None), "2017-Q3": (1, None)}
    assert values(client, "1.3a", dims="founding")["2017-Q2"] == values(client, "1.3a", dims="unknown")["2017-Q2"]
    assert [values(client, "1.3a", area=one) for one in ("outside", "unknown")] == [{"2017-Q2": (1, None)}] * 2
    assert values(client, "4.3a") == {}


def test_a_quarter_without_a_training_says_nothing(client):
    assert changed(client) == 0
    training(client)
    changed(client)
    assert list(values(client, "1.3a")) == ["2017-Q2"]


def test_intercultural_trainings_count_by_employer(client):
    for audiences in (["administrations"], ["clubs", "volunteers"], ["clubs", "schools"], []):
        training(client, kind="intercultural_training", audiences=audiences, paper={"f.yes": 5})
    changed(client)
    found = {
        code: values(client, "4.3a", dims=code).get("2017-Q2") for code in ("_T", "administration", "club", "other")
    }
    assert found == {"_T": (4, None), "administration": (1, None), "club": (1, None), "other": (2, None)}
    assert values(client, "1.3a") == {}
    there = waiting(client, "4.3b", area="07335")
    assert (there["2017", "_T._T"], there["2017", "f.club"], there["2017", "f.other"]) == (20, 5, 10)


def test_courses_of_others_count_once_staff_say_to_which_measure_they_belong(client):
    training(client)
    sewing = training(client, source="kvhs", external_id="K2")
    training(client, source="kvhs", external_id="K3", kind="intercultural_training")
    changed(client)
    assert values(client, "1.3a") == {"2017-Q2": (1, None)}
    assert values(client, "4.3a") == {}
    with client.app.database.writing() as session:
        row = session.get(Event, sewing)
        row.measure = 2
        record(session, PROFILE, "change", row)
    changed(client)
    assert values(client, "1.3a") == {"2017-Q2": (2, None)}


def test_people_wait_until_somebody_approves_and_then_are_in_force(client):
    training(client, paper=PAPER, people=10)
    assert changed(client) == 2  # trainings, and people
    told = {"_T._T": 10, "f._T": 6, "f.yes": 6, "m._T": 2, "m.no": 2, "_T.yes": 6, "_T.no": 2}
    told |= {"_T.not_stated": 2, "not_stated._T": 2, "not_stated.not_stated": 2}
    assert waiting(client, "1.3b") == {("2017-Q2", dims): number for dims, number in told.items()}
    assert values(client, "1.3b", dims="_T._T") == {}
    approved(client)
    assert values(client, "1.3b", dims="_T._T") == {"2017-Q2": (10, None)}
    assert changed(client) == 0


def approved(client):
    with acting(client, MANAGER):
        (line,) = client.get(f"{SHEETS}?indicator=1.3b&state=submitted").json()["items"]
        where = f"{SHEETS}/{line['id']}"
        seen = client.get(where).headers["ETag"]
        answer = client.post(f"{where}/approval", headers={"If-Match": seen})
        assert (answer.status_code, answer.json()["derived"]) == (200, True), answer.text


def test_what_came_later_waits_again_and_what_is_in_force_holds(client):
    training(client, paper=PAPER)
    changed(client)
    approved(client)
    training(client, paper={"f.yes": 1})
    assert changed(client) == 2
    assert waiting(client, "1.3b")["2017-Q2", "_T._T"] == 9
    assert values(client, "1.3b", dims="_T._T") == {"2017-Q2": (8, None)}
    approved(client)
    assert values(client, "1.3b", dims="_T._T") == {"2017-Q2": (9, None)}


def test_no_sum_of_people_where_of_one_training_nobody_knows(client):
    training(client, paper=PAPER)
    number = training(client)
    changed(client)
    assert waiting(client, "1.3b") == {}
    with client.app.database.writing() as session:
        record(session, PROFILE, "create", EventCount(event=number, people=3), public=False)
    changed(client)
    assert waiting(client, "1.3b")["2017-Q2", "_T._T"] == 11


def test_people_are_told_only_when_no_sheet_of_the_period_is_open(client, clock):
    day = dt.datetime(2018, 6, 29, 17, tzinfo=dt.UTC)
    training(client, paper=PAPER, day=day)
    clock.moment = dt.datetime(2018, 7, 14, 12, tzinfo=dt.UTC)
    assert (changed(client), waiting(client, "1.3b")) == (1, {})
    clock.moment += dt.timedelta(days=1)
    assert changed(client) == 1
    assert waiting(client, "1.3b")["2018-Q2", "_T._T"] == 8


def test_archiving_what_was_held_changes_no_count_and_what_never_was_has_none(client):
    numbers = [training(client), training(client, state="cancelled")]
    changed(client)
    for number in numbers:
        with client.app.database.writing() as session:
            row = session.get(Event, number)
            row.state = "archived"
            record(session, PROFILE, "change", row)
    training(client)  # so that there is something to count anew
    changed(client)
    assert values(client, "1.3a") == {"2017-Q2": (2, None)}


def test_deleting_registrations_changes_no_count(client, clock):
    clock.moment = MAY - dt.timedelta(days=1)
    number = training(client, state="published")
    with client.app.database.writing() as session:
        row = session.get(Event, number)
        row.state = "held"
        date = EventSession(event=number, uid="x", starts_at=MAY, ends_at=MAY + dt.timedelta(hours=1), stamped_at=MAY)
        record(session, PROFILE, "change", row)
        record(session, PROFILE, "create", date)
    for person, party in ((1, 1), (2, 3), (3, 1)):
        key, _ = sign_up(client.app.database, number, person, party=party)
        with client.app.database.writing() as session:
            mark = Attendance(session=date.id, registration=key, present=person < 3, marked_at=MAY)
            record(session, PROFILE, "create", mark)
    clock.moment = MAY + dt.timedelta(days=14)
    assert counted_people(client, number) == (0, None)
    clock.moment = MAY + dt.timedelta(days=15)
    assert counted_people(client, number) == (1, 4)
    with client.app.database.writing() as session:
        rows = session.exec(select(Registration).where(Registration.event == number)).all()
        record(session, PROFILE, "delete", *session.exec(select(Attendance)).all())
        record(session, PROFILE, "delete", *rows)
    assert counted_people(client, number) == (0, 4)


def counted_people(client, number):
    with client.app.database.writing() as session:
        done = count_people(session)
        row = session.get(EventCount, number)
        return done, row and row.people


@pytest.mark.parametrize(
    ("answered", "paper", "people", "total", "unsaid"),
    [
        ({"f.yes": 2}, {"f.yes": 1}, 5, 5, 2), ({"f.yes": 2}, {}, 1, 2, 0), ({}, {}, 4, 4, 4),
        ({"not_stated.not_stated": 3}, {"m.no": 1}, None, 4, 3), ({}, {}, 0, 0, 0),
    ],
)  # fmt: skip
def test_who_was_there_and_said_nothing_is_not_stated(answered, paper, people, total, unsaid):
    found = together(answered, paper, people)
    assert (sum(found.values()), found["not_stated.not_stated"]) == (total, unsaid)


def test_where_nobody_counted_there_is_no_number():
    assert together({"f.yes": 0}, {}, None) is None
