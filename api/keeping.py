"""What the commands for keeping data do: back up, restore, verify, recovery keys, the audit trail, given-up jobs."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from api import events, main
from api.kernel import age, backup, jobs, postgresql_copies, restoring, trail
from api.kernel.db import Database
from api.kernel.time import spoken, system_clock
from api.running import say
from api.settings import Settings

_REFUSALS = (
    age.Unreadable,
    backup.NotSetUp,
    restoring.Refused,
    postgresql_copies.NoProgram,
    postgresql_copies.NoScratch,
    postgresql_copies.CopyFailed,
    ValueError,
    OSError,
)


def back_up(settings: Settings) -> int:
    """Make a backup now and note it; return the exit code."""
    moment = system_clock()
    try:
        made = backup.make(settings, moment)
    except backup.Faulty as faulty:
        return _faulty(faulty)
    except (*_REFUSALS, DBAPIError) as error:
        return _refused(error)
    database = Database(settings.database, create=False)
    with database.writing() as session:
        backup.note(session, made=made, moment=moment)
    database.close()
    say(f"{made.file} ({made.file.stat().st_size:,} bytes)")
    tried = f"not tried out: {made.doubt}" if made.doubt else "tried out"
    say(f"{_counted(made.manifest.databases[0].tables)}, {tried}")
    return 0


def restore(settings: Settings, file: Path, key: Path, *, replace: bool) -> int:
    """Bring a backup back; return the exit code."""
    try:
        told = restoring.restore(settings, file, key, replace=replace, after=main.after_restore(settings))
    except backup.Faulty as faulty:
        return _faulty(faulty)
    except (*_REFUSALS, DBAPIError) as error:
        return _refused(error)
    say("\n".join([*told, "Restored. Look at it with `wik serve` and /health/ready."]))
    return 0


def verify(settings: Settings, file: Path | None, key: Path | None) -> int:
    """Try out a backup, or without one a copy made now; return the exit code."""
    if file is not None and key is None:
        say("A backup opens with the recovery key only: --key KEYFILE")
        return 1
    try:
        manifest, faults = restoring.verify(settings, file, key)
    except (*_REFUSALS, DBAPIError) as error:
        return _refused(error)
    if faults:
        return _faulty(backup.Faulty(faults))
    for one in manifest.databases:
        say(f"{one.name}: {_counted(one.tables)}, audit trail whole up to entry {one.audit_number}")
    say(f"As it was at {spoken(manifest.made_at):%d.%m.%Y %H:%M}.")
    return 0


def backup_key(file: Path) -> int:
    """Make a recovery key and write it into a new file; return the exit code."""
    public, text = age.new_key(dt.datetime.now(dt.UTC))
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        say(f"{file} cannot be written: {error.strerror}. A key is never overwritten; choose another name with --out.")
        return 1
    say(f"The recovery key is in {file}. Take it away from this machine – print it, and keep a copy in a safe:")
    say("without it no backup can be opened, and with it everybody can open all of them. The service needs only")
    say(f"WIK_BACKUP_RECIPIENT={public}")
    return 0


def verify_trail(settings: Settings) -> int:
    """Check the audit trail, also against what backups noted; return the exit code."""
    database = Database(settings.database, create=False)
    try:
        noted = backup.noted_heads(settings.backups)
        with database.reading() as session:
            faults = trail.verify(session, noted)
            entries, head = trail.head(session)
    except (DBAPIError, OSError) as error:
        return _refused(error)
    finally:
        database.close()
    if faults:
        say("\n".join(faults))
        return 1
    say(f"{entries:,} entries, none changed, removed or swapped; {len(noted)} of them noted when backups were made.")
    say(f"The head to write down: {head}")
    return 0


def retry(settings: Settings) -> int:
    """Give jobs that were given up their tries again; return the exit code."""
    database = Database(settings.database, create=False)
    try:
        with database.writing() as session:
            revived = jobs.revive(session)
    except DBAPIError as error:
        return _refused(error)
    finally:
        database.close()
    say(f"{revived} jobs are tried again.")
    return 0


def retention(settings: Settings) -> int:
    """Say what is due to be forgotten, event by event; return the exit code."""
    database = Database(settings.database, create=False)
    try:
        with database.reading() as session:
            found = events.due(session)
    except DBAPIError as error:
        return _refused(error)
    finally:
        database.close()
    for one in found:
        say(
            f"event {one.event}: {one.registrations} registrations, {one.answers} answers of others, "
            f"{one.comments} comments without a name, {one.files} pictures and files"
        )
    say(f"{len(found)} events. What was emptied stands in the audit trail, as changes by system:retention.")
    return 0


def _counted(tables: Mapping[str, int]) -> str:
    return f"{sum(tables.values()):,} rows in {len(tables)} tables"


def _faulty(faulty: backup.Faulty) -> int:
    say("\n".join(["It does not come back as it was:", *faulty.faults]))
    return 1


def _refused(error: Exception) -> int:
    say("The database does not answer; see DATABASE_URL." if isinstance(error, DBAPIError) else str(error))
    return 1
