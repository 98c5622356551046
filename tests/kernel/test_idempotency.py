"""Retrying the same request does nothing twice, and what is kept of it says nothing about it."""

import datetime as dt
import hashlib

import pytest
from sqlmodel import func, select

from api.kernel import idempotency
from api.kernel.tables import AuditEntry, IdempotencyKey
from tests.kernel.toy import room
from tests.kernel.toy.room import Toy

STAFF = "/api/v1/staff/toys"
KEY = "key-of-the-client-4711"


def post(client, name="Ball", key=KEY, path=STAFF):
    return client.post(path, json={"name": name}, headers={"Idempotency-Key": key})


def count(client, table=Toy):
    with client.app.database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_the_same_request_gives_the_same_resource(client):
    first, second, third = post(client), post(client), post(client)
    assert [answer.status_code for answer in (first, second, third)] == [201, 201, 201]
    assert first.json() == second.json() == third.json()
    assert (count(client), count(client, AuditEntry), count(client, IdempotencyKey)) == (1, 1, 1)


def test_without_a_key_each_request_is_new(client):
    """The control: it is the key that makes one of two."""
    for _ in range(2):
        client.post(STAFF, json={"name": "Ball"})
    assert (count(client), count(client, IdempotencyKey)) == (2, 0)


def test_the_order_of_fields_and_spaces_do_not_make_another_body(client):
    body = b'{ "made_on": "2020-01-01",\n "name": "Ball" }'
    headers = {"Idempotency-Key": KEY, "Content-Type": "application/json"}
    assert post(client).json() == client.post(STAFF, content=body, headers=headers).json()


def test_another_body_with_the_same_key_is_refused(client):
    post(client)
    answer = post(client, "Kite")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/idempotency-mismatch")
    assert count(client) == 1


def test_another_key_is_another_request(client):
    assert post(client).json()["id"] != post(client, key=KEY + "2").json()["id"]


@pytest.mark.parametrize("key", ["short", "x" * 201])
def test_a_key_has_8_to_200_characters(client, key):
    assert post(client, key=key).status_code == 422
    assert count(client) == 0


@pytest.mark.parametrize("round_", range(3))
def test_twins_at_the_same_moment_make_one(client, round_):
    twin = ("POST", STAFF, {"json": {"name": "Ball"}, "headers": {"Idempotency-Key": KEY}})
    answers = client.together(*[twin] * 8)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert count(client) == 1


def test_a_key_holds_24_hours(client, clock):
    first = post(client).json()["id"]
    clock.moment += dt.timedelta(hours=24)
    assert post(client).json()["id"] == first
    clock.moment += dt.timedelta(seconds=1)
    assert post(client).json()["id"] != first
    assert (count(client), count(client, IdempotencyKey)) == (2, 1)


def test_the_worker_forgets_old_keys(client, clock):
    post(client)
    clock.moment += dt.timedelta(hours=20)
    post(client, key=KEY + "2")
    clock.moment += dt.timedelta(hours=4, seconds=1)
    with client.app.database.writing() as session:
        assert idempotency.forget_old(session) == 1
    assert count(client, IdempotencyKey) == 1


def test_a_failed_first_request_leaves_nothing(client):
    def fail(_session):
        raise RuntimeError

    room.DURING.append(fail)
    assert post(client).status_code == 500
    assert (count(client), count(client, AuditEntry), count(client, IdempotencyKey)) == (0, 0, 0)
    room.DURING.clear()
    assert post(client).status_code == 201
    assert count(client) == 1


def test_a_refused_first_request_leaves_the_key_free(client):
    assert post(client, "x" * 41).status_code == 422
    assert post(client, "Ball").status_code == 201


def test_nothing_of_body_and_key_is_in_the_table(client, toys):
    """Neither plainly nor as a hash somebody could find by trying likely bodies."""
    post(client, "canary4711")
    with client.app.database.reading() as session:
        row = session.exec(select(IdempotencyKey)).one()
    kept = row.model_dump_json()
    assert "canary" not in kept
    assert KEY not in kept
    wish = room.ToyWish(name="canary4711")
    assert row.body_hash != hashlib.sha256(wish.model_dump_json().encode()).hexdigest()
    assert (row.status, row.resource) == (201, "1")


def test_a_key_counts_for_its_operation_only(client):
    """Two addresses, one key: the second is not answered with the resource of the first."""
    one = post(client).json()["id"]
    other = post(client, path=f"{STAFF}/copies")
    assert other.status_code == 201
    assert other.json()["id"] != one


def test_a_key_of_another_installation_means_nothing(toys):
    """The hash depends on the secret: a stolen table does not tell whether a known key was used."""
    for secret in ("first secret of thirty-two letters", "second secret of thirty-two lett."):
        client = toys.start(secret=secret)
        post(client)
    with client.app.database.reading() as session:
        hashes = set(session.exec(select(IdempotencyKey.key_hash)).all())
    assert len(hashes) == 2
