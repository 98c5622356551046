"""A migrated, empty database beside the filled ones."""

import pytest

from api.kernel.db import Database
from api.programme import load
from api.settings import Settings
from tests.programme.build import TODAY, programme, translate


@pytest.fixture
def empty(bases, backend, clock):
    """The address of a migrated database without a county, and the database itself."""
    address = bases.migrated(backend)
    database = Database(Settings(DATABASE_URL=address).database, clock=clock)
    yield address, database
    database.close()


@pytest.fixture
def small(empty, start):
    """Return a function that loads a small programme, which began on 2025-07-01, and gives a client on it."""
    address, database = empty

    def made(**changes):
        with database.writing() as session:
            load(session, programme(**changes), translate, apply=True, today=TODAY)
        return start(address=address)

    return made
