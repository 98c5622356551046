"""A service with real accounts, and browsers to sign in with."""

from collections.abc import Callable

import pytest

from api.kernel.db import Database
from api.settings import Settings
from tests.accounts.browser import Browser, Person, Wish, settle


@pytest.fixture
def address(bases, backend) -> str:
    """Where a copy of the filled database is."""
    return bases.copy(backend)


@pytest.fixture
def database(address, clock):
    """The same database as the service's, for what a test prepares or looks at."""
    made = Database(Settings(DATABASE_URL=address).database, clock=clock)
    yield made
    made.close()


@pytest.fixture
def service(start, address):
    return start(address=address)


@pytest.fixture
def visitor(service) -> Callable[[], Browser]:
    return lambda: Browser(service)


@pytest.fixture
def account(database) -> Callable[..., Person]:
    """Make an account: `account("editor")`; mail address and more by name."""

    def make(*roles, email="", **more) -> Person:
        named = "-".join(role.role if isinstance(role, Wish) else role for role in roles) or "nobody"
        return settle(database, email or f"{named}@example.org", *roles, **more)

    return make


@pytest.fixture
def admin(account, visitor, clock) -> Browser:
    """An administrator, signed in."""
    return visitor().enter(account("admin"), clock)


@pytest.fixture
def actor_of(visitor, clock, service):
    """Return the actor the service sees behind somebody's sign-in."""

    def found(person):
        one = visitor().enter(person, clock)
        entrance, database = service.app.api.state.entrance, service.app.database
        with database.reading() as session:
            return entrance.visit_of(one.cookies["__Host-wik"], session).actor

    return found
