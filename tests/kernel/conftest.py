"""The kernel with two toy rooms on it, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlmodel import SQLModel

from api.kernel.application import About, Application
from api.kernel.language import Languages
from api.settings import Settings
from tests.client import Client
from tests.conftest import Bases, TestClock
from tests.kernel.toy import room

LANGUAGES = Languages(codes=("de", "en", "ar", "de-simple"), plain={"de-simple": "de"}, rtl=frozenset({"ar"}))


class Toys:
    """Starts toy apps on one database, as several processes would."""

    def __init__(self, address: str, clock: TestClock, settings_for: Callable[..., Settings], stack: ExitStack) -> None:
        self.address, self.clock, self.settings_for, self.stack = address, clock, settings_for, stack

    def app(self, **changes: object) -> Application:
        about = About("Toys", "1", "For tests.")
        return Application(self.settings_for(self.address, **changes), about, [room.router], LANGUAGES, clock=self.clock)

    def start(self, **changes: object) -> Client:
        return self.stack.enter_context(Client(self.app(**changes)))


@pytest.fixture
def toys(bases: Bases, backend: str, clock: TestClock, settings_for: Callable[..., Settings]) -> Iterator[Toys]:
    with ExitStack() as stack:
        made = Toys(bases.empty(backend), clock, settings_for, stack)
        database = made.app().database
        SQLModel.metadata.create_all(database.engine)
        database.close()
        yield made
    room.DURING.clear()


@pytest.fixture
def client(toys: Toys) -> Client:
    return toys.start()
