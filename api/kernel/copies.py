"""A consistent copy of one database while the service runs, and what it must contain when it is read back."""

import hashlib
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy import func as sql
from sqlalchemy import select as choose
from sqlalchemy import table as named
from sqlmodel import Session

from api.kernel import migration, postgresql_copies, trail
from api.kernel.db import Database

_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Contents:
    """What one snapshot of a database holds: schema, rows per table, newest entry of the audit trail."""

    schema: str | None
    tables: Mapping[str, int]
    audit_number: int
    audit_hash: str


def contents(connection: Connection) -> Contents:
    """Count what the transaction of this connection sees."""
    tables = sorted(inspect(connection).get_table_names())
    counts = {name: connection.execute(choose(sql.count()).select_from(named(name))).scalar_one() for name in tables}
    schema = MigrationContext.configure(connection).get_current_revision()
    number, head = trail.head(Session(connection)) if "audit_head" in counts else (0, trail.FIRST)
    return Contents(schema=schema, tables=counts, audit_number=number, audit_hash=head)


def copy(database: Database, file: Path) -> Contents:
    """Write a copy of the database into a new file and return what it must contain, seen in the same snapshot.

    Others go on reading and writing. Raises postgresql_copies.NoProgram and CopyFailed.
    """
    with database.reading() as session:
        connection = session.connection()
        found = contents(connection)
        if database.on_sqlite:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)  # noqa: S101 - the engine is SQLite's
            with closing(sqlite3.connect(file)) as target:
                source.backup(target)  # sees the transaction that has counted, however long it takes
                target.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        else:
            snapshot = str(connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())
            postgresql_copies.dump(database.address, snapshot, file)
    return found


@contextmanager
def scratch(backend: str, file: Path, *, server: str, given: str) -> Generator[Database]:
    """Read a copy back into a database that is thrown away afterwards.

    For PostgreSQL, `server` is the address of the database it was made from, `given` an empty one for trials or "".
    Raises postgresql_copies.NoScratch where none can be had, NoProgram and CopyFailed.
    """
    if backend == "sqlite":
        database = Database(f"sqlite:///{file}", create=False)
        try:
            yield database
        finally:
            database.close()
        return
    with postgresql_copies.scratch(server, given) as address:
        postgresql_copies.fill(address, file)
        database = Database(address)
        try:
            yield database
        finally:
            database.close()


def faults(database: Database, wanted: Contents) -> list[str]:
    """Return what is wrong with a copy that was read back into a scratch database, which is migrated on the way."""
    if found := row_faults(database, wanted):
        return found
    migration.upgrade(database)
    return trail_faults(database, wanted)


def row_faults(database: Database, wanted: Contents) -> list[str]:
    """Return damage and missing rows."""
    with database.engine.connect() as connection:
        damage = _damage(connection) if database.on_sqlite else []
        return damage or differences(wanted, contents(connection))


def trail_faults(database: Database, wanted: Contents) -> list[str]:
    """Return what is wrong with the audit trail of a database with the newest schema."""
    noted = {wanted.audit_number: wanted.audit_hash} if wanted.audit_number else {}
    with database.reading() as session:
        return trail.verify(session, noted)


def differences(wanted: Contents, present: Contents) -> list[str]:
    """Return how two contents differ, one line each."""
    found = [] if wanted.schema == present.schema else [f"schema {present.schema} instead of {wanted.schema}"]
    for name in sorted({*wanted.tables, *present.tables}):
        was, now = wanted.tables.get(name), present.tables.get(name)
        if was != now:
            found.append(f"{name}: {'no table' if now is None else now} instead of {'none' if was is None else was}")
    if (wanted.audit_number, wanted.audit_hash) != (present.audit_number, present.audit_hash):
        found.append(f"audit trail ends at {present.audit_number} instead of {wanted.audit_number}")
    return found


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file as hex."""
    told = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_AT_ONCE):
            told.update(piece)
    return told.hexdigest()


def _damage(connection: Connection) -> list[str]:
    whole: list[str] = list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
    broken = [f"damaged: {line}" for line in whole if line != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return broken + [f"{table}: a row points to nothing in {parent}" for table, _, parent, _ in orphans]
