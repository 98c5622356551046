"""Answers larger than the read cache may keep are passed on while they come, and those who wait go on."""

import asyncio

import pytest

from api.kernel import collected
from tests.kernel.toy import room

LIMIT = 400_000  # bytes; a quarter may be kept
PATH = "/api/v1/toys/long"


@pytest.fixture
def client(toys):
    return toys.start(cache_bytes=LIMIT)


def _scope(path, size, method="GET", headers=()):
    return {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(),
        "query_string": f"size={size}".encode(), "headers": [(b"host", b"localhost"), *headers],
        "client": ("203.0.113.9", 1),
    }  # fmt: skip


async def _nothing():
    await asyncio.Event().wait()


def _watched(client, size, **others):
    """Ask and return what was held back at most, in pieces, and the messages sent."""
    made, sent = [], []
    room.DURING.append(made.append)
    waiting = [0]

    async def send(message):
        sent.append(message)
        waiting.append(len(made) * 1000 - sum(len(one.get("body", b"")) for one in sent))

    try:
        client._portal.call(client.app, _scope(PATH, size, **others), _nothing, send)
    finally:
        room.DURING.clear()
    return max(waiting), sent


def test_a_large_answer_is_whole_and_never_held_back_whole(client):
    held, sent = _watched(client, 1000)
    assert sum(len(one.get("body", b"")) for one in sent) == 1_000_000
    assert len(sent) > 100
    assert held <= LIMIT // 4 + 2000
    assert not client.app.cache._entries


def test_a_small_answer_of_the_same_route_is_kept(client):
    _, sent = _watched(client, 20)
    assert len(sent) == 2
    assert len(client.app.cache._entries) == 1


def test_a_large_answer_may_be_kept_by_others_under_the_tag_of_its_route(client):
    answer = client.get(PATH, params={"size": 1000})
    assert answer.headers["ETag"] == '"toys-1000"'
    assert answer.headers["Cache-Control"].startswith("public, max-age=30")
    again = client.get(PATH, params={"size": 1000}, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_head_of_a_large_answer_has_no_body(client):
    _, sent = _watched(client, 1000, method="HEAD")
    assert sent[0]["status"] == 200
    assert not any(one.get("body") for one in sent[1:])


def test_who_waits_for_the_same_answer_goes_on_when_it_turns_out_large(client):
    """A reader who takes nothing must not hold up the next one."""

    async def both():
        stuck, seen = asyncio.Event(), []

        async def slow(message):
            if message.get("body"):
                await stuck.wait()

        async def quick(message):
            seen.append(len(message.get("body", b"")))

        first = asyncio.create_task(client.app(_scope(PATH, 1000), _nothing, slow))
        await asyncio.wait_for(client.app(_scope(PATH, 1000), _nothing, quick), 20)
        stuck.set()
        await first
        return sum(seen)

    assert client._portal.call(both) == 1_000_000


def test_who_takes_a_large_answer_too_slowly_is_cut_off(client, monkeypatch):
    monkeypatch.setattr(collected, "_GRACE_SECONDS", 0.0)
    monkeypatch.setattr(collected, "_SLOWEST", 1e12)
    made = []
    room.DURING.append(made.append)

    async def stuck(message):
        if message.get("body"):
            await _nothing()

    async def ask():
        await asyncio.wait_for(client.app(_scope(PATH, 1000), _nothing, stuck), 20)

    client._portal.call(ask)
    assert len(made) < 200


def test_the_app_hears_that_the_client_of_a_large_answer_has_gone(client):
    gone, made = asyncio.Event(), []
    room.DURING.append(made.append)

    async def leaves():
        await gone.wait()
        return {"type": "http.disconnect"}

    async def stuck(message):
        if message.get("body"):
            gone.set()
            await _nothing()

    async def ask():
        await asyncio.wait_for(client.app(_scope(PATH, 1000), leaves, stuck), 20)

    client._portal.call(ask)
    assert len(made) < 200


def test_an_answer_read_while_it_is_sent_is_of_one_state_and_is_stale_after_a_write(client):
    database = client.app.database

    def make(name):
        with database.writing() as session:
            room.make(session, room.ToyWish(name=name))

    def meanwhile(_session):
        room.DURING.clear()
        make("b")

    make("a")
    room.DURING.append(meanwhile)
    assert [client.get("/api/v1/toys/lasting").text for _ in range(2)] == ["a", "ab"]
