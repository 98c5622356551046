"""The people one reaches at organisations: seen by few, public only with consent, gone when they are gone."""

import json

import pytest
from sqlmodel import select

from api.kernel.tables import AuditEntry, IdempotencyKey, RoomRevision, Version
from tests.conftest import acting
from tests.places.conftest import place
from tests.places.staff import AUTHOR, CLUBS, EDITOR, MANAGER, NORTH, NORTHERNER, ORGANISATIONS, SOUTH, posted
from tests.staff import de, deleted, patched, wrong

ERIKA = {
    "name": "Erika Mustermann",
    "role": de("Vorsitzende"),
    "email": "erika.mustermann@example.org",
    "phone": "0631 4711",
    "internal_phone": "0170 4711",
    "internal_note": "Nur abends anrufen",
}
CONTACTS = "/api/v1/staff/contacts"


@pytest.fixture
def client(county):
    return county(place(NORTH), place(SOUTH), organisations=ORGANISATIONS)


def added(client, organisation="chor-nord", **more):
    answer = posted(client, f"{CLUBS}/{organisation}/contacts", {**ERIKA, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def shown(client):
    return client.get("/api/v1/organisations/chor-nord").json()["contacts"]


def places_revision(client):
    with client.app.database.reading() as session:
        return session.get(RoomRevision, "places").revision


def test_a_person_is_public_from_consent_on_and_not_a_read_longer(client):
    with acting(client, AUTHOR):
        made = added(client)
        assert shown(client) == []
        url = f"{CONTACTS}/{made['key']}"
        agreed = patched(client, url, {"consent_on": "2026-11-22"})
        assert (agreed.status_code, agreed.headers["ETag"]) == (200, '"2"')
        (person,) = shown(client)
        assert person["name"] == "Erika Mustermann"
        assert "4711" in person["phone"]
        assert "0170" not in json.dumps(client.get("/api/v1/organisations/chor-nord").json())
        patched(client, url, {"consent_on": None})
        assert shown(client) == []


def test_what_nobody_sees_leaves_the_cache_alone(client):
    with acting(client, MANAGER):
        before = places_revision(client)
        made = added(client)
        patched(client, f"{CONTACTS}/{made['key']}", {"internal_note": "anders"})
        deleted(client, f"{CONTACTS}/{made['key']}", 2)
        assert places_revision(client) == before
        added(client, consent_on="2026-11-22")  # the control
        assert places_revision(client) == before + 1


def test_keys_are_random_and_nothing_of_a_person_stays_anywhere(client):
    with acting(client, MANAGER):
        made = added(client)
        retried = posted(client, f"{CLUBS}/chor-nord/contacts", ERIKA, **{"Idempotency-Key": "one more contact"}).json()
        patched(client, f"{CONTACTS}/{made['key']}", {"name": "Erika Beispiel"})
        for key, revision in ((made["key"], 2), (retried["key"], 1)):
            assert deleted(client, f"{CONTACTS}/{key}", revision).status_code == 204
            assert client.get(f"{CONTACTS}/{key}").status_code == 404
    assert len(made["key"]) == 16
    assert made["key"] != retried["key"]
    with client.app.database.reading() as session:
        kept = [
            *session.exec(select(AuditEntry)),
            *session.exec(select(IdempotencyKey)),
            *session.exec(select(Version)),
        ]
        said = " ".join(str(one.model_dump()) for one in kept)
        of_contacts = [one for one in session.exec(select(AuditEntry)) if one.object_type == "contact"]
    assert "contact" in said
    assert not any(word in said for word in ("Mustermann", "erika", "0170 4711", "Beispiel", "abends"))
    assert [one.action for one in of_contacts] == ["create", "create", "change", "delete", "delete"]
    assert of_contacts[2].fields == ["name"]


def test_contacts_are_for_those_who_may_know_them(client):
    with acting(client, MANAGER):
        north, south = added(client), added(client, "chor-sued")
    for actor, organisation in ((NORTHERNER, "chor-nord"), (AUTHOR, "chor-nord")):
        with acting(client, actor):
            assert [one["name"] for one in client.get(f"{CLUBS}/{organisation}/contacts").json()["items"]] == [
                "Erika Mustermann"
            ]
            assert client.get(f"{CONTACTS}/{north['key']}").status_code == 200
            url = f"{CONTACTS}/{south['key']}"
            foreign = [
                client.get(url),
                patched(client, url, {"name": "x"}, 1),
                patched(client, url, {"name": "x"}, 9),
                deleted(client, url),
            ]
            assert {one.status_code for one in foreign} == {404}
    with acting(client, EDITOR):
        assert client.get(f"{CONTACTS}/{north['key']}").status_code == 403
        assert "Mustermann" not in client.get(f"{CLUBS}/chor-nord").text
        assert client.get(f"{CLUBS}/chor-nord").json()["contacts"] == 1


def test_changes_need_the_revision_that_was_read(client):
    with acting(client, MANAGER):
        url = f"{CONTACTS}/{added(client)['key']}"
        codes = [
            patched(client, url, {"phone": None}, 1).status_code,
            patched(client, url, {"phone": "0631 1"}, 1).status_code,
            client.patch(url, json={"phone": None}).status_code,
            deleted(client, url, 1).status_code,
            client.delete(url).status_code,
            deleted(client, url, 2).status_code,
            deleted(client, url, 2).status_code,
        ]
    assert codes == [200, 412, 428, 412, 428, 204, 404]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"name": ""}, [("/name", "blank")]),
        ({"name": None}, [("/name", "null_not_allowed")]),
        ({"email": "x"}, [("/email", "mail_format")]),
        ({"internal_phone": "x"}, [("/internal_phone", "phone_format")]),
        ({"internal_note": "x" * 2001}, [("/internal_note", "string_too_long")]),
        ({"consent_on": "2026-11-23"}, [("/consent_on", "in_the_future")]),
        ({"role": [{"lang": "pl", "text": "x"}, {"lang": "pl", "text": "y"}]}, [("/role", "given_twice")]),
        ({"organisation": "chor-sued"}, [("/…", "extra_forbidden")]),
    ],
)
def test_what_cannot_be_is_named(client, body, expected):
    with acting(client, MANAGER):
        url = f"{CONTACTS}/{added(client)['key']}"
        assert wrong(patched(client, url, body)) == expected
        assert client.get(url).json()["revision"] == 1


def test_the_answer_is_never_stored_on_the_way(client):
    with acting(client, MANAGER):
        answer = client.get(f"{CLUBS}/chor-nord/contacts")
    assert answer.headers["Cache-Control"] == "private, no-store"
