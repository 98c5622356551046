"""Keeping the logbook. What is not public stays unseen: it raises no revision of the public data."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.language import SOURCE, every
from api.kernel.markdown import rendered
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.programme.editing import write
from api.programme.permissions import LOGBOOK
from api.programme.staff_schemas import LogbookChange, LogbookDocument, LogbookWish
from api.programme.tables import LogbookEntry, Measure

_ENTRIES = columns(
    LogbookEntry.key, LogbookEntry.measure, LogbookEntry.day, LogbookEntry.text, LogbookEntry.public,
    LogbookEntry.revision,
)  # fmt: skip


def list_entries(session: Session, actor: Actor, number: int, wanted: Wish) -> Listing[LogbookDocument]:
    """Return the logbook of a measure, newest first, internal entries included. Raises NotFound."""
    require(actor, LOGBOOK, Resource())
    _require_measure(session, number)
    newest = col(LogbookEntry.day).desc(), col(LogbookEntry.key)
    rows = rows_of(session, _ENTRIES.where(col(LogbookEntry.measure) == number).order_by(*newest))
    places = {row.key: place for place, row in enumerate(rows)}
    return listing(cut(rows, lambda row: places[row.key], wanted), document)


def get_entry(session: Session, actor: Actor, key: str) -> LogbookDocument:
    """Return one entry. Raises NotFound."""
    require(actor, LOGBOOK, Resource())
    for row in rows_of(session, _ENTRIES.where(col(LogbookEntry.key) == key)):
        return document(row)
    raise NotFound


def document(row: Any) -> LogbookDocument:
    """Return an entry with all languages."""
    return LogbookDocument(
        key=row.key,
        measure=row.measure,
        day=row.day,
        text=every(row.text),
        html=rendered(row.text[SOURCE]["text"]),
        public=row.public,
        revision=row.revision,
    )


def make_entry(session: Session, actor: Actor, number: int, wish: LogbookWish, offered: Sequence[str]) -> LogbookEntry:
    """Add an entry to the logbook of a measure. Raises NotFound or Invalid."""
    require(actor, LOGBOOK, Resource())
    _require_measure(session, number)
    values = _checked(session, None, given(wish, never_null=("day", "text", "public")), offered)
    row = LogbookEntry(key=secrets.token_hex(6), measure=number, **values)
    audit.record(session, actor, "create", row, public=row.public)
    return row


def change_entry(
    session: Session, actor: Actor, key: str, seen: int, wish: LogbookChange, offered: Sequence[str]
) -> LogbookEntry:
    """Change an entry. Raises NotFound, RevisionMismatch or Invalid."""
    require(actor, LOGBOOK, Resource())
    row = for_change(session, LogbookEntry, key, seen)
    values = _checked(session, row, given(wish, never_null=("day", "text", "public")), offered)
    shown = row.public or values.get("public", False)
    write(row, values)
    audit.record(session, actor, "change", row, public=shown)
    return row


def delete_entry(session: Session, actor: Actor, key: str, seen: int) -> None:
    """Remove an entry for good; no history keeps it. Raises NotFound or RevisionMismatch."""
    require(actor, LOGBOOK, Resource())
    row = for_change(session, LogbookEntry, key, seen)
    audit.record(session, actor, "delete", row, public=row.public)


def _checked(
    session: Session, row: LogbookEntry | None, values: dict[str, Any], offered: Sequence[str]
) -> dict[str, Any]:
    found = Findings()
    if "text" in values:
        values["text"] = found.text("/text", row and row.text, values["text"], offered)
        if values["text"] is None and not found.issues:
            found.say("/text", "source_missing", "Give the German text.")
    if "day" in values and values["day"] > today(session):
        found.say("/day", "in_the_future", "A logbook says what has happened: today or earlier.")
    found.settle()
    return values


def _require_measure(session: Session, number: int) -> None:
    if session.exec(select(Measure.number).where(col(Measure.number) == number)).first() is None:
        raise NotFound
