"""Staff look after who signed up: enter by phone, change, cancel, accept an offer; nobody sees more than is theirs."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from sqlmodel import select

from api.events.tables import Event
from api.kernel.audit import PROFILE, record
from api.kernel.tables import Mail
from tests.conftest import NOON, acting, somebody
from tests.events.booked import START, counted, event, sign_up, states
from tests.events.test_attendance import a_date
from tests.statements import statements

BASE = "/api/v1/staff/events"
ERIKA = {"name": "Erika Mustermann", "phone": "0631 1234567", "party": 2}


@pytest.fixture
def client(start):
    client = start()
    with acting(client, somebody("project_manager")):
        yield client


def added(client, number, status=201, **more):
    answer = client.post(f"{BASE}/{number}/registrations", json={**ERIKA, **more})
    assert answer.status_code == status, answer.text
    return answer.json()


def listed(client, number, **query):
    return client.get(f"{BASE}/{number}/registrations", params=query).json()["items"]


def test_somebody_phones_is_changed_and_cancels(client):
    number = event(client.app.database, capacity=3)
    made = added(client, number)
    assert (made["state"], made["by_staff"], made["party"], made["language"]) == ("confirmed", True, 2, "de")
    assert counted(client.app.database, number)[0] == (2, 0)

    url = f"{BASE}/{number}/registrations/{made['id']}"
    assert client.get(url).headers["etag"] == '"1"'
    assert client.patch(url, json={"name": "E. Muster"}, headers={"If-Match": '"9"'}).status_code == 412
    changed = client.patch(url, json={"name": "E. Muster", "phone": None}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["phone"], changed.headers["etag"]) == ("E. Muster", None, '"2"')

    for _ in range(2):
        assert client.delete(url).json()["state"] == "cancelled"
    assert counted(client.app.database, number)[0] == (0, 0)
    assert client.patch(url, json={"name": "E."}, headers={"If-Match": '"3"'}).status_code == 409


def test_a_name_is_enough_and_twice_the_same_person_is_refused(client):
    number = event(client.app.database)
    added(client, number, phone=None)
    assert added(client, number, 409, phone=None, name="ERIKA  Mustermann")["errors"][0]["code"] == "already_registered"
    answer = client.post(
        f"{BASE}/{number}/registrations", json={**ERIKA, "name": "Max Beispiel"}, headers={"Idempotency-Key": "k" * 8}
    )
    again = client.post(
        f"{BASE}/{number}/registrations", json={**ERIKA, "name": "Max Beispiel"}, headers={"Idempotency-Key": "k" * 8}
    )
    assert answer.json() == again.json()
    assert len(listed(client, number)) == 2


def test_who_phones_waits_like_everybody_and_moves_up_in_order(client):
    database = client.app.database
    number = event(database, capacity=1, waiting_limit=2, mode="offer")
    first = added(client, number, name="A", party=1)
    sign_up(database, number, 1)
    last = added(client, number, name="B", party=1)
    assert (last["state"], last["position"]) == ("waiting", 2)
    assert added(client, number, 409, name="C", party=1)["type"].endswith("/event-full")
    assert [one["position"] for one in listed(client, number, state="waiting")] == [1, 2]

    client.delete(f"{BASE}/{number}/registrations/{first['id']}")
    offered, waiting = listed(client, number)[1:]
    assert (offered["state"], waiting["position"]) == ("offered", 1)
    refused = client.post(f"{BASE}/{number}/registrations/{waiting['id']}/acceptance")
    assert refused.status_code == 409
    said_yes = client.post(f"{BASE}/{number}/registrations/{offered['id']}/acceptance").json()
    assert (said_yes["state"], said_yes["offer_until"]) == ("confirmed", None)


def test_the_list_comes_in_pages_in_the_order_of_signing_up(client):
    number = event(client.app.database)
    for name in ("Zoe", "Anna", "Max"):
        added(client, number, name=name, party=1)
    page = client.get(f"{BASE}/{number}/registrations", params={"limit": 2}).json()
    rest = client.get(f"{BASE}/{number}/registrations", params={"limit": 2, "after": page["next"]}).json()
    assert [one["name"] for one in page["items"] + rest["items"]] == ["Zoe", "Anna", "Max"]
    assert rest["next"] is None


def test_staff_may_sign_up_before_and_after_the_public_but_not_for_a_draft(client):
    database = client.app.database
    closed = event(database, closes_at=START - dt.timedelta(days=100), opens_at=START + dt.timedelta(days=1))
    added(client, closed)
    assert added(client, event(database, state="draft"), 409)["errors"][0]["code"] == "not_taking_place"


def letters(database):
    with database.reading() as session:
        return session.exec(select(Mail.kind).where(Mail.kind.startswith("event-"))).all()


def test_who_was_there_is_entered_afterwards_and_nobody_writes_to_them(client):
    database = client.app.database
    number = event(database, capacity=2, first_at=NOON - dt.timedelta(days=1), last_at=NOON - dt.timedelta(hours=20),
        questions=[{"key": "meal", "kind": "text", "required": True}],
    )  # fmt: skip
    ids = [added(client, number, name=name, party=1)["id"] for name in ("A", "B")]
    assert added(client, number, 409, name="C", email="c@example.org")["type"].endswith("/event-full")
    with database.writing() as session:
        row = session.get(Event, number)
        row.state = "held"
        record(session, PROFILE, "change", row)
    client.delete(f"{BASE}/{number}/registrations/{ids[0]}")
    late = added(client, number, name="C", party=1, email="c@example.org")
    assert late["state"] == "confirmed"
    assert counted(database, number) == ((2, 0), (2, 0))
    assert added(client, number, 409, name="C", party=1, email="c@example.org")["errors"][0]["code"] == (
        "already_registered"
    )
    assert letters(database) == []


def test_at_the_door_a_free_seat_is_theirs_who_stand_there(client, clock):
    database = client.app.database
    number = event(database, capacity=1)
    first = added(client, number, name="A", party=1)
    added(client, number, name="B", party=1)
    clock.moment = START + dt.timedelta(minutes=5)
    client.delete(f"{BASE}/{number}/registrations/{first['id']}")
    assert states(database, number) == ["cancelled", "waiting"], "nobody moves up once it has begun"
    made = added(client, number, name="C", party=1, email="c@example.org")
    assert (made["state"], letters(database)) == ("confirmed", ["event-confirmed"])


@pytest.mark.parametrize("state", ["cancelled", "archived", "postponed"])
def test_nobody_is_entered_for_what_did_not_take_place(client, state):
    number = event(client.app.database, state=state)
    assert added(client, number, 409)["errors"][0]["code"] == "not_taking_place"


def test_answers_and_language_are_checked(client):
    number = event(client.app.database, questions=[{"key": "meal", "kind": "text", "required": True}])
    answer = client.post(f"{BASE}/{number}/registrations", json={**ERIKA, "language": "xx"})
    found = [(one["pointer"], one["code"]) for one in answer.json()["errors"]]
    assert found == [("/language", "unknown_language"), ("/answers/meal", "answer_missing")]


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        (somebody("area_staff", "073355009"), 200),
        (somebody("area_staff", "073355010"), 404),
        (somebody("trainer"), 404),
        (somebody("editor"), 403),
        (somebody("admin"), 403),
    ],
    ids=["own area", "other area", "not the trainer", "editor", "admin"],
)
def test_only_who_runs_the_event_sees_names(start, actor, status):
    client = start()
    number = event(client.app.database)
    registration, _ = sign_up(client.app.database, number, 1)
    date = a_date(client.app.database, number)
    with acting(client, actor):
        for path in ("people", "registrations", f"registrations/{registration}", "attendance", "registrations.csv",
                     "registrations.xlsx", f"sign-in-sheet.pdf?date={date}"):  # fmt: skip
            assert client.get(f"{BASE}/{number}/{path}").status_code == status, path
        assert client.delete(f"{BASE}/{number}/registrations/{registration}").status_code == status
        mark = {"present": True, "marked_at": START.isoformat()}
        noted = client.put(f"{BASE}/{number}/attendance/{date}/{registration}", json=mark)
        assert noted.status_code == (409 if status == 200 else status)  # cancelled just before
    assert states(client.app.database, number) == ["cancelled" if status == 200 else "confirmed"]


def test_a_registration_of_another_event_is_not_found(client):
    database = client.app.database
    number, other = event(database), event(database)
    made, date = added(client, other), a_date(database, number)
    url = f"{BASE}/{number}/registrations/{made['id']}"
    assert [client.get(url).status_code, client.delete(url).status_code] == [404, 404]
    assert client.patch(url, json={"name": "X"}, headers={"If-Match": '"1"'}).status_code == 404
    assert client.post(f"{url}/acceptance").status_code == 404
    mark = {"present": True, "marked_at": START.isoformat()}
    assert client.put(f"{BASE}/{number}/attendance/{date}/{made['id']}", json=mark).status_code == 404
    assert states(database, other) == ["confirmed"]


def test_the_files_hold_everybody_and_no_formula(client):
    database = client.app.database
    label = {"de": {"text": "=Essen", "state": "original"}}
    choice = {"code": "none", "label": {"de": {"text": "nichts", "state": "original"}}}
    number = event(
        database, questions=[{"key": "meal", "kind": "choice", "label": label, "choices": [choice]}], capacity=2
    )
    date = a_date(database, number)
    made = added(client, number, name='=HYPERLINK("x")', phone="+49 631 1", answers={"meal": "none"})
    added(client, number, name="@Zweite", phone=None)
    client.put(
        f"{BASE}/{number}/attendance/{date}/{made['id']}", json={"present": True, "marked_at": "2026-01-01T10:00:00Z"}
    )

    text = client.get(f"{BASE}/{number}/registrations.csv", params={"lang": "de"})
    assert text.content.startswith(b"\xef\xbb\xbf")
    assert text.headers["content-disposition"] == f'attachment; filename="event-{number}.csv"'
    head, *rows = csv.reader(io.StringIO(text.content.decode("utf-8-sig")), delimiter=";")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{BASE}/{number}/registrations.xlsx?lang=de").content))
    sheet = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [str(cell or "") for row in sheet for cell in row] == [cell for row in (head, *rows) for cell in row]
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert rows[0][1:6] == ['\'=HYPERLINK("x")', "2", "zugesagt", "", "'+49 631 1"]
    assert (head[9], rows[0][9], head[10], rows[0][10]) == ("'=Essen", "nichts", "05.12.2026, 18:00", "anwesend")
    assert (rows[1][1], rows[1][3], rows[1][10]) == ("'@Zweite", "Warteliste", "")


def test_one_number_of_statements_however_many_signed_up(client):
    number = event(client.app.database)

    def asked():
        with statements(client.app.database.engine) as seen:
            listed(client, number)
        return len(seen)

    added(client, number, name="A", party=1)
    few = asked()
    for name in "BCDEFGH":
        added(client, number, name=name, party=1)
    assert asked() == few <= 4
