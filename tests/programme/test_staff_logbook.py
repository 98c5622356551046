"""The logbook as staff keep it: internal entries stay internal, Markdown stays harmless, nothing deleted stays."""

import pytest
from sqlmodel import select

from api.kernel.tables import AuditEntry, RoomRevision, Version
from tests.conftest import acting
from tests.programme.staff import COUNCILLOR, EDITOR, LOGBOOK, MANAGER, MEASURES
from tests.staff import de, deleted, patched, wrong

OF_ONE = f"{MEASURES}/1/logbook"
PAYLOAD = "Treffen <img src=x onerror=alert(1)> [hier](javascript:alert(1)) **gut**"


@pytest.fixture
def client(small):
    return small()


def added(client, **more):
    answer = client.post(OF_ONE, json={"day": "2026-11-20", "text": de("Erstes Treffen"), **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def shown(client):
    return client.get("/api/v1/measures/1").json()["logbook"]


def revision(client):
    with client.app.database.reading() as session:
        return session.get(RoomRevision, "programme").revision


def test_an_entry_is_internal_until_somebody_publishes_it(client):
    with acting(client, EDITOR):
        made = added(client)
        assert shown(client) == []
        assert patched(client, f"{LOGBOOK}/{made['key']}", {"public": True}).status_code == 200
        assert [one["text"]["text"] for one in shown(client)] == ["Erstes Treffen"]
        patched(client, f"{LOGBOOK}/{made['key']}", {"public": False})
        assert shown(client) == []


def test_what_nobody_sees_leaves_the_cache_alone(client):
    with acting(client, MANAGER):
        before = revision(client)
        where = f"{LOGBOOK}/{added(client)['key']}"
        patched(client, where, {"day": "2026-11-19"})
        client.put(
            "/api/v1/staff/translations",
            json={
                "object_type": "logbook_entry",
                "object_key": where.rpartition("/")[2],
                "field": "text",
                "lang": "pl",
                "text": "x",
            },
            headers={"If-Match": '"2"'},
        )
        deleted(client, where, 3)
        assert revision(client) == before
        where = f"{LOGBOOK}/{added(client, public=True)['key']}"  # the control: each of these raises it
        patched(client, where, {"public": False})
        assert revision(client) == before + 2


def test_markdown_reaches_visitors_as_harmless_html(client):
    with acting(client, EDITOR):
        made = added(client, text=de(PAYLOAD), public=True)
    (entry,) = shown(client)
    assert entry["text"]["text"] == PAYLOAD
    assert entry["text"]["html"] == made["html"]
    assert "<img" not in entry["text"]["html"]
    assert "href" not in entry["text"]["html"]
    assert "<strong>gut</strong>" in entry["text"]["html"]


def test_the_newest_comes_first_and_pages_hold_every_entry_once(client):
    with acting(client, MANAGER):
        for day in ("2026-11-18", "2026-11-20", "2026-11-19"):
            added(client, day=day)
        first = client.get(f"{OF_ONE}?limit=2&count=true").json()
        rest = client.get(f"{OF_ONE}?limit=2&after={first['next']}").json()
    assert [one["day"] for one in first["items"] + rest["items"]] == ["2026-11-20", "2026-11-19", "2026-11-18"]
    assert (first["total"], rest["next"]) == (3, None)


def test_a_removed_entry_is_gone_from_everywhere(client):
    with acting(client, MANAGER):
        made = added(client, text=de("Frau Beispiel sagt zu"))
        patched(client, f"{LOGBOOK}/{made['key']}", {"text": de("Jemand sagt zu")})
        assert deleted(client, f"{LOGBOOK}/{made['key']}", 2).status_code == 204
        assert client.get(f"{LOGBOOK}/{made['key']}").status_code == 404
    with client.app.database.reading() as session:
        assert session.exec(select(Version).where(Version.object_type == "logbook_entry")).all() == []
        said = " ".join(str(one.model_dump()) for one in session.exec(select(AuditEntry)))
    assert "logbook_entry" in said
    assert "Beispiel" not in said


def test_changes_need_the_revision_that_was_read(client):
    with acting(client, MANAGER):
        where = f"{LOGBOOK}/{added(client)['key']}"
        codes = [
            patched(client, where, {"day": "2026-11-01"}, 1).status_code,
            patched(client, where, {"day": "2026-11-02"}, 1).status_code,
            client.patch(where, json={}).status_code,
            client.delete(where).status_code,
            deleted(client, where, 1).status_code,
            deleted(client, where, 2).status_code,
        ]
    assert codes == [200, 412, 428, 428, 412, 204]


def test_making_twice_with_the_same_key_makes_one(client):
    wish, retry = {"day": "2026-11-20", "text": de("x")}, {"Idempotency-Key": "an entry"}
    with acting(client, EDITOR):
        first, again = (client.post(OF_ONE, json=wish, headers=retry) for _ in range(2))
        other = client.post(OF_ONE, json={**wish, "public": True}, headers=retry)
        assert len(client.get(OF_ONE).json()["items"]) == 1
    assert first.json() == again.json()
    assert (first.headers["Location"], other.status_code) == (f"{LOGBOOK}/{first.json()['key']}", 422)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"day": "2026-11-23"}, [("/day", "in_the_future")]),
        ({"day": None}, [("/day", "null_not_allowed")]),
        ({"day": "20.11.2026"}, [("/day", "date_format")]),
        ({"text": None}, [("/text", "null_not_allowed")]),
        ({"text": de("")}, [("/text", "source_missing")]),
        ({"public": None}, [("/public", "null_not_allowed")]),
        ({"public": 0}, [("/public", "bool_type")]),
        ({"key": "own"}, [("/…", "extra_forbidden")]),
    ],
)
def test_what_cannot_be_is_named(client, body, expected):
    with acting(client, MANAGER):
        where = f"{LOGBOOK}/{added(client)['key']}"
        assert wrong(patched(client, where, body)) == expected
        assert client.get(where).json()["revision"] == 1


def test_internal_entries_are_not_for_everybody_who_reads_measures(client):
    with acting(client, MANAGER):
        where = f"{LOGBOOK}/{added(client)['key']}"
        assert client.get(f"{MEASURES}/99/logbook").status_code == 404
        assert client.get(f"{LOGBOOK}/nowhere").status_code == 404
    with acting(client, COUNCILLOR):
        assert client.get(f"{MEASURES}/1").status_code == 200
        assert [client.get(one).status_code for one in (OF_ONE, where)] == [403, 403]
        assert "Treffen" not in client.get(f"{MEASURES}/1").text
