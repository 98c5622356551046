"""Sheets without a name: what they keep is counts, and nothing in the database ties a count to somebody."""

import datetime as dt

import pytest
import sqlalchemy
from sqlalchemy import DateTime, insert, inspect, text
from sqlmodel import select

from api.events import sheets
from api.events.sheet_tables import EventComment, EventTally, SheetKind
from api.kernel import anonymous_write, audit
from api.kernel.audit import UnrecordedWrite
from api.kernel.permission import Actor
from api.kernel.tables import Anonymous, AuditEntry, IdempotencyKey, Job, RoomRevision
from tests.conftest import NOON, SECRET
from tests.events.booked import event

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
EVERY = Anonymous.__subclasses__()


@pytest.fixture
def client(start):
    return start()


def held(client, **more):
    """An event that began an hour ago."""
    return event(client.app.database, first_at=NOON - HOUR, last_at=NOON + HOUR, **more)


def statistics(number, **more):
    return {"code": sheets.code_of(SECRET.encode(), number), "definition": sheets.DEFINITION, **more}


def feedback(number, **more):
    return {"code": sheets.code_of(SECRET.encode(), number), **more}


def said(client, number, what, body, **headers):
    return client.post(f"/api/v1/events/{number}/{what}", json=body, headers=headers)


def counted(client, number, kind=SheetKind.statistics):
    with client.app.database.reading() as session:
        found = sheets.answers(session, kind, [number]).get(number, {})
    return {cell: answers for cell, answers in found.items() if answers}


def test_who_says_nothing_counts_as_not_stated(client):
    number = held(client)
    for wish in ({}, {"gender": "f"}, {"gender": "f", "migration_background": "yes"}, {}):
        answer = said(client, number, "statistics", statistics(number, **wish))
        assert (answer.status_code, answer.content) == (204, b""), answer.text
    assert counted(client, number) == {"not_stated.not_stated": 2, "f.not_stated": 1, "f.yes": 1}


def test_how_it_was_is_graded_and_commented(client):
    number = held(client)
    assert said(client, number, "feedback", feedback(number, overall=5, useful=2)).status_code == 204
    assert said(client, number, "feedback", feedback(number, overall=5, comment=" Gut ")).status_code == 204
    assert counted(client, number, SheetKind.feedback) == {"overall.5": 2, "useful.2": 1}
    with client.app.database.reading() as session:
        assert session.exec(select(EventComment.text)).all() == ["Gut"]
    answer = said(client, number, "feedback", feedback(number, comment="  "))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "nothing_said")


def test_an_answer_writes_every_cell_so_that_the_one_written_last_tells_nothing(client):
    number, engine, written = held(client), client.app.database.engine, []

    def note(_connection, cursor, statement, *_):
        if statement.startswith("UPDATE event_tally"):
            written.append(cursor.rowcount)

    sqlalchemy.event.listen(engine, "after_cursor_execute", note)
    assert said(client, number, "statistics", statistics(number, gender="f")).status_code == 204
    assert said(client, number, "feedback", feedback(number, overall=5)).status_code == 204
    assert written == [len(sheets.CELLS[kind]) for kind in SheetKind]


def test_strangers_cannot_answer(client):
    number, other = held(client), held(client)
    for code in (sheets.code_of(SECRET.encode(), other), "a" * 10):
        answer = said(client, number, "statistics", {"code": code, "definition": 1})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "wrong_code")
    assert said(client, number, "statistics", {"definition": 1}).status_code == 422
    assert counted(client, number) == {}
    shouted = statistics(number)["code"].upper()
    assert said(client, number, "statistics", {"code": shouted, "definition": 1}).status_code == 204


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"first_at": NOON + HOUR, "last_at": NOON + 2 * HOUR}, 409),
        ({"first_at": NOON - 16 * DAY, "last_at": NOON - 15 * DAY}, 409),
        ({"first_at": NOON - 16 * DAY, "last_at": NOON - 14 * DAY}, 204),
        ({"first_at": None, "last_at": None}, 409),
        ({"state": "held"}, 204),
        ({"state": "cancelled"}, 404),
        ({"state": "draft"}, 404),
    ],
)
def test_sheets_are_open_from_the_beginning_until_two_weeks_after_the_end(client, change, status):
    number = event(client.app.database, **{"first_at": NOON - HOUR, "last_at": NOON + HOUR, **change})
    seen = client.get(f"/api/v1/events/{number}/sheets")
    assert said(client, number, "statistics", statistics(number)).status_code == status
    assert said(client, number, "feedback", feedback(number, overall=3)).status_code == status
    assert seen.status_code == (404 if status == 404 else 200)
    assert seen.json().get("open", False) is (status == 204)


