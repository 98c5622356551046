"""Two databases behind one pair of doors: what a reader sees, a writer leaves, and what happens when one is gone."""

import sqlite3
import threading
from contextlib import suppress

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from api.kernel import audit
from api.kernel.db import Database
from api.kernel.language import texts
from api.kernel.time import now, today
from tests.conftest import NOON
from tests.kernel.toy import room
from tests.kernel.toy.room import CHILD, Sticker, Toy

STAFF, TOYS = "/api/v1/staff/toys", "/api/v1/toys"


@pytest.fixture
def database(toys):
    return toys.database()


def make(database, name="Ball"):
    with database.writing() as session:
        room.make(session, room.ToyWish(name=name))


def names(database):
    with database.reading() as session:
        return session.exec(select(Toy.name).order_by(Toy.id)).all()


def test_sqlite_is_set_as_it_must_be(database, backend):
    if backend != "sqlite":
        return
    for doors in (database.reading, database.writing):
        with doors() as session:
            found = {name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in (
                "journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "secure_delete",
            )}  # fmt: skip
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,  # FULL: an acknowledged commit survives the power going
            "foreign_keys": 1,
            "busy_timeout": 10000,
            "trusted_schema": 0,
            "secure_delete": 1,
        }


def test_postgresql_reads_one_snapshot_and_cannot_write(database, backend):
    if backend != "postgresql":
        return
    with database.reading() as session:
        shown = [
            session.connection().exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("transaction_isolation", "transaction_read_only")
        ]
    with database.writing() as session:
        shown += [
            session.connection().exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("transaction_isolation", "transaction_read_only")
        ]
    assert shown == ["repeatable read", "on", "read committed", "off"]


def test_a_reading_session_cannot_write_even_by_hand(database):
    make(database)

    def by_hand():
        with database.reading() as session:
            session.connection().exec_driver_sql("UPDATE toy SET name = 'unrecorded'")
            session.commit()

    with pytest.raises(DBAPIError):
        by_hand()
    assert names(database) == ["Ball"]
    make(database, "Kite")  # and the connection, back in the pool, writes again
    assert names(database) == ["Ball", "Kite"]


def test_foreign_keys_hold(database):
    with pytest.raises(DBAPIError), database.writing() as session:
        audit.record(session, CHILD, "create", Sticker(toy_id=4711))


def test_a_reader_sees_one_moment(database):
    """What is committed while a reader reads is for the next one; the revisions belong to the same moment."""
    make(database)
    with database.reading() as session:
        before = session.exec(select(Toy.name)).all()
        writer = threading.Thread(target=make, args=(database, "Kite"))
        writer.start()
        writer.join(10)
        assert not writer.is_alive()
        assert session.exec(select(Toy.name)).all() == before == ["Ball"]
    assert names(database) == ["Ball", "Kite"]


def test_a_failure_rolls_everything_back(database):
    make(database)

    def fail():
        with database.writing() as session:
            audit.record(session, CHILD, "create", Toy(name="lost", title=texts("?"), made_on=today(session)))
            raise ZeroDivisionError

    told = []
    database.after_commit.append(lambda: told.append(1))
    with pytest.raises(ZeroDivisionError):
        fail()
    assert (names(database), database.revisions(), told) == (["Ball"], {"tests": 1}, [])
    make(database, "Kite")  # the turn was given back
    assert (database.revisions(), told) == ({"tests": 2}, [1])


