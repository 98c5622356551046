"""Backups: a copy of every database, tried out before it is encrypted, written whole or not at all, kept 30 days.

The key that opens a backup is not on the server. So each copy is read back into a scratch database while it is still
plain; once encrypted, only whoever holds the recovery key can try it (`wik verify FILE --key KEYFILE`).
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import Session, col, select

from api.kernel import age, archive, copies, jobs, postgresql_copies
from api.kernel.archive import SUFFIX, Copied, Manifest
from api.kernel.db import Database
from api.kernel.tables import Installation
from api.kernel.time import now
from api.settings import Settings, with_driver

KIND = "backup"  # of the nightly job
KEPT = dt.timedelta(days=30)  # what was erased is gone from every backup after that
LATE = dt.timedelta(hours=26)  # after this, the last verified backup is worth a hint
HEADS = "audit-heads.jsonl"
_NAME = "wik-%Y-%m-%dT%H%M%SZ"
_NAMED = re.compile(rf"wik-\d{{4}}-\d\d-\d\dT\d{{6}}Z{re.escape(SUFFIX)}")
_AT, _VERIFIED, _STATE = "backup_at", "backup_verified_at", "backup_state"


class NotSetUp(Exception):
    """No recovery key is set."""


class Faulty(Exception):
    """A copy did not come back as it was; `faults` says how. Nothing was written."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Made:
    """A backup that was written; `doubt` says why it could not be tried out, "" when it was and is well."""

    file: Path
    manifest: Manifest
    doubt: str


@dataclass(frozen=True)
class Standing:
    """When the last backup and the last verified one were made (UTC), and how the last attempt ended."""

    at: dt.datetime | None
    verified_at: dt.datetime | None
    state: str  # "off" (no recovery key), "none" (not yet), "verified", "unverified", "failed"


def databases(settings: Settings) -> dict[str, str]:
    """Return the address of every database of this service, by name."""
    return {"wik": settings.database}


def take(settings: Settings, folder: Path, moment: dt.datetime) -> Manifest:
    """Copy every database into `folder`. Raises postgresql_copies.NoProgram and CopyFailed."""
    copied: list[Copied] = []
    for name, address in databases(settings).items():
        database = Database(address, create=False)
        backend = "sqlite" if database.on_sqlite else "postgresql"
        file = folder / f"{name}.{'sqlite' if database.on_sqlite else 'dump'}"
        try:
            found = copies.copy(database, file)
        finally:
            database.close()
        told = Copied(
            name=name,
            file=file.name,
            backend=backend,
            bytes=file.stat().st_size,
            sha256=copies.checksum(file),
            schema_revision=found.schema,
            tables=found.tables,
            audit_number=found.audit_number,
            audit_hash=found.audit_hash,
        )
        copied.append(told)
    return Manifest(made_at=moment, databases=copied)


def try_out(settings: Settings, manifest: Manifest, folder: Path) -> list[str]:
    """Read every copy back into a scratch database and return what is wrong; the copies stay as they are.

    Raises postgresql_copies.NoScratch, NoProgram and CopyFailed.
    """
    found: list[str] = []
    given = with_driver(settings.scratch_database_url.get_secret_value())
    for one in manifest.databases:
        file = folder / one.file
        if one.backend == "sqlite":
            file = folder / f"trial-{one.file}"
            file.write_bytes((folder / one.file).read_bytes())
        server = databases(settings)[one.name]
        if one.backend == "postgresql" and server.startswith("sqlite") and not given:
            raise postgresql_copies.NoScratch("A backup of a PostgreSQL needs WIK_SCRATCH_DATABASE_URL here.")
        with copies.scratch(one.backend, file, server=server, given=given) as database:
            found += copies.faults(database, one.contents)
    return found


