"""A full disk: writing answers 507 and stores nothing, reading goes on, and with room again all is well."""

import shutil
import sqlite3

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from api.kernel import failures
from tests.faults.conftest import lost_and_torn
from tools import postgresql

TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"
MOST = 5000  # writes until a small disk must be full


def fill(client, names):
    """Write until it is refused; return that answer and the names that were acknowledged."""
    acknowledged = []
    for number in range(MOST):
        name = f"{names} {number}"
        answer = client.post(STAFF, json={"name": name})
        if answer.status_code != 201:
            return answer, acknowledged
        acknowledged.append(name)
    pytest.fail("the disk never filled up")


def check(client, address, make_room):
    assert client.get("/health/live").status_code == 200
    answer, acknowledged = fill(client, "before")
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (507, "/problems/storage-full")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert client.get(f"/problems/{problem['type'].rpartition('/')[2]}").status_code == 200
    for _ in range(20):  # again and again: nobody is stuck, and reading goes on
        assert client.post(STAFF, json={"name": "x" * 40}).status_code in {201, 507}
        assert client.get(f"{TOYS}/1").status_code == 200
        assert client.get(TOYS, params={"limit": 2}).status_code == 200
    make_room()
    assert client.post(STAFF, json={"name": "after"}).status_code == 201
    assert lost_and_torn_toys(address, [*acknowledged, "after"]) == []


def lost_and_torn_toys(address, acknowledged):
    lost, _ = lost_and_torn(address, acknowledged)  # toys made through the API have no stickers
    return lost


class TestSqlite:
    @pytest.fixture
    def limited(self):
        """Let SQLite have so many pages from now on, 0 lifts it: the nearest thing where nothing can be mounted."""
        most = [0]

        def taken(connection, _record, _proxy):
            if isinstance(connection, sqlite3.Connection):
                connection.execute(f"PRAGMA max_page_count={most[0] or 1_000_000}")

        event.listen(Pool, "checkout", taken)
        yield lambda pages: most.__setitem__(0, pages)
        event.remove(Pool, "checkout", taken)

    def test_no_more_pages(self, toys_on, tmp_path, limited):
        toys = toys_on(f"sqlite:///{tmp_path}/toys.sqlite")
        client = toys.start()
        with client.app.database.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
        limited(pages + 5)
        check(client, toys.address, lambda: limited(0))

    def test_a_real_disk(self, toys_on, small_disk, tmp_path, limited):
        """On a file system of 3 MB; where none can be mounted, pages are counted once more."""
        folder = small_disk(3)
        if folder is None:
            self.test_no_more_pages(toys_on, tmp_path, limited)
            return
        filler = folder / "filler"
        filler.write_bytes(b"x" * (1 << 20))
        toys = toys_on(f"sqlite:///{folder}/toys.sqlite")
        client = toys.start(data_dir=folder)

        def make_room():
            assert client.get("/health/ready").json()["checks"]["disk"] == "hardly any space is free"
            filler.unlink()
            assert client.get("/health/ready").json()["checks"]["disk"] == "ok"

        check(client, toys.address, make_room)
        client.__exit__()
        toys.stack.pop_all()  # closed already

    def test_the_control_without_the_guard(self, toys_on, tmp_path, limited, monkeypatch):
        monkeypatch.setattr(failures, "_no_space", lambda _error: False)
        toys = toys_on(f"sqlite:///{tmp_path}/toys.sqlite")
        client = toys.start()
        limited(1)
        assert fill(client, "before")[0].status_code == 503


class TestPostgresql:
    pytestmark = pytest.mark.postgresql

    @pytest.fixture
    def small(self, small_disk, own_cluster):
        """A database in a table space on a file system of 24 MB; the server itself has room for its log.

        Gives its address and whether the disk is a real one.
        """
        server, user = own_cluster(), postgresql.server_user()
        folder = small_disk(24, user)
        with psycopg.connect(server.address, autocommit=True) as connection:
            if folder is not None:
                inside = folder / "space"
                inside.mkdir(mode=0o700)
                if user:
                    shutil.chown(inside, user)
                connection.execute(f"CREATE TABLESPACE small LOCATION '{inside}'")
            connection.execute("CREATE DATABASE toys" + (" TABLESPACE small" if folder else ""))
        return server.address.rpartition("/")[0] + "/toys", folder is not None

    def test_a_full_disk(self, small, toys_on):
        address, real = small
        toys = toys_on(address)
        client = toys.start()
        assert client.post(STAFF, json={"name": "first"}).status_code == 201
        with psycopg.connect(address, autocommit=True) as connection:
            room = self.use_up(connection) if real else self.pretend(connection)
            check(client, toys.settings_for(address).database, lambda: connection.execute(room))

    def use_up(self, connection):
        """Fill the disk, with ever smaller pieces; return the statement that makes room again."""
        connection.execute("CREATE TABLE filler (bytes text)")
        piece = "INSERT INTO filler SELECT string_agg(md5(n::text), '') FROM generate_series(1, %s) n"
        for lines in (30_000, 3_000, 200):
            with pytest.raises(psycopg.errors.DiskFull):
                [connection.execute(piece, [lines]) for _ in range(MOST)]
        return "DROP TABLE filler"

    def pretend(self, connection):
        """Let the database itself say what a full disk says (SQLSTATE 53100), where none can be mounted."""
        connection.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        connection.execute("CREATE TRIGGER full_disk BEFORE INSERT ON toy EXECUTE FUNCTION full_disk()")
        return "DROP TRIGGER full_disk ON toy"

    def test_where_nothing_can_be_mounted(self, toys_on, bases):
        toys = toys_on(bases.empty("postgresql"))
        client = toys.start()
        assert client.post(STAFF, json={"name": "first"}).status_code == 201
        with psycopg.connect(toys.address, autocommit=True) as connection:
            room = self.pretend(connection)
            check(client, toys.settings_for(toys.address).database, lambda: connection.execute(room))