def test_writers_take_turns(database):
    """Nobody's write is lost and nobody is refused, on either database."""
    threads = [threading.Thread(target=make, args=(database, f"toy {n}")) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(names(database)) == sorted(f"toy {n}" for n in range(12))
    assert database.revisions() == {"tests": 12}


def test_two_processes_that_read_and_then_write_both_succeed(toys):
    """The web process and the worker on one SQLite file: who begins to write has the file until the end.

    With a plain BEGIN both read, one commits, and the other is refused because its snapshot is old.
    """
    both_inside, failed = threading.Barrier(2), []

    def read_then_write(database, name):
        try:
            with database.writing() as session:
                session.exec(select(Toy.name)).all()
                with suppress(threading.BrokenBarrierError):
                    both_inside.wait(0.3)
                room.make(session, room.ToyWish(name=name))
        except DBAPIError as error:
            failed.append(error)

    threads = [threading.Thread(target=read_then_write, args=(toys.database(), name)) for name in ("Ball", "Kite")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert failed == []
    assert sorted(names(toys.database())) == ["Ball", "Kite"]


def test_a_commit_that_fails_is_never_answered_with_201(client):
    """The answer waits for the commit: one that fails becomes the answer, and nothing is stored."""

    def refuse(_session):
        raise RuntimeError

    room.DURING.append(lambda session: event.listen(session, "before_commit", refuse))
    answer = client.post(STAFF, json={"name": "lost"})
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal-error")
    room.DURING.clear()
    assert client.get(TOYS).json()["items"] == []
    assert client.post(STAFF, json={"name": "Ball"}).status_code == 201


def test_the_commit_is_done_when_the_answer_starts(client):
    """A 201 whose row another connection cannot see yet would be a promise."""
    seen = []
    inner = client.app.cache.app

    async def watched(scope, receive, send):
        async def noting(message):
            if message["type"] == "http.response.start" and message["status"] == 201:
                with client.app.database.engine.connect() as connection:
                    seen.append(connection.exec_driver_sql("SELECT count(*) FROM toy").scalar())
            await send(message)

        await inner(scope, receive, noting)

    client.app.cache.app = watched
    client.post(STAFF, json={"name": "Ball"})
    assert seen == [1]


MANY = [
    ("GET", f"{TOYS}/4711", {}, 404),
    ("POST", STAFF, {"json": {"name": "Ball"}}, 201),
    ("GET", "/health/ready", {}, 503),
]


@pytest.mark.parametrize(
    "wanted", [MANY[:1], MANY[1:2], MANY[2:], MANY], ids=["readers", "writers", "looks", "all together"]
)
def test_more_at_once_than_threads_and_connections(toys, wanted):
    """Each waits for its turn; without the wait, threads wait for connections whose holders wait for threads."""
    client = toys.start(threads=2)
    requests = [(method, url, options) for _ in range(20) for method, url, options, _ in wanted]
    answers = client.together(*requests)
    assert [answer.status_code for answer in answers] == [status for *_, status in wanted] * 20


def test_a_slow_writer_keeps_no_reader_out(toys):
    """Writers that wait for their turn hold no thread and no connection."""
    client = toys.start(threads=2)
    reading, read = threading.Event(), threading.Event()
    room.DURING.append(lambda _session: (reading.set(), read.wait(10)))
    writers = threading.Thread(target=client.together, args=[("POST", STAFF, {"json": {"name": "Ball"}})] * 5)
    writers.start()
    assert reading.wait(10)
    answer = client.get(f"{TOYS}/4711")
    read.set()
    writers.join(20)
    assert (answer.status_code, writers.is_alive()) == (404, False)
    assert len(names(client.app.database)) == 5


def test_the_clock_of_a_session_is_the_apps(database, clock):
    with database.reading() as session:
        assert (now(session), today(session)) == (NOON, NOON.date())
        clock.moment = NOON.replace(hour=23, minute=30)
        assert today(session).day == NOON.day + 1


def lost(client, backend):
    """Take the database away from a running app."""
    engine = client.app.database.engine
    engine.dispose()
    if backend == "sqlite":
        client.app.database.sqlite_file.write_bytes(b"this is no database" * 1000)
    else:
        event.listen(engine, "do_connect", _refuse)


def _refuse(*_: object):
    import psycopg  # noqa: PLC0415 - only here

    raise psycopg.OperationalError("connection refused: canary4711")


@pytest.mark.parametrize(("method", "url"), [("GET", TOYS), ("GET", f"{TOYS}/1"), ("POST", STAFF)])
def test_a_lost_database_is_503_and_says_nothing(client, backend, method, url):
    client.post(STAFF, json={"name": "Ball"})
    lost(client, backend)
    answer = client.request(method, url, json={"name": "Kite"} if method == "POST" else None)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-ready")
    assert answer.headers["Retry-After"] == "5"
    assert "canary" not in answer.text
    assert client.get("/health/live").status_code == 200
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()["checks"]["database"]) == (503, "does not answer")


def test_a_connection_cut_in_the_middle_is_503_and_the_next_one_works(client, backend):
    if backend != "postgresql":
        return

    def cut(session):
        session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    room.DURING.append(cut)
    assert client.post(STAFF, json={"name": "lost"}).status_code == 503
    room.DURING.clear()
    assert client.post(STAFF, json={"name": "Ball"}).status_code == 201
    assert [toy["name"] for toy in client.get(TOYS).json()["items"]] == ["Ball"]


def test_a_lost_watch_is_no_failure_of_an_answer(client, backend):
    """The look at SQLite's data_version fails: the answer comes from the database, and no exception gets out."""
    if backend != "sqlite":
        return
    client.post(STAFF, json={"name": "Ball"})
    client.get(TOYS)

    class Broken:
        def execute(self, _statement):
            message = "disk I/O error"
            raise sqlite3.OperationalError(message)

        def close(self):
            pass

    client.app.revisions._watch.close()
    client.app.revisions._watch, client.app.revisions._next_look = Broken(), 0
    assert client.get(TOYS).status_code == 200  # from the database, which still answers


def test_no_parameter_is_ever_in_the_text_of_an_exception(database):
    with pytest.raises(DBAPIError) as failed, database.writing() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO toy (name, nowhere) VALUES (:name, 1)"
            if database.on_sqlite
            else "INSERT INTO toy (name, nowhere) VALUES (%(name)s, 1)",
            {"name": "canary4711"},
        )
    assert "canary" not in str(failed.value)


def test_an_address_names_the_database():
    assert Database("sqlite:////nowhere/wik.sqlite").sqlite_file.name == "wik.sqlite"
    assert Database("postgresql+psycopg://a@b/c").sqlite_file is None
