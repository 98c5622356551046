"""The kernel with two toy rooms on it, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel

from api.kernel.application import About, Application, Desk
from api.kernel.db import Database
from api.kernel.language import Languages
from api.kernel.tables import KERNEL_TABLES
from api.settings import Settings
from tests.client import Client
from tests.conftest import SECRET, Bases, TestClock
from tests.kernel.toy import room
from tests.statements import statements as counted

LANGUAGES = Languages(codes=("de", "en", "ar", "de-simple"), plain={"de-simple": "de"}, rtl=frozenset({"ar"}))
TABLES = [kind.__table__ for kind in (*KERNEL_TABLES, room.Toy, room.Sticker)]


class Toys:
    """Starts toy apps on one database, as several processes would."""

    def __init__(self, address: str, clock: TestClock, settings_for: Callable[..., Settings], stack: ExitStack) -> None:
        self.address, self.clock, self.settings_for, self.stack = address, clock, settings_for, stack

    def app(self, **changes: object) -> Application:
        about = About("Toys", "1", "For tests.")
        settings = self.settings_for(self.address, **{"frontend_dir": Path("/no/front/end"), **changes})
        desk = Desk(authenticate=room.known_by_name)
        return Application(settings, about, [room.router], LANGUAGES, desk=desk, clock=self.clock)

    def start(self, **changes: object) -> Client:
        return self.stack.enter_context(Client(self.app(**changes)))

    def database(self) -> Database:
        database = Database(self.settings_for(self.address).database, clock=self.clock)
        self.stack.callback(database.close)
        return database


def created(address: str, settings_for: Callable[..., Settings]) -> None:
    """Make the toy tables."""
    database = Database(settings_for(address).database)
    SQLModel.metadata.create_all(database.engine, tables=TABLES)
    database.close()


@pytest.fixture(scope="session")
def postgresql_toys(bases: Bases) -> Callable[[], str]:
    """Return a function that gives the one PostgreSQL database of the toys, emptied: much cheaper than a new one."""
    made: list[str] = []

    def emptied() -> str:
        if not made:
            made.append(bases.empty("postgresql"))
            created(made[0], lambda address: Settings(DATABASE_URL=address))
        database = Database(Settings(DATABASE_URL=made[0]).database)
        with database.engine.begin() as connection:
            names = ", ".join(table.name for table in TABLES)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        database.close()
        return made[0]

    return emptied


@pytest.fixture
def toys(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    backend: str,
    clock: TestClock,
    settings_for: Callable[..., Settings],
) -> Iterator[Toys]:
    with ExitStack() as stack:
        if backend == "postgresql":
            address = request.getfixturevalue("postgresql_toys")()
        else:
            address = f"sqlite:///{tmp_path / 'toys.sqlite'}"
            created(address, settings_for)
        yield Toys(address, clock, settings_for, stack)
    room.DURING.clear()


@pytest.fixture(scope="session")
def shared(bases: Bases, backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One toy app per backend, for tests that leave nothing behind: starting an app costs more than most of them."""

    def settings_for(address: str, **changes: object) -> Settings:
        wide = {
            "reads_per_minute": 1_000_000,
            "writes_per_minute": 1_000_000,
            "refusals_per_minute": 1_000_000,
            "data_dir": tmp_path_factory.mktemp("shared"),
        }
        return Settings(**{"DATABASE_URL": address, "secret": SECRET, **wide, **changes})

    with ExitStack() as stack:
        toys = Toys(bases.empty(backend), TestClock(), settings_for, stack)
        created(toys.address, settings_for)
        yield toys.start()


@pytest.fixture
def client(toys: Toys) -> Client:
    return toys.start()


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement of every engine from now on."""
    with counted(Engine) as seen:
        yield seen
