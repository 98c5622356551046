"""Files of many rows are read in portions: memory does not grow with them, and who goes away leaves nothing open."""

import asyncio
import datetime as dt
import gc
import sqlite3
import tracemalloc
from contextlib import closing

import pytest
from sqlmodel import insert

from api.indicators.release_tables import FOREVER, ReleaseCell
from api.main import create_app
from api.settings import Settings
from tests.client import Client
from tests.conftest import SECRET, TestClock
from tests.indicators.released import COUNTY, release

ROWS = 5_000
MOST = 3_000_000  # bytes; all rows held are more than five million
PATH = "/api/v1/indicators/1.3a/series"
SUFFIXES = ["csv", "xlsx", "sdmx.csv", "sdmx.json", "jsonstat.json"]


@pytest.fixture(scope="module")
def many(bases, backend, tmp_path_factory):
    """A county with many cells of one indicator; nothing fits into the read cache."""
    wide = {"reads_per_minute": 1_000_000, "cache_bytes": 0, "data_dir": tmp_path_factory.mktemp("many")}
    settings = Settings(DATABASE_URL=bases.copy(backend), secret=SECRET, profile="kaiserslautern", **wide)
    with Client(create_app(settings, clock=TestClock())) as client:
        database = client.app.database
        with database.writing() as session:
            release(session, "I", 1, dt.date(2016, 4, 5))
        with database.engine.begin() as connection:
            connection.execute(insert(ReleaseCell.__table__), [_row(number) for number in range(ROWS)])
        yield client


def _row(number):
    topic, year = divmod(number, 100)
    day = dt.date(1950 + year, 1, 1)
    return {
        "line": "I", "since": 1, "until": FOREVER, "indicator": "1.3a", "area": COUNTY, "dims": f"t{topic:03}",
        "period": f"{1950 + year}-Q1", "period_type": "quarter", "period_start": day, "period_end": day,
        "source": "project", "basis": "", "territory_date": day, "status": "value", "numerator": number + 1,
    }  # fmt: skip


def _ask(client, suffix, receive, send):
    path = f"{PATH}.{suffix}"
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"by=topic",
        "headers": [(b"host", b"localhost")], "client": ("203.0.113.9", 1), "asgi": {"spec_version": "2.3"},
    }  # fmt: skip
    client._portal.call(client.app, scope, receive, send)


async def _stays():
    await asyncio.Event().wait()


def _nothing_open(client):
    database = client.app.database
    held = database.slots.borrowed_tokens, database.bodies.borrowed_tokens, database.engine.pool.checkedout()
    return held == (0, 0, 0) and not (database.on_sqlite and _snapshot_kept(database.sqlite_file))


def _snapshot_kept(path):
    """Say whether some connection still reads an old state: its pages could not be moved out of the log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE room_revision SET revision = revision")
        return file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rows_are_not_held(many, suffix):
    sent = []

    async def send(message):
        sent.append(message.get("status") or len(message["body"]))

    _ask(many, "csv-metadata.json", _stays, send)  # what is read once per process
    sent.clear()
    gc.collect()
    tracemalloc.start()
    try:
        _ask(many, suffix, _stays, send)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert sent[0] == 200
    assert sum(sent[1:]) > 100_000
    assert peak < MOST
    assert _nothing_open(many)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_who_goes_away_leaves_no_session_open(many, suffix):
    gone, sent = asyncio.Event(), []

    async def receive():
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)
        if message.get("body"):
            gone.set()
            await _stays()  # as a connection nobody reads from any more

    _ask(many, suffix, receive, send)

    assert sum(bool(one.get("body")) for one in sent) == 1
    assert _nothing_open(many)
