"""Migrations by Alembic: one line of history for SQLite and PostgreSQL."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from api.kernel.db import Database

FOLDER = Path(__file__).parent.parent.parent / "migrations"


def configuration(database: Database) -> Config:
    """Return Alembic's configuration for one database."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = database.engine
    return config


@cache
def newest() -> str:
    """Return the revision this code needs."""
    return str(ScriptDirectory(str(FOLDER)).get_current_head())


def current(database: Database) -> str | None:
    """Return the revision the database has, None when it is empty."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to a revision."""
    command.upgrade(configuration(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the database back to a revision."""
    command.downgrade(configuration(database), revision)
