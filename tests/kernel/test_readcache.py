"""Valid until a room it read changes or its time is over; the same answer in three encodings, whole or 304."""

import datetime as dt
import gzip
import json
import time

import brotli
import pytest


def make(client, name="Ball", **fields):
    answer = client.post("/api/v1/staff/toys", json={"name": name, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def filled(client, path="/api/v1/toys"):
    """Ask twice and say whether the second answer came from memory."""
    client.get(path)
    calls = []
    inner, client.app.cache.app = client.app.cache.app, None

    async def counted(scope, receive, send):
        calls.append(scope["path"])
        await inner(scope, receive, send)

    client.app.cache.app = counted
    answer = client.get(path)
    client.app.cache.app = inner
    return answer, not calls


def test_the_second_answer_comes_from_memory(client):
    make(client)
    answer, from_memory = filled(client)
    assert from_memory
    assert [toy["name"] for toy in answer.json()["items"]] == ["Ball"]
    assert answer.headers["Cache-Control"] == "public, max-age=30, stale-while-revalidate=60, stale-if-error=86400"
    assert "x-request-id" not in answer.headers


def test_a_write_is_seen_by_the_next_read_of_the_process(client):
    make(client)
    filled(client)
    make(client, "Kite")
    assert [toy["name"] for toy in client.get("/api/v1/toys").json()["items"]] == ["Ball", "Kite"]


def test_a_failed_write_leaves_the_entry(client):
    make(client)
    filled(client)
    assert client.post("/api/v1/staff/toys/forgotten").status_code == 500
    assert filled(client)[1]


def test_a_write_that_is_not_public_leaves_the_entry(client):
    toy = make(client)
    before, _ = filled(client)
    assert client.post(f"/api/v1/staff/toys/{toy['id']}/stickers").status_code == 201
    calls = len(client.app.cache._entries)
    after = client.get("/api/v1/toys")
    assert (after.headers["ETag"], len(client.app.cache._entries)) == (before.headers["ETag"], calls)
    assert filled(client)[1]


def test_a_write_to_another_room_leaves_the_entry(client):
    """The revision of a room nobody read for this answer grows; the entry object stays the same."""
    make(client)
    client.get("/api/v1/toys")
    entry = next(iter(client.app.cache._entries.values()))
    with client.app.database.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO room_revision (room, revision) VALUES ('elsewhere', 7)")
    client.app.revisions.changed()
    client.get("/api/v1/toys")
    assert next(iter(client.app.cache._entries.values())) is entry
    assert client.app.revisions.rooms["elsewhere"] == 7


def test_a_write_of_another_process_is_seen_within_a_second(toys, backend):
    here, there = toys.start(), toys.start()
    make(here)
    filled(here)
    make(there, "Kite")
    deadline = time.monotonic() + 1
    names = []
    while time.monotonic() < deadline and len(names) < 2:
        names = [toy["name"] for toy in here.get("/api/v1/toys").json()["items"]]
    assert names == ["Ball", "Kite"]


def test_midnight_in_berlin_ends_an_entry_without_a_write(client, clock):
    make(client)
    clock.moment = dt.datetime(2026, 11, 22, 22, 59, 59, tzinfo=dt.UTC)
    assert filled(client)[1]
    client.get("/api/v1/toys")
    clock.moment = dt.datetime(2026, 11, 22, 23, 0, 0, tzinfo=dt.UTC)
    entry = next(iter(client.app.cache._entries.values()))
    client.get("/api/v1/toys")
    assert next(iter(client.app.cache._entries.values())) is not entry


def test_what_a_room_says_will_change_ends_the_entry(client, clock):
    assert filled(client, "/api/v1/toys/soon-stale")[1]
    clock.moment += dt.timedelta(seconds=11)
    entry = next(iter(client.app.cache._entries.values()))
    client.get("/api/v1/toys/soon-stale")
    assert next(iter(client.app.cache._entries.values())) is not entry


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("identity", bytes), ("gzip", gzip.decompress), ("gzip, deflate, br", brotli.decompress)]
)
def test_three_encodings_of_the_same_body(client, accepted, unpack):
    for number in range(12):
        make(client, f"toy {number}")
    plain = client.get("/api/v1/toys")
    etag = plain.headers["ETag"]
    assert etag.count('"') == 2
    again = client.get("/api/v1/toys", headers={"Accept-Encoding": accepted})
    suffix = {"identity": "", "gzip": "-gzip"}.get(accepted, "-br")
    assert again.headers["ETag"] == f'{etag[:-1]}{suffix}"'
    assert again.headers.get("Content-Encoding", "") == suffix.strip("-")
    assert again.headers["Vary"] == "Accept-Language, Accept-Encoding"
    raw = _raw(client, "/api/v1/toys", accepted)
    assert json.loads(unpack(raw)) == plain.json()


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
@pytest.mark.parametrize("sent", ['"{}"', '"{}-gzip"', '"{}-br"', 'W/"{}"', '"other", "{}"', "*"])
def test_not_modified_whatever_encoding_the_client_has(client, accepted, sent):
    for number in range(12):
        make(client, f"toy {number}")
    tag = client.get("/api/v1/toys").headers["ETag"].strip('"')
    answer = client.get("/api/v1/toys", headers={"Accept-Encoding": accepted, "If-None-Match": sent.format(tag)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"].startswith(f'"{tag}')
    assert "content-length" not in answer.headers


def test_another_etag_gets_the_whole_answer(client):
    make(client)
    assert client.get("/api/v1/toys", headers={"If-None-Match": '"abc"'}).status_code == 200


def test_head_has_the_headers_and_no_body(client):
    make(client)
    whole, head = client.get("/api/v1/toys"), client.request("HEAD", "/api/v1/toys")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    missing = client.request("HEAD", "/api/v1/toys/99")
    assert (missing.status_code, missing.content) == (404, b"")


def test_languages_are_kept_apart(client):
    toy = make(client)
    path = f"/api/v1/toys/{toy['id']}"
    said = {
        lang: client.get(path, headers={"Accept-Language": lang}).json()["title"]["text"] for lang in ("de", "en", "xx")
    }
    assert said == {"de": "Der Ball", "en": "The Ball", "xx": "Der Ball"}
    assert client.get(path + "?lang=en", headers={"Accept-Language": "de"}).json()["title"]["text"] == "The Ball"


def test_cookies_and_tokens_do_not_reach_public_answers(client):
    make(client)
    seen = []
    inner = client.app.cache.app

    async def watched(scope, receive, send):
        seen.extend(name for name, _ in scope["headers"])
        await inner(scope, receive, send)

    client.app.cache.app = watched
    client.get("/api/v1/toys", headers={"Cookie": "a=b", "Authorization": "Bearer x"})
    assert b"host" in seen
    assert not {b"cookie", b"authorization"} & set(seen)


def test_only_good_answers_are_kept(client):
    for path in ("/api/v1/toys/99", "/api/v1/toys?limit=0", "/health/live"):
        client.get(path)
    assert not client.app.cache._entries


def test_memory_is_bounded_and_the_oldest_use_goes_first(toys):
    client = toys.start(cache_bytes=20_000)
    make(client)
    client.get("/api/v1/toys")
    for number in range(1, 60):
        client.get(f"/api/v1/toys?limit={number}")
        client.get("/api/v1/toys")  # used again and again: must stay
    assert client.app.cache.size <= 20_000
    assert client.app.cache.size == sum(entry.size for entry in client.app.cache._entries.values())
    assert ("/api/v1/toys", "", "de") in client.app.cache._entries
    assert ("/api/v1/toys", "limit=1", "de") not in client.app.cache._entries


def test_strange_headers_do_not_fill_the_memory(client):
    make(client)
    for number in range(1500):
        client.get("/api/v1/toys", headers={"Accept-Language": f"x{number}"})
    assert len(client.app.cache._known) <= 1010
    assert len(client.app.cache._entries) == 1


def _raw(client, path, accepted):
    """Return the bytes as they go over the wire."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"host", b"localhost"), (b"accept-encoding", accepted.encode())]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
    }
    client._portal.call(client.app, scope, receive, send)
    return b"".join(message.get("body", b"") for message in sent)
