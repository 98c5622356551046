"""Somebody phones: what do you know of me, and please forget me. Staff do both, and the trail names no value."""

import json

import pytest
from sqlmodel import col, select

from api.events.registration_tables import Registration
from api.events.retention import ERASED
from api.kernel.tables import AuditEntry
from tests.conftest import acting, somebody
from tests.events.booked import counted, event, states
from tests.events.test_attendance import a_date
from tests.events.test_attendees import BASE, added

LABEL = {"de": {"text": "Was essen Sie?", "state": "original"}}
QUESTIONS = [{"key": "meal", "kind": "text", "label": LABEL}, {"key": "bus", "kind": "text", "label": LABEL}]


@pytest.fixture
def client(start):
    client = start()
    with acting(client, somebody("project_manager")):
        yield client


def trail(client, action):
    with client.app.database.reading() as session:
        found = select(AuditEntry).where(AuditEntry.action == action).order_by(col(AuditEntry.id).desc())
        return session.exec(found).first()


def test_all_we_know_of_somebody_is_handed_out_and_the_trail_says_so(client):
    database = client.app.database
    number = event(database, questions=QUESTIONS)
    made = added(client, number, email="erika@example.org", answers={"meal": "Suppe"})
    date = a_date(database, number)
    mark = {"present": True, "marked_at": "2026-11-20T10:00:00+01:00"}
    client.put(f"{BASE}/{number}/attendance/{date}/{made['id']}", json=mark)

    told = client.post(f"{BASE}/{number}/registrations/{made['id']}/export", params={"lang": "de"}).json()
    stored = {"name": "Erika Mustermann", "phone": "0631 1234567", "email": "erika@example.org", "party": 2}
    assert stored.items() <= told["registration"].items()
    assert told["registration"]["answers"] == {"meal": "Suppe"}
    assert [one["label"]["text"] for one in told["questions"]] == ["Was essen Sie?"]
    assert told["attendance"] == [{**mark, "session": date}]
    assert [one["kind"] for one in told["letters"]] == ["event-confirmed"]

    entry = trail(client, "export")
    assert (entry.object_key, entry.actor) == (made["id"], "account:7")
    assert entry.fields == sorted(told)
    assert "Erika" not in json.dumps(entry.model_dump(mode="json"))


def test_who_phones_is_forgotten_at_once_and_the_next_one_moves_up(client):
    database = client.app.database
    number = event(database, capacity=2, waiting_limit=5)
    made = added(client, number, email="erika@example.org")
    added(client, number, name="Max Beispiel", party=1)
    url = f"{BASE}/{number}/registrations/{made['id']}"
    assert client.post(f"{url}/erasure").status_code == 204
    assert (states(database, number), counted(database, number)[0]) == (["cancelled", "confirmed"], (1, 0))
    with database.reading() as session:
        row = session.get(Registration, made["id"])
    assert (row.name, row.email, row.phone, row.answers) == ("", None, None, {})
    assert trail(client, "change").fields == ["email", "name", "person", "phone"]
    noted = client.app.api.state.settings.data_dir / ERASED
    assert noted.read_text(encoding="ascii") == f"{made['id']}\n", "a restored backup is emptied again"

    assert client.post(f"{url}/erasure").status_code == 404, "there is nobody left to forget"
    assert client.post(f"{url}/export").status_code == 404
    assert noted.read_text(encoding="ascii") == f"{made['id']}\n"


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        (somebody("area_staff", "073355010"), 404),
        (somebody("trainer"), 404),
        (somebody("editor"), 403),
        (somebody("admin"), 403),
    ],
    ids=["other area", "not the trainer", "editor", "admin"],
)
@pytest.mark.parametrize("what", ["export", "erasure"])
def test_only_who_runs_the_event_does_either(client, actor, status, what):
    number = event(client.app.database)
    made = added(client, number)
    other = event(client.app.database)
    assert client.post(f"{BASE}/{other}/registrations/{made['id']}/{what}").status_code == 404
    with acting(client, actor):
        assert client.post(f"{BASE}/{number}/registrations/{made['id']}/{what}").status_code == status
    assert states(client.app.database, number) == ["confirmed"]
