"""Databases, apps and clients. Every test that touches data runs on SQLite and on PostgreSQL."""

import datetime as dt
import fcntl
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from api import profiles
from api.kernel import migration
from api.kernel.db import Database
from api.kernel.permission import Actor, Grant, Role
from api.main import create_app
from api.settings import Settings
from tests.client import Client

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SECRET = "a secret of the tests, long enough for serve"  # noqa: S105 - invented
BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


class TestClock:
    """A clock that stands still until a test moves it."""

    __test__ = False

    def __init__(self, moment: dt.datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        return self.moment


class Bases:
    """Makes databases: each kind is made once per backend and run, and copied for each test that writes.

    What one worker made is in the folder `originals` for all.
    """

    def __init__(self, folder: Path, originals: Path) -> None:
        self.folder = folder
        self.originals = originals
        self.schema = cache(self._schema)
        self.filled = cache(self._filled)

    def empty(self, backend: str) -> str:
        """Return the address of a new, empty database."""
        name = f"wik_{uuid.uuid4().hex[:12]}"
        if backend == "sqlite":
            (self.folder / f"{name}.sqlite").touch()
            return f"sqlite:///{self.folder / name}.sqlite"
        return self._postgresql(name, None)

    def migrated(self, backend: str) -> str:
        """Return the address of a new database with every table and nothing in them."""
        return self._copied(backend, self.schema(backend))

    def copy(self, backend: str, profile: str = "kaiserslautern", *, demo: bool = False) -> str:
        """Return the address of a new copy of a filled database."""
        return self._copied(backend, self.filled(backend, profile, demo))

    def _copied(self, backend: str, original: str) -> str:
        name = f"wik_{uuid.uuid4().hex[:12]}"
        if backend == "sqlite":
            copied = self.folder / f"{name}.sqlite"
            shutil.copy(original.removeprefix("sqlite:///"), copied)
            return f"sqlite:///{copied}"
        return self._postgresql(name, original.rpartition("/")[2])

    def _schema(self, backend: str) -> str:
        def make() -> str:
            address = self.empty(backend)
            with _opened(address) as database:
                migration.upgrade(database)
            return address

        return self._once(f"{backend} schema", make)

    def _filled(self, backend: str, profile: str, demo: bool) -> str:  # noqa: FBT001 - a cache key
        def make() -> str:
            address = self.migrated(backend)
            with _opened(address) as database:
                profiles.load(database, profile, apply=True, demo=demo, today=NOON.date())
            return address

        return self._once(f"{backend} {Path(profile).name} {'demo' if demo else ''}", make)

    def _once(self, name: str, make: Callable[[], str]) -> str:
        """Return the address of an original, made by whichever worker asks first while the others wait."""
        with (self.originals / name).open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            if not (address := file.read()):
                address = make()
                file.write(address)
            return address

    def _postgresql(self, name: str, template: str | None) -> str:
        server = os.environ["WIK_TEST_POSTGRES"]
        made_from = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + made_from)
        return server.rpartition("/")[0] + "/" + name


@contextmanager
def _opened(address: str) -> Iterator[Database]:
    """Give a database whose file, on SQLite, holds everything in the end: copying it copies the whole."""
    database = Database(Settings(DATABASE_URL=address).database, clock=TestClock())
    yield database
    if database.on_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    base = tmp_path_factory.getbasetemp()
    originals = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "originals"
    originals.mkdir(exist_ok=True)
    return Bases(tmp_path_factory.mktemp("databases"), originals)


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def settings_for(tmp_path: Path) -> Callable[..., Settings]:
    def make(address: str, **changes: object) -> Settings:
        wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
        return Settings(**{"DATABASE_URL": address, "data_dir": tmp_path, "secret": SECRET, **wide, **changes})

    return make


Starter = Callable[..., Client]


@pytest.fixture
def start(bases: Bases, backend: str, clock: TestClock, settings_for: Callable[..., Settings]) -> Iterator[Starter]:
    """Return a function that starts the app on a copy of a filled database and gives a client."""
    with ExitStack() as stack:

        def started(
            *, profile: str = "kaiserslautern", demo: bool = False, address: str = "", **changes: object
        ) -> Client:
            address = address or bases.copy(backend, profile, demo=demo)
            app = create_app(settings_for(address, profile=profile, **changes), clock=clock)
            return stack.enter_context(Client(app))

        yield started


@contextmanager
def acting(client: Client, actor: Actor) -> Iterator[Client]:
    """Let every request of a client be this actor's, for tests of a room's own rules: nobody signs in."""
    before = client.app.api.state.authenticate
    client.app.api.state.authenticate = lambda _request, _database: actor
    yield client
    client.app.api.state.authenticate = before


def somebody(role: str, *areas: str, account: int = 7, **limits: Any) -> Actor:
    """Return an actor with one role."""
    grant = Grant(Role(role), areas=frozenset(areas), **limits)
    return Actor(f"account:{account}", (grant,), account=account)


def _shared(
    bases: Bases, backend: str, tmp_path_factory: pytest.TempPathFactory, *, profile: str, demo: bool
) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("data")
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    address = bases.copy(backend, profile, demo=demo)
    settings = Settings(DATABASE_URL=address, data_dir=folder, secret=SECRET, profile=profile, **wide)
    with Client(create_app(settings, clock=TestClock())) as client:
        yield client


@pytest.fixture(scope="session")
def client(bases: Bases, backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The real profile on its real dates, for tests that only read. The clock stands at NOON."""
    yield from _shared(bases, backend, tmp_path_factory, profile="kaiserslautern", demo=False)


@pytest.fixture(scope="session")
def demo(bases: Bases, backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The real profile with demo data, for tests that only read."""
    yield from _shared(bases, backend, tmp_path_factory, profile="kaiserslautern", demo=True)


@pytest.fixture(scope="session")
def other_county(bases: Bases, backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The invented county without Verbandsgemeinden."""
    profile = str(Path(__file__).parent / "fixtures" / "musterkreis")
    yield from _shared(bases, backend, tmp_path_factory, profile=profile, demo=False)