def make(settings: Settings, moment: dt.datetime) -> Made:
    """Make one backup of everything, try it out, encrypt it; delete those older than 30 days. `moment` is UTC.

    Raises NotSetUp, Faulty, ValueError (recovery key), OSError, and what postgresql_copies raises.
    """
    if not settings.backup_recipient:
        raise NotSetUp("No recovery key is set: run `wik backup-key`, then set WIK_BACKUP_RECIPIENT.")
    age.check(settings.backup_recipient)
    doubt = ""
    with archive.working_folder(settings.backups) as folder:
        manifest = take(settings, folder, moment)
        try:
            if faults := try_out(settings, manifest, folder):
                raise Faulty(faults)
        except postgresql_copies.NoScratch as error:
            doubt = str(error)
        file = settings.backups / f"{moment.strftime(_NAME)}{SUFFIX}"
        archive.write(file, manifest, folder, settings.backup_recipient)
    _note_head(settings.backups, manifest)
    forget_old(settings.backups, moment)
    return Made(file, manifest, doubt)


def forget_old(folder: Path, moment: dt.datetime) -> None:
    """Delete backups more than 30 days older than `moment`, by the time in their names; the newest always stays."""
    files = sorted(file for file in folder.glob(f"wik-*{SUFFIX}") if _NAMED.fullmatch(file.name))
    for file in files[:-1]:
        made = dt.datetime.strptime(file.name.removesuffix(SUFFIX), _NAME).replace(tzinfo=dt.UTC)
        if moment - made > KEPT:
            file.unlink(missing_ok=True)


def noted_heads(folder: Path) -> Mapping[int, str]:
    """Return the ends the audit trail had when backups were made: number → hash."""
    found: dict[int, str] = {}
    with suppress(FileNotFoundError):
        for line in (folder / HEADS).read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, KeyError, TypeError):  # a line that was cut short by a full disk
                told = json.loads(line)
                found[int(told["number"])] = str(told["hash"])
    return found


def forget_heads_after(folder: Path, number: int) -> None:
    """Forget the ends of a trail that a restore has cut off after entry `number`."""
    kept = [json.dumps({"number": one, "hash": head}) for one, head in noted_heads(folder).items() if one <= number]
    if (folder / HEADS).exists():
        (folder / HEADS).write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def _note_head(folder: Path, manifest: Manifest) -> None:
    line = {"number": manifest.databases[0].audit_number, "hash": manifest.databases[0].audit_hash}
    if line["number"]:
        with (folder / HEADS).open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(line)}\n")


def errand(settings: Settings) -> jobs.Errand:
    """Return the nightly work."""

    def go(_database: Database, _payload: jobs.Payload) -> jobs.Effect:
        moment = dt.datetime.now(dt.UTC)
        return partial(note, made=make(settings, moment), moment=moment)

    def give_up(session: Session, _payload: jobs.Payload) -> None:
        _write(session, {_STATE: "failed"})

    return jobs.Errand(go, lease=dt.timedelta(hours=2), give_up=give_up)


def note(session: Session, *, made: Made, moment: dt.datetime) -> None:
    """Write down that a backup was made, for /staff/system and /health/ready."""
    found = {_AT: moment.isoformat(), _STATE: "unverified" if made.doubt else "verified"}
    _write(session, found if made.doubt else {**found, _VERIFIED: moment.isoformat()})


def _write(session: Session, facts: Mapping[str, str]) -> None:
    for key, value in facts.items():
        session.merge(Installation(key=key, value=value))


def standing(session: Session, settings: Settings) -> Standing:
    """Return how the backups stand; one statement."""
    statement = select(Installation).where(col(Installation.key).in_([_AT, _VERIFIED, _STATE]))
    facts = {row.key: row.value for row in session.exec(statement).all()}
    state = facts.get(_STATE, "none") if settings.backup_recipient else "off"
    return Standing(_moment(facts.get(_AT)), _moment(facts.get(_VERIFIED)), state)


def hint(session: Session, settings: Settings) -> str:
    """Return what an operator should hear about the backups, "" when they are well; one statement."""
    found = standing(session, settings)
    if found.state == "off":
        return "none are made; run `wik backup-key` and set WIK_BACKUP_RECIPIENT"
    if found.verified_at is None or now(session) - found.verified_at > LATE:
        return "the last verified one is older than 26 hours; see `wik backup`"
    return ""


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
