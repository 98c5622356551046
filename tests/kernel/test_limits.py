"""Too many requests from one address are refused, and nobody's address is kept to know it."""

import datetime as dt
import gc
import threading
import time

import pytest

from api.kernel.limits import Counters, RateLimits, network
from api.kernel.readcache import ReadCache
from tests.conftest import SECRET

TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"
CANARY = "198.51.100.77"


@pytest.fixture(scope="session")
def backend():
    """One database is enough: what is tested here never looks at it."""
    return "sqlite"


def ask(client, address, path=f"{TOYS}/4711", method="GET"):
    """Ask as somebody at `address` and return status and headers."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"host", b"localhost")], "client": (address, 1) if address else None,
    }  # fmt: skip
    client._portal.call(client.app, scope, receive, send)
    return sent[0]["status"], {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_the_third_of_two_is_refused_and_told_when_to_come_back(toys):
    client = toys.start(reads_per_minute=2)
    assert [ask(client, CANARY)[0] for _ in range(4)] == [404, 404, 429, 429]
    status, headers = ask(client, CANARY)
    assert (status, headers["content-type"], headers["cache-control"]) == (429, "application/problem+json", "no-store")
    assert 1 <= int(headers["retry-after"]) <= 60
    assert headers["x-content-type-options"] == "nosniff"
    assert ask(client, "198.51.100.78")[0] == 404  # somebody else


def test_reads_and_writes_are_counted_apart(toys):
    client = toys.start(reads_per_minute=1, writes_per_minute=1)
    assert [ask(client, CANARY, method=method)[0] for method in ("GET", "DELETE", "GET", "DELETE")] == [
        404,
        405,
        429,
        429,
    ]


def test_changes_that_are_refused_are_counted_apart(toys):
    client = toys.start(refusals_per_minute=2)
    assert [client.post(STAFF, json={"name": "Ball"}).status_code for _ in range(5)] == [201] * 5
    refused = [client.post(STAFF, json={"name": 1}).status_code for _ in range(3)]
    assert refused == [422, 422, 429]
    answer = client.post(STAFF, json={"name": "Ball"})
    assert (answer.status_code, 1 <= int(answer.headers["retry-after"]) <= 60) == (429, True)
    assert ask(client, "198.51.100.78", method="DELETE")[0] == 405  # somebody else
    assert client.get(TOYS).status_code == 200  # reading goes on


def test_what_is_over_is_forgotten_and_counts_from_the_start(monkeypatch):
    moment = 1_000_000.0
    monkeypatch.setattr(time, "time", lambda: moment)
    counters = Counters()
    assert [counters.incr("a", 60), counters.incr("a", 60), counters.incr("b", 300)] == [1, 2, 1]
    moment += 61
    assert counters.incr("c", 60) == 1
    assert set(counters.storage) == set(counters.expirations) == {"b", "c"}
    assert [counters.incr("a", 60), counters.incr("b", 300)] == [1, 2]


def test_counting_starts_no_thread():
    counters = Counters()
    counters.timer.join()  # of the library, once
    before = threading.active_count()
    for nth in range(1000):
        counters.incr(str(nth), 60)
    assert threading.active_count() == before


def test_cached_answers_and_health_do_not_count(toys):
    client = toys.start(reads_per_minute=2)
    client.post(STAFF, json={"name": "Ball"})
    assert [ask(client, CANARY, TOYS)[0] for _ in range(10)] == [200] * 10
    assert [ask(client, CANARY, "/health/live")[0] for _ in range(5)] == [200] * 5
    assert [ask(client, CANARY)[0] for _ in range(2)] == [404, 429]


def test_a_refusal_is_not_kept_for_others(toys):
    client = toys.start(reads_per_minute=1)
    client.post(STAFF, json={"name": "Ball"})
    ask(client, CANARY)
    assert ask(client, CANARY, TOYS)[0] == 429
    assert ask(client, "198.51.100.78", TOYS)[0] == 200


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:aa:bb00::1", "2001:db8:aa:bbff:1:2:3:4", True),
        ("2001:db8:aa:bb00::1", "2001:db8:aa:bc00::1", False),
        ("2001:DB8:AA:BB00::1", "2001:db8:aa:bb00::1", True),
        ("::ffff:198.51.100.77", "198.51.100.77", True),
        ("::ffff:198.51.100.77", "::ffff:198.51.100.78", False),
        ("198.51.100.77", "198.51.100.78", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("unknown", "", True),
    ],
)
def test_who_counts_as_one_sender(one, other, same):
    assert (network(one) == network(other)) is same


def test_a_sender_without_an_address_is_counted_too(toys):
    client = toys.start(reads_per_minute=1)
    assert [ask(client, "")[0] for _ in range(2)] == [404, 429]


def _limits(app):
    inner = app.cache
    while not isinstance(inner, RateLimits):
        inner = inner.app
    return inner


def test_no_address_is_anywhere_in_memory(toys):
    """All strings and bytes the process can reach, after requests that were answered, refused, kept and logged."""
    client = toys.start(reads_per_minute=2)
    assert isinstance(client.app.cache, ReadCache)
    client.post(STAFF, json={"name": "Ball"})
    pieces = ["198.51.", "100.213"]
    for path in (TOYS, TOYS, f"{TOYS}/1", f"{TOYS}/2", f"{TOYS}/3"):
        ask(client, "".join(pieces), path)
    limits = _limits(client.app)
    kept = limits.limiter.storage.storage
    assert len(kept) == 2  # the poster and the reader
    assert _reachable(limits, pieces) == _reachable(client.app.cache, pieces) == []


def _reachable(start, pieces):
    gc.collect()
    seen, found, queue = set(), [], [start]
    while queue:
        one = queue.pop()
        if id(one) in seen or isinstance(one, type) or type(one).__name__ == "module":
            continue
        seen.add(id(one))
        if isinstance(one, str | bytes):
            text = one if isinstance(one, str) else one.decode("latin-1")
            if "".join(pieces) in text:
                found.append(text)
        elif not hasattr(one, "__globals__"):
            queue.extend(
                [*gc.get_referents(one), *(one if isinstance(one, dict) else ())]
            )  # text keys are no referents
    return found


def test_the_search_through_memory_finds_what_is_there(toys):
    """The control: an address that is kept is found."""
    limits = _limits(toys.start().app)
    limits.limiter.storage.storage["198.51.100.213"] = 1
    assert _reachable(limits, ["198.51.", "100.213"])


def test_the_key_of_an_address_changes_every_berlin_day(toys, clock):
    limits = _limits(toys.app())
    scope = {"client": (CANARY, 1)}
    first = limits._key(scope)
    clock.moment = clock.moment.replace(hour=22, minute=59)
    assert limits._key(scope) == first
    clock.moment += dt.timedelta(minutes=1)
    assert limits._key(scope) != first
    other = _limits(toys.app(secret=SECRET[::-1]))
    clock.moment -= dt.timedelta(minutes=1)
    assert other._key(scope) != first
