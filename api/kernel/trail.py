"""The audit trail as a chain: each entry's hash covers the entry and the hash before it (RFC 6962 has the idea).

Whoever changes, removes or swaps an entry breaks the chain at that number; whoever cuts the end off contradicts the
head row. Somebody who may write everything could forge a whole new chain, so heads are also kept elsewhere: backups
carry the head of their time, and `verify` finds out whether it is still part of the chain.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col, select

from api.kernel.tables import AuditEntry, AuditHead, insert_into
from api.kernel.time import now

FIRST = "0" * 64  # what the first entry follows
_HEAD = 1
_AT_ONCE = 1000
# made once: every write comes through here
_LOCKED = select(AuditHead.number, AuditHead.hash).where(AuditHead.id == _HEAD).with_for_update()
_MOVED = (
    update(AuditHead).where(col(AuditHead.id) == _HEAD).values(number=bindparam("newest"), hash=bindparam("sealed"))
)
_ENTERED = insert(AuditEntry)


class Note(NamedTuple):
    """An entry before it has its number and its hash: an import makes ten thousand of them."""

    at: dt.datetime
    actor: str
    action: str
    object_type: str
    object_key: str
    fields: list[str]


def add(session: Session, actor: str, action: str, object_type: str, object_key: str, fields: Sequence[str]) -> None:
    """Put an entry on the list of this transaction; `seal` writes it."""
    waiting: list[Note] = session.info.setdefault("trail", [])
    waiting.append(Note(now(session), actor, action, object_type, object_key, [*fields]))


def seal(session: Session) -> None:
    """Number and chain the waiting entries; writers wait for each other here, for the shortest possible time."""
    waiting: list[Note] = session.info.pop("trail", [])
    if not waiting:
        return
    number, before = _locked_head(session)
    rows: list[dict[str, object]] = []
    for note in waiting:
        number, before = number + 1, digest(number + 1, note, before)
        rows.append({"id": number, **note._asdict(), "hash": before})
    session.connection().execute(_MOVED, {"newest": number, "sealed": before})
    session.connection().execute(_ENTERED, rows)


def _locked_head(session: Session) -> tuple[int, str]:
    connection = session.connection()
    head = connection.execute(_LOCKED).first()
    if head is None:  # the first entry ever; of two first writers one waits for the other
        beginning = insert_into(session, AuditHead).values(id=_HEAD, number=0, hash=FIRST)
        connection.execute(beginning.on_conflict_do_nothing())
        head = connection.execute(_LOCKED).one()
    return head.number, head.hash


def digest(number: int, note: Note, before: str) -> str:
    """Return the hash of an entry that follows the hash `before`: SHA-256 over both as JSON."""
    told = [before, number, note.at.isoformat(), *note[1:5]]
    return hashlib.sha256(json.dumps([*told, note.fields], ensure_ascii=False).encode()).hexdigest()


def verify(session: Session, heads: Mapping[int, str] | None = None) -> list[str]:
    """Return what is wrong with the trail, empty when nothing is; `heads` are numbers and hashes noted elsewhere."""
    found: list[str] = []
    number, before = 0, FIRST
    noted = dict(heads or {})
    for entry in _entries(session):
        if entry.id != number + 1:
            found.append(f"entry {number + 1}: missing")
        elif entry.hash != digest(number + 1, _note(entry), before):
            found.append(f"entry {entry.id}: does not fit the one before it")
        number, before = entry.id or 0, entry.hash
        if noted.pop(number, before) != before:
            found.append(f"entry {number}: is not the one that was noted when a backup was made")
    last, sealed = head(session)
    if (last, sealed) != (number, before):
        found.append(f"entry {number + 1}: the trail ends here, its head says {last}")
    return found + [f"entry {missing}: was noted when a backup was made and is gone" for missing in sorted(noted)]


def _note(entry: AuditEntry) -> Note:
    return Note(entry.at, entry.actor, entry.action, entry.object_type, entry.object_key, entry.fields)


def head(session: Session) -> tuple[int, str]:
    """Return number and hash of the newest entry."""
    found = session.get(AuditHead, _HEAD)
    return (found.number, found.hash) if found else (0, FIRST)


def _entries(session: Session) -> Iterator[AuditEntry]:
    number = 0
    page = select(AuditEntry).order_by(col(AuditEntry.id)).limit(_AT_ONCE)
    while rows := session.exec(page.where(col(AuditEntry.id) > number)).all():
        yield from rows
        number = rows[-1].id or 0
        session.expunge_all()  # a long trail need not stay in memory
