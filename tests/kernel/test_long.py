"""The long versions of what the kernel promises: only with ./wik test --full."""

import base64
import datetime as dt
import json
import os
import socket
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from api.kernel.language import texts
from tests.kernel.test_readcache import make
from tests.kernel.test_server import PATIENCE, STAFF, Running, drained, live, status
from tests.kernel.toy.room import Toy

pytestmark = pytest.mark.full
TOYS = "/api/v1/toys"
PATHS = (f"{TOYS}?limit=200", f"{TOYS}/by-name?limit=200")
WRITES, READS = 20, 400
HUGE = 300_000_000
DAY = dt.date(2020, 1, 1)


def readings(statements):
    return len([one for one in statements if one.startswith("SELECT") and "FROM toy" in one])


def test_a_storm_of_readers_with_writes_in_between(client, statements):
    """Each answer is the list as it was after some write, and nobody costs more than a reading of their own."""
    make(client, "toy 0")
    statements.clear()
    storm = [("GET", PATHS[number % 2], {}) for number in range(READS)]
    for number in range(1, WRITES + 1):
        wish = {"json": {"name": f"toy {number}"}}
        storm.insert(number * (READS // WRITES), ("POST", "/api/v1/staff/toys", wish))
    answers = client.together(*storm)
    assert readings(statements) <= READS + WRITES
    assert sorted({answer.status_code for answer in answers}) == [200, 201]
    lists = [answer for answer in answers if answer.status_code == 200]
    assert len(lists) == READS
    seen = sorted(({toy["id"] for toy in answer.json()["items"]} for answer in lists), key=len)
    assert all(smaller <= larger for smaller, larger in pairwise(seen)), "not one history"
    bodies = {(answer.url.path, answer.headers["ETag"]): answer.content for answer in lists}
    assert all(bodies[answer.url.path, answer.headers["ETag"]] == answer.content for answer in lists)
    for path in PATHS:
        assert len(client.get(path).json()["items"]) == WRITES + 1


def test_waves_of_readers_after_each_write_cost_one_reading(client, statements):
    for number in range(1, 6):
        make(client, f"toy {number}")
        statements.clear()
        answers = client.together(*[("GET", PATHS[each % 2], {}) for each in range(READS)])
        assert {len(answer.json()["items"]) for answer in answers} == {number}
        assert readings(statements) == len(PATHS)


@pytest.fixture(scope="module")
def filled(shared):
    engine = shared.app.database.engine
    rows = [{"name": f"toy {n}", "title": texts("?"), "made_on": DAY, "revision": 1} for n in range(9)]
    with engine.begin() as connection:
        connection.execute(Toy.__table__.insert(), rows)
    yield shared
    with engine.begin() as connection:
        connection.execute(Toy.__table__.delete())


SIMPLE = some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.dates().map(str)
VALUES = some.recursive(SIMPLE, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner))
PACKED = some.lists(VALUES, max_size=4).map(lambda found: base64.urlsafe_b64encode(json.dumps(found).encode()).decode())
CURSORS = (
    some.text(max_size=400) | some.binary(max_size=200).map(lambda found: base64.b64encode(found).decode()) | PACKED
)


@given(cursor=CURSORS, path=some.sampled_from(PATHS))
@settings(max_examples=1000, deadline=None)
def test_no_cursor_breaks_a_list(filled, cursor, path):
    answer = filled.get(path, params={"limit": 5, "after": cursor})
    assert answer.status_code in ({400} if "\0" in cursor else {200, 422})
    if answer.status_code == 422:
        assert answer.json()["errors"][0]["pointer"]


def resident():
    """Bytes of memory this process, and so the server in it, holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def pour(connection, piece, times):
    """Send a body in pieces until all is sent or the other side has hung up; give the most memory meanwhile."""
    most = 0
    try:
        for _ in range(times):
            connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
            most = max(most, resident())
        connection.sendall(b"0\r\n\r\n")
    except OSError:
        pass
    return max(most, resident())


@pytest.mark.parametrize("backend", ["sqlite"], scope="session")
def test_300_megabytes_in_pieces_fill_no_memory_and_store_nothing(toys, backend):
    one = Running(toys.app())
    try:
        live(one)
        before, piece = resident(), b" " * 1_000_000
        with one.connect() as connection:
            connection.sendall(STAFF + b"Transfer-Encoding: chunked\r\n\r\n")
            most = pour(connection, piece, HUGE // len(piece))
            try:
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                answer = b""
            else:
                answer = drained(connection)
        assert status(answer) in {0, 413}, answer[:200]
        assert most - before < 30_000_000, "the body was kept"
        live(one)
        with one.connect() as connection:
            connection.settimeout(PATIENCE)
            connection.sendall(b"GET /api/v1/toys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert json.loads(drained(connection).partition(b"\r\n\r\n")[2])["items"] == []
    finally:
        one.stop()
