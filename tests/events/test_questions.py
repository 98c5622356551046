"""Organisers' own questions: who answers reads how long that is kept, nobody has to answer what is sensitive."""

import datetime as dt

import pytest
from sqlmodel import select

from api.events import retention
from api.events.registration_tables import Registration
from api.events.tables import Event
from api.kernel.audit import PROFILE, record
from api.kernel.tables import AuditEntry
from tests.conftest import acting
from tests.events.booked import event
from tests.events.test_editing import MANAGER, made, question, url, wrong
from tests.events.test_registration import OWN, posted, signed_up, token_of, wish
from tests.staff import de, patched

LABEL = {"de": {"text": "Was sollen wir wissen?", "state": "original"}}
ASKED = [
    {"key": "meal", "kind": "text", "label": LABEL},
    {"key": "health", "kind": "text", "label": LABEL, "sensitivity": "special", "retention_days": 2, "required": True},
    {"key": "long", "kind": "text", "label": LABEL, "retention_days": 90},
]


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


def answers_of(database):
    with database.reading() as session:
        return [one.answers for one in session.exec(select(Registration).order_by(Registration.ticket)).all()]


def test_who_answers_is_told_how_long_it_is_kept_and_what_is_voluntary(client, database):
    number = event(database, questions=ASKED, retention_days=30)
    told = client.get(f"/api/v1/events/{number}").json()["registration"]["questions"]
    assert [(one["key"], one["sensitivity"], one["retention_days"], one["required"]) for one in told] == [
        ("meal", "ordinary", 30, False),
        ("health", "special", 2, False),  # as an older version let staff say
        ("long", "ordinary", 30, False),  # never longer than who gave it is known
    ]
    assert posted(client, number, wish()).status_code == 201


def test_nobody_has_to_answer_what_is_sensitive(client):
    with acting(client, MANAGER):
        found = made(client)
        asked = {"questions": [question(sensitivity="special", required=True)]}
        assert wrong(patched(client, url(found), asked)) == [("/questions/0/required", "sensitive_is_voluntary")]
        asked = {"questions": [question(sensitivity="special"), question(required=True)]}
        assert patched(client, url(found), asked).status_code == 200


def test_answers_to_a_question_that_is_taken_out_are_emptied_with_it(client, database):
    with acting(client, MANAGER):
        found = made(client, questions=[question(kind="text", choices=[]), question(kind="text", choices=[])])
        first, second = (one["key"] for one in found["questions"])
        patched(client, url(found), {"state": "published"})
        one = signed_up(client, found["id"], answers={first: "Kanarienvogel", second: "bleibt"})
        signed_up(client, found["id"], **wish(2, answers={second: "auch"}))
        kept = [{"key": second, "kind": "text", "label": de("Was?"), "purpose": de("Dafür")}]
        assert patched(client, url(found), {"questions": kept}).status_code == 200
    assert answers_of(database) == [{second: "bleibt"}, {second: "auch"}]
    assert client.get(OWN, headers=token_of(one)).json()["answers"] == {second: "bleibt"}
    with database.reading() as session:
        noted = select(AuditEntry).where(AuditEntry.object_type == "registration", AuditEntry.action == "change")
        assert [(entry.object_key, entry.fields) for entry in session.exec(noted).all()] == [(one["id"], ["answers"])]


def test_an_answer_that_is_none_any_more_goes_with_what_was_asked(client, database):
    with acting(client, MANAGER):
        found = made(client, questions=[question(), question(kind="text", choices=[])])
        choice, text = found["questions"]
        code, other = (one["code"] for one in choice["choices"])
        patched(client, url(found), {"state": "published"})
        signed_up(client, found["id"], answers={choice["key"]: code, text["key"]: "bleibt"})
        signed_up(client, found["id"], **wish(2, answers={choice["key"]: other}))
        fewer = question(key=choice["key"], choices=[{"code": other, "label": de("Ohne")}])
        same = question(key=text["key"], kind="text", choices=[])
        assert patched(client, url(found), {"questions": [fewer, same]}).status_code == 200
    assert answers_of(database) == [{text["key"]: "bleibt"}, {choice["key"]: other}]


def test_what_came_in_for_a_question_that_is_gone_is_emptied_at_night(client, database):
    number = event(database, questions=ASKED)
    signed_up(client, number, answers={"meal": "Kanarienvogel", "long": "bleibt"})
    with database.writing() as session:  # the form was sent while the question was taken out
        row = session.get(Event, number)
        row.questions = [ASKED[2]]
        record(session, PROFILE, "change", row)
    with database.writing() as session:
        assert retention.due(session) == [retention.Due(number, 0, 1)]
        retention.forget(session)
        assert retention.due(session) == []
    assert answers_of(database) == [{"long": "bleibt"}]


def test_an_answer_is_gone_when_it_was_said_to_be(client, database, clock):
    number = event(database, questions=ASKED, retention_days=1)
    signed_up(client, number, answers={"health": "Allergie"})
    with database.reading() as session:
        end = session.get(Event, number).last_at
    clock.moment = end + dt.timedelta(days=1)  # the event's own period is shorter than the question's
    with database.writing() as session:
        retention.forget(session)
    assert answers_of(database) == [{}]
