"""A migrated, empty database beside the filled ones."""

import pytest

from api.kernel import migration
from api.kernel.db import Database
from api.settings import Settings


@pytest.fixture
def empty(bases, backend, clock):
    """The address of a migrated database without a county, and the database itself."""
    address = bases.empty(backend)
    database = Database(Settings(DATABASE_URL=address).database, clock=clock)
    migration.upgrade(database)
    yield address, database
    database.close()
