"""One line of history on both databases: up, no drift, down, up; empty and filled."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from api.kernel import migration
from api.kernel.db import Database
from api.settings import Settings
from tests.conftest import TestClock

TOYS = {"toy", "toy_sticker"}


@pytest.fixture(params=["empty", "filled"])
def database(request, bases, backend):
    address = bases.empty(backend) if request.param == "empty" else bases.copy(backend, demo=True)
    made = Database(Settings(DATABASE_URL=address).database, clock=TestClock())
    yield made
    made.close()


def counts(database):
    """Rows per table; the kernel's own tables and those of the rooms."""
    with database.engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in names}  # noqa: S608 - names of our tables


def drift(database):
    def ours(_object, name, kind, _reflected, _other):
        return not (kind == "table" and name in TOYS)

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        return compare_metadata(context, SQLModel.metadata)


def test_up_down_up_without_drift(database):
    migration.upgrade(database)
    before = counts(database)
    assert drift(database) == []
    migration.upgrade(database)  # a second time changes nothing
    assert counts(database) == before
    migration.downgrade(database, "base")
    assert set(counts(database)) <= {"alembic_version"}
    migration.upgrade(database)
    assert drift(database) == []
    assert set(counts(database)) == set(before)


def test_a_forgotten_migration_is_noticed(bases, backend):
    """The control of the test above: a missing column is a difference."""
    database = Database(Settings(DATABASE_URL=bases.copy(backend)).database)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE heartbeat DROP COLUMN at"))
    assert drift(database)
    database.close()


def test_the_history_is_one_line_of_numbers():
    revisions = [script.revision for script in ScriptDirectory(str(migration.FOLDER)).walk_revisions()]
    assert revisions == [f"{number:04}" for number in range(len(revisions), 0, -1)]
    names = sorted(path.name for path in (migration.FOLDER / "versions").glob("*.py"))
    assert [name[:4] for name in names] == sorted(revisions)


def test_foreign_keys_hold_after_a_migration(bases, backend):
    """Batch mode on SQLite switches them off for a moment; they must be on again for what follows."""
    database = Database(Settings(DATABASE_URL=bases.empty(backend)).database)
    migration.upgrade(database)
    orphan = "INSERT INTO sub_goal (code, goal, position, title, revision) VALUES ('9.9', 'nowhere', 1, '{}', 1)"
    with database.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(orphan))
    database.close()
