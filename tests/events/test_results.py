"""What staff see of anonymous sheets: nothing while they come in, afterwards nothing that betrays somebody."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from api.events import results, retention, trainings
from api.events.sheet_tables import EventComment, EventCount, SheetKind
from api.kernel.permission import Actor
from api.kernel.tables import AuditEntry
from tests.conftest import NOON, acting, somebody
from tests.events.booked import event
from tests.events.test_sheets import DAY, HOUR, counted, feedback, held, said, statistics

BASE = "/api/v1/staff/events"
MANAGER = somebody("project_manager")


@pytest.fixture
def client(start):
    return start()


def answered(client, number, many, **wish):
    for _ in range(many):
        assert said(client, number, "statistics", statistics(number, **wish)).status_code == 204


def commented(client, number, *texts):
    for text in texts:
        assert said(client, number, "feedback", feedback(number, comment=text)).status_code == 204


def seen(client, number):
    with acting(client, MANAGER):
        answer = client.get(f"{BASE}/{number}/sheets")
    assert answer.status_code == 200, answer.text
    return answer.json()


def put(client, number, revision, status=204, **wish):
    with acting(client, MANAGER):
        answer = client.put(f"{BASE}/{number}/count", json=wish, headers={"If-Match": f'"{revision}"'})
    assert answer.status_code == status, answer.text
    return answer


def close(client, clock):
    clock.moment = NOON + 15 * DAY


def test_nothing_that_came_in_is_seen_before_the_sheets_are_closed(client, clock):
    number = held(client)
    answered(client, number, 1, gender="d")
    commented(client, number, "Gut")
    clock.moment = NOON + 14 * DAY
    now = seen(client, number)
    assert (now["open"], now["came_in"], now["last_day"]) == (True, None, "2026-12-06")
    assert "Gut" not in str(now)
    close(client, clock)
    then = seen(client, number)
    assert (then["open"], then["came_in"]["sheets"]) == (False, 1)
    assert [one["text"] for one in then["came_in"]["comments"]] == ["Gut"]


def test_the_code_that_is_shown_opens_the_sheet(client):
    number = held(client)
    shown = seen(client, number)
    assert shown["address"].endswith(f"/veranstaltungen/{number}/rueckmeldung#{shown['code']}")
    assert shown["qr"].startswith("data:image/svg+xml")
    assert said(client, number, "statistics", {"code": shown["code"], "definition": 1}).status_code == 204


def test_a_line_is_shown_whole_or_not_at_all(client, clock):
    number = held(client)
    answered(client, number, 5, gender="f", migration_background="yes")
    answered(client, number, 4, gender="f", migration_background="no")
    answered(client, number, 5, gender="m")
    close(client, clock)
    came_in = seen(client, number)["came_in"]
    assert came_in["sheets"] == 14
    assert came_in["gender"] == {"f": 9, "m": 5, "d": 0, "not_stated": 0}
    assert came_in["migration_background"] is None, "four said no"


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12)))
def test_no_shown_line_has_a_small_group_or_says_it_of_everybody(line):
    found = results.shown(line)
    groups = [many for many in line.values() if many]
    assert (found is not None) == (len(groups) >= 2 and all(many >= 5 for many in groups))


def test_paper_is_no_way_to_a_small_group(client, clock):
    """Who entered ten sheets of paper would know the two of the page, were only the sum looked at."""
    number = held(client)
    put(client, number, 0, people=20, paper={"f.yes": 6, "m.no": 6})
    answered(client, number, 2, gender="f", migration_background="yes")
    close(client, clock)
    assert seen(client, number)["came_in"]["gender"] is None


def test_grades_are_shown_where_five_answered(client, clock):
    number = held(client)
    for grade in (5, 5, 4, 1, 5):
        said(client, number, "feedback", feedback(number, overall=grade))
    for _ in range(4):
        said(client, number, "feedback", feedback(number, useful=2))
    close(client, clock)
    overall, understandable, useful = seen(client, number)["came_in"]["questions"]
    assert overall == {"question": "overall", "answers": 5, "grades": [1, 0, 0, 1, 3]}
    assert (understandable["answers"], understandable["grades"]) == (0, None)
    assert (useful["answers"], useful["grades"]) == (4, None)


def test_paper_and_people_are_counted_with_the_page(client):
    number = held(client, state="held")
    assert seen(client, number)["revision"] == 0
    put(client, number, 0, people=10, paper={"f.yes": 3, "m.no": 0})
    now = seen(client, number)
    assert (now["revision"], now["people"], now["paper"]) == (1, 10, {"f.yes": 3})
    put(client, number, 0, 412, people=9)
    put(client, number, 1, people=9, paper={"f.yes": 3})
    answered(client, number, 2, gender="m")
    with client.app.database.reading() as session:
        (training,) = trainings.trainings_held(session)
        entries = session.exec(select(AuditEntry).where(AuditEntry.object_type == "event_count")).all()
    assert {cell: many for cell, many in training.people.items() if many} == {
        "f.yes": 3, "m.not_stated": 2, "not_stated.not_stated": 4
    }  # fmt: skip
    assert [(one.actor, one.action) for one in entries] == [("account:7", "create"), ("account:7", "change")]


@pytest.mark.parametrize(
    ("change", "wish", "code"),
    [
        ({"first_at": NOON + HOUR, "last_at": NOON + 2 * HOUR}, {"people": 1}, "not_begun"),
        ({"first_at": None, "last_at": None}, {"people": 1}, "not_begun"),
        ({"state": "cancelled"}, {"people": 1}, "not_begun"),
        ({}, {"people": 1, "paper": {"f.yes": 2}}, "fewer_than_sheets"),
    ],
)
def test_what_cannot_be_is_not_counted(client, change, wish, code):
    number = held(client) if not change else event(
        client.app.database, **{"first_at": NOON - HOUR, "last_at": NOON + HOUR, **change}
    )  # fmt: skip
    status = 422 if code == "fewer_than_sheets" else 409
    assert put(client, number, 0, status, **wish).json()["errors"][0]["code"] == code
    with client.app.database.reading() as session:
        assert session.get(EventCount, number) is None


@pytest.mark.parametrize("paper", [{"x.yes": 1}, {"f": 1}, {"f.yes": -1}, {"f.yes": 2001}, {"f.yes": "1"}])
def test_paper_has_the_cells_of_the_sheet(client, paper):
    put(client, held(client), 0, 422, paper=paper)


def test_two_who_count_at_once_do_not_overwrite_each_other(client):
    number = held(client)
    with acting(client, MANAGER):
        sent = [
            ("PUT", f"{BASE}/{number}/count", {"json": {"people": many}, "headers": {"If-Match": '"0"'}})
            for many in (7, 8, 9)
        ]
        assert sorted(one.status_code for one in client.together(*sent)) == [204, 412, 412]


def test_a_comment_that_names_somebody_is_deleted_and_the_trail_does_not_repeat_it(client, clock):
    number, other = held(client), held(client)
    commented(client, number, "Herr Beispiel war laut")
    with client.app.database.reading() as session:
        key = session.exec(select(EventComment.id)).one()
    with acting(client, MANAGER):
        assert client.delete(f"{BASE}/{number}/comments/{key}").status_code == 409, "nobody has read it yet"
        close(client, clock)
        assert client.delete(f"{BASE}/{other}/comments/{key}").status_code == 404
        assert [client.delete(f"{BASE}/{number}/comments/{key}").status_code for _ in range(2)] == [204, 404]
    assert seen(client, number)["came_in"]["comments"] == []
    with client.app.database.reading() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.object_type == "event_comment")).all()
    assert (entry.actor, entry.action, entry.object_key, entry.fields) == ("account:7", "delete", str(number), [])


def test_comments_go_in_time_and_grades_stay(client, clock):
    """Thirty days from the end of the two weeks; the page says the same day."""
    number = held(client, retention_days=30)
    said(client, number, "feedback", feedback(number, overall=3, comment="Gut"))
    until = client.get(f"/api/v1/events/{number}/sheets").json()["comments_until"]
    assert until == "2027-01-05" == seen(client, number)["comments_until"]
    database = client.app.database
    for day, kept in ((dt.date.fromisoformat(until), 1), (dt.date.fromisoformat(until) + DAY, 0)):
        clock.moment = dt.datetime.combine(day, dt.time(12), dt.UTC)
        with database.reading() as session:
            assert retention.due(session) == ([] if kept else [retention.Due(number, 0, 0, 1)])
        for _ in range(2):
            with database.writing() as session:
                retention.forget(session)
        with database.reading() as session:
            assert len(session.exec(select(EventComment)).all()) == kept
    assert counted(client, number, SheetKind.feedback) == {"overall.3": 1}


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        (somebody("project_manager"), 200),
        (somebody("area_staff", "073355009"), 200),
        (somebody("area_staff", "073355010"), 404),
        (somebody("trainer"), 404),
        (somebody("editor"), 403),
        (Actor("visitor"), 403),
    ],
    ids=str,
)
def test_only_who_runs_the_event_sees_what_came_in(client, actor, status):
    number = held(client)
    with acting(client, actor):
        assert client.get(f"{BASE}/{number}/sheets").status_code == status