def test_an_answer_to_another_question_is_not_counted(client):
    number = held(client)
    assert said(client, number, "statistics", statistics(number, definition=2)).status_code == 409
    assert counted(client, number) == {}


def test_a_key_is_refused_and_cookies_and_tokens_are_dropped_unread(client):
    number = held(client)
    refused = said(client, number, "statistics", statistics(number), **{"Idempotency-Key": "12345678"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "no_key_here")
    asked = []
    client.app.api.state.authenticate = lambda request, _database: asked.append(request)
    naming = {"Cookie": "__Host-wik=abc", "Authorization": "Bearer wik_x", "Registration-Secret": "x" * 50}
    assert said(client, number, "statistics", statistics(number), **naming).status_code == 204
    assert asked == []


def test_an_answer_leaves_nothing_but_its_count(client):
    """No entry, job, key or revision – and the cells that were not chosen are written with the chosen one."""
    number = held(client)
    traces = (AuditEntry, IdempotencyKey, Job, RoomRevision)

    def rows():
        with client.app.database.reading() as session:
            return [sorted(one.model_dump_json() for one in session.exec(select(table)).all()) for table in traces]

    before = rows()
    said(client, number, "statistics", statistics(number, gender="d"))
    said(client, number, "feedback", feedback(number, overall=1, comment="Nie wieder"))
    assert rows() == before
    with client.app.database.reading() as session:
        tallies = session.exec(select(EventTally).where(EventTally.event == number)).all()
        assert len(tallies) == 12 + 15
        if not client.app.database.on_sqlite:
            kind = "SELECT count(DISTINCT xmin::text) FROM event_tally WHERE kind = 'statistics'"
            assert session.connection().execute(text(kind)).scalar() == 1


@pytest.mark.parametrize("table", EVERY, ids=lambda one: one.__name__)
def test_no_column_order_or_time_ties_a_row_to_somebody(start, table):
    mapped = inspect(table).local_table
    assert {key.target_fullname for key in mapped.foreign_keys} <= {"event.id"}
    assert not [one.name for one in mapped.columns if isinstance(one.type, DateTime)]
    assert not [one.name for one in mapped.columns if one.name in {"at", "day", "number", "person", "registration"}]
    database = start().app.database
    found = inspect(database.engine)
    name = mapped.name
    assert {key["referred_table"] for key in found.get_foreign_keys(name)} <= {"event"}
    assert {str(one["type"]).partition("(")[0] for one in found.get_columns(name)} <= {"VARCHAR", "INTEGER"}
    assert not any(one.get("identity") or "nextval" in str(one["default"]) for one in found.get_columns(name))
    if database.on_sqlite:  # without a rowid there is no order of insertion either
        with database.engine.connect() as connection:
            made = "SELECT sql FROM sqlite_master WHERE name = :name"
            assert "WITHOUT ROWID" in connection.execute(text(made), {"name": name}).scalar()


def test_every_anonymous_table_is_looked_at():
    assert {one.__name__ for one in EVERY} == {"EventTally", "EventComment"}


ANNA = Actor("account:7")


def comment():
    return EventComment(event=1, id="x", text="x")


def by_audit(session):
    audit.record(session, ANNA, "create", comment())


def by_session(session):
    session.add(comment())


def of_another_table(session):
    anonymous_write.write(session, insert(Job).values(kind="x", payload={}))


def noted_beside(session):
    session.info["anonymous"] = True
    audit.note(session, ANNA, "look", "event", "1")


def told_beside(session):
    session.info["anonymous"] = True
    audit.announce(session, EventTally)


def job_beside(session):
    session.info["anonymous"] = True
    session.add(Job(kind="x", payload={}))


@pytest.mark.parametrize("attempt", [by_audit, by_session, of_another_table, noted_beside, told_beside, job_beside])
def test_an_anonymous_row_has_one_door_and_nothing_passes_beside_it(client, attempt):
    with pytest.raises(UnrecordedWrite), client.app.database.writing() as session:
        attempt(session)


def test_answers_at_the_same_moment_are_all_counted(client):
    number = held(client)
    wishes = [statistics(number, gender=one) for one in ("f", "m", "d", "f", "m", "f", "f", "f")]
    sent = ((("POST", f"/api/v1/events/{number}/statistics", {"json": one})) for one in wishes)
    assert [answer.status_code for answer in client.together(*sent)] == [204] * 8
    assert counted(client, number) == {"f.not_stated": 5, "m.not_stated": 2, "d.not_stated": 1}
