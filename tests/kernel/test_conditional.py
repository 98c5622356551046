"""A change names the revision its author has read: of two editors the second is told, and nothing is lost."""

import contextlib
import threading

import pytest
from sqlmodel import select

from tests.kernel.toy import room
from tests.kernel.toy.room import Toy

STAFF = "/api/v1/staff/toys"


@pytest.fixture
def toy(client):
    answer = client.post(STAFF, json={"name": "Ball"})
    return f"{STAFF}/{answer.json()['id']}"


def stored(client):
    with client.app.database.reading() as session:
        return [(toy.name, toy.revision) for toy in session.exec(select(Toy)).all()]


def test_the_right_revision_changes_and_is_raised(client, toy):
    answer = client.patch(toy, json={"name": "Kite"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (
        client.patch(toy, json={"name": "Drum"}, headers={"If-Match": answer.headers["ETag"]}).headers["ETag"] == '"3"'
    )
    assert stored(client) == [("Drum", 3)]


def test_a_change_that_changes_nothing_keeps_the_revision(client, toy):
    assert client.patch(toy, json={"name": "Ball"}, headers={"If-Match": '"1"'}).headers["ETag"] == '"1"'
    assert stored(client) == [("Ball", 1)]


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 428, "revision-required"),
        ("", 412, "revision-mismatch"),
        ("1", 412, "revision-mismatch"),
        ("*", 412, "revision-mismatch"),
        ('W/"1"', 412, "revision-mismatch"),
        ('"0"', 412, "revision-mismatch"),
        ('"2"', 412, "revision-mismatch"),
        ('"01 "', 412, "revision-mismatch"),
        ('"1", "2"', 412, "revision-mismatch"),
        ('"' + "9" * 400 + '"', 412, "revision-mismatch"),
        ('"\xb2"', 412, "revision-mismatch"),
    ],
)
def test_anything_else_changes_nothing(client, toy, header, status, code):
    headers = {} if header is None else {"If-Match": header.encode("latin-1")}
    answer = client.patch(toy, json={"name": "Kite"}, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")
    assert stored(client) == [("Ball", 1)]


def test_no_such_toy_is_404_with_any_revision(client):
    assert client.patch(f"{STAFF}/4711", json={"name": "x"}, headers={"If-Match": '"1"'}).status_code == 404


def test_of_two_editors_the_second_is_told(client, toy):
    assert client.patch(toy, json={"name": "Kite"}, headers={"If-Match": '"1"'}).status_code == 200
    assert client.patch(toy, json={"name": "Drum"}, headers={"If-Match": '"1"'}).status_code == 412
    assert stored(client) == [("Kite", 2)]


def test_editors_at_the_same_moment(client, toy):
    answers = client.together(
        *(("PATCH", toy, {"json": {"name": f"toy {n}"}, "headers": {"If-Match": '"1"'}}) for n in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7
    (winner,) = (answer.json()["name"] for answer in answers if answer.status_code == 200)
    assert stored(client) == [(winner, 2)]


def test_both_editors_inside_their_transactions(client, toy):
    """The first has read and waits; the second must not read the same revision and win too.

    Without the lock on the row (PostgreSQL) or the immediate transaction (SQLite) both get 200 and one change is lost.
    """
    both_inside = threading.Barrier(2)

    def wait(_session):
        with contextlib.suppress(threading.BrokenBarrierError):
            both_inside.wait(0.3)  # the other one cannot come in while we hold the row; if it can, it does so now

    room.DURING.append(wait)
    wishes = [("PATCH", toy, {"json": {"name": name}, "headers": {"If-Match": '"1"'}}) for name in ("Kite", "Drum")]
    answers = client.together(*wishes)
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert len(stored(client)) == 1
    assert stored(client)[0][1] == 2
