"""Brings a backup back: into a new database, or in place of one that is set aside; and erased people are erased again.

Nobody sees a restored database before it is checked, migrated and cleaned: on SQLite it is made beside the old one and
takes its place in one step, on PostgreSQL a mark keeps `serve` away until all is done.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlmodel import Session

from api.kernel import archive, audit, backup, copies, migration, postgresql_copies
from api.kernel.archive import Copied
from api.kernel.db import Database
from api.kernel.permission import Actor
from api.kernel.tables import Installation
from api.settings import Settings

UNFINISHED = "restoring"  # an Installation row; `serve` refuses a database that has it
RESTORER = Actor("system:restore")

# What a room does to a restored database: erase the erased again, end sessions. Returns what it did, as a sentence.
AfterRestore = Callable[[Session], str]


class Refused(Exception):
    """The restore was not begun, or was undone; the text says why and what to do."""


def restore(
    settings: Settings, file: Path, key_file: Path, *, replace: bool, after: Sequence[AfterRestore]
) -> list[str]:
    """Bring a backup back and return what was done, a sentence each.

    Raises Refused, age.Unreadable, backup.Faulty and what postgresql_copies raises; then everything is as before.
    """
    told: list[str] = []
    with archive.working_folder(settings.data_dir) as folder:
        manifest = archive.read(file, key_file, folder)
        told.append(f"The backup was made at {manifest.made_at:%Y-%m-%d %H:%M} UTC.")
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dt%H%M%Sz")
        for one in manifest.databases:
            address = backup.databases(settings)[one.name]
            _possible(one, address)
            bring = _bring_sqlite if one.backend == "sqlite" else _bring_postgresql
            told += bring(one, folder / one.file, address, stamp, replace=replace, after=after)
            backup.forget_heads_after(settings.backups, one.audit_number)
    return told


def verify(settings: Settings, file: Path | None, key_file: Path | None) -> tuple[archive.Manifest, list[str]]:
    """Try a backup out, or without `file` a copy made now; return its manifest and what is wrong with it.

    Raises age.Unreadable and what postgresql_copies raises.
    """
    with archive.working_folder(settings.data_dir) as folder:
        if file is None or key_file is None:
            manifest = backup.take(settings, folder, dt.datetime.now(dt.UTC))
        else:
            manifest = archive.read(file, key_file, folder)
        return manifest, backup.try_out(settings, manifest, folder)


def _possible(one: Copied, address: str) -> None:
    wanted = "sqlite" if address.startswith("sqlite") else "postgresql"
    if one.backend != wanted:
        raise Refused(f"This is a backup of {one.backend}; DATABASE_URL names {wanted}. They cannot be mixed.")
    known = {script.revision for script in ScriptDirectory(str(migration.FOLDER)).walk_revisions()}
    if one.schema_revision not in known:
        raise Refused(f"Schema {one.schema_revision} is of a newer version of this software; install that first.")


def _bring_sqlite(
    one: Copied, made: Path, address: str, stamp: str, *, replace: bool, after: Sequence[AfterRestore]
) -> list[str]:
    target = Path(address.removeprefix("sqlite:///"))
    full = target.exists() and target.stat().st_size > 0
    if full and not replace:
        raise Refused(f"{target} holds something. --replace sets it aside.")
    database = Database(f"sqlite:///{made}", create=False)
    told = _cleaned(database, one, after)
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    target.parent.mkdir(parents=True, exist_ok=True)
    if full:
        _rest(target)
        aside = target.with_name(f"{target.stem}.before-restore-{stamp}{target.suffix}")
        aside.hardlink_to(target)
        told.append(f"What was there is now {aside}; delete it when it is no longer needed.")
    made.replace(target)
    return told


def _rest(file: Path) -> None:
    """Bring a SQLite file to one piece. Raises Refused when somebody has it open."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise Refused("Somebody uses the database: stop the service first.") from None
    except sqlite3.DatabaseError:  # broken: that may be why it is replaced; its companions go with it
        for companion in ("-wal", "-shm"):
            file.with_name(file.name + companion).unlink(missing_ok=True)


def _bring_postgresql(
    one: Copied, made: Path, address: str, stamp: str, *, replace: bool, after: Sequence[AfterRestore]
) -> list[str]:
    try:
        with postgresql_copies.replaced(address, stamp, replace=replace) as aside:
            postgresql_copies.fill(address, made)
            told = _cleaned(Database(address), one, after)
    except postgresql_copies.InUse as error:
        raise Refused(str(error)) from None
    if aside:
        told.append(f"What was there is now in the schema {aside}; DROP SCHEMA {aside} CASCADE when not needed.")
    return told


def _cleaned(database: Database, one: Copied, after: Sequence[AfterRestore]) -> list[str]:
    """Check and migrate a restored database, then let the rooms clean it. Raises backup.Faulty."""
    try:
        if found := copies.row_faults(database, one.contents):
            raise backup.Faulty(found)
        with database.writing() as session:
            session.merge(Installation(key=UNFINISHED, value=one.sha256[:12]))
        migration.upgrade(database)
        if found := copies.trail_faults(database, one.contents):
            raise backup.Faulty(found)
        with database.writing() as session:
            told = [sentence for clean in after if (sentence := clean(session))]
            audit.note(session, RESTORER, "restore", "installation", one.name)
            session.delete(session.get_one(Installation, UNFINISHED))
    finally:
        database.close()
    return [f"{one.name}: {sum(one.tables.values())} rows in {len(one.tables)} tables, as counted then.", *told]
