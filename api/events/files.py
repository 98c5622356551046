"""Staff give an event its picture and material. What takes long with bytes is done before: nobody waits for it here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from api.events import documents
from api.events.documents import Document
from api.events.file_tables import EventFile, FileKind
from api.events.permissions import EDIT, event_of, resource_of
from api.events.states import EventState
from api.events.tables import Event
from api.kernel import audit, pictures
from api.kernel.conditional import for_change
from api.kernel.findings import Findings
from api.kernel.language import SOURCE, TextWish
from api.kernel.permission import Actor, require
from api.kernel.pictures import MEDIA_TYPE, Picture
from api.kernel.problems import Conflict, Issue, NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import now

LARGEST = max(pictures.LARGEST, documents.LARGEST)  # bytes of a file
MOST = 10  # materials of an event
# without the bytes: who replaces, renames or deletes a file does not read it
_KNOWN = select(EventFile).options(defer(EventFile.content), defer(EventFile.small))  # pyright: ignore[reportArgumentType] - columns, not values
_ARCHIVED = columns(
    EventFile.id, EventFile.event, Event.last_at, Event.stamped_at, Event.retention_days
).join(Event, col(Event.id) == col(EventFile.event)).where(
    col(Event.state) == EventState.archived
).order_by(col(EventFile.event), col(EventFile.id))  # fmt: skip


def set_picture(  # noqa: PLR0913, PLR0917 - who, what, which
    session: Session, actor: Actor, number: int, seen: int, made: Picture, alt: str, offered: Sequence[str]
) -> None:
    """Let an event have this picture and no other. Raises NotFound, RevisionMismatch, Invalid."""
    event = for_change(session, Event, number, seen, may=lambda one: require(actor, EDIT, resource_of(one)))
    found = Findings()
    text = found.text("/alt", event.picture_alt, [TextWish(lang=SOURCE, text=alt)], offered)
    if not text and not found.issues:
        found.say("/alt", "source_missing", "Say in German what is to be seen.")
    found.settle()
    before = _files(session, number, FileKind.picture)
    audit.record(session, actor, "delete", *(row for row in before if row.digest != made.digest))
    if not any(row.digest == made.digest for row in before):
        audit.record(
            session, actor, "create",
            EventFile(
                event=number, kind=FileKind.picture, digest=made.digest, media_type=MEDIA_TYPE, content=made.large,
                size=len(made.large), small=made.small, width=made.width, height=made.height, created_at=now(session),
            ),
        )  # fmt: skip
    event.picture_alt, event.stamped_at = text, now(session)
    audit.record(session, actor, "change", event)


def remove_picture(session: Session, actor: Actor, number: int, seen: int) -> None:
    """Take the picture of an event and its text away; a second time is NotFound. Raises RevisionMismatch."""
    event = for_change(session, Event, number, seen, may=lambda one: require(actor, EDIT, resource_of(one)))
    before = _files(session, number, FileKind.picture)
    if not before:
        raise NotFound
    audit.record(session, actor, "delete", *before)
    event.picture_alt, event.stamped_at = None, now(session)
    audit.record(session, actor, "change", event)


def add_material(
    session: Session,
    actor: Actor,
    number: int,
    made: Document,
    values: dict[str, Any],
    offered: Sequence[str],
) -> None:
    """Add a file to an event; the same bytes once more get the new title and visibility.

    `values` are `file_name`, title, language and visibility. Raises NotFound, Invalid, Conflict.
    """
    event_of(session, actor, number, EDIT, lock=True)
    same = _told(values, offered)
    there = _files(session, number, FileKind.material, made.digest)
    for row in there:
        for name, value in same.items():
            setattr(row, name, value)
    audit.record(session, actor, "change", *there)
    if there:
        return
    others = select(func.count()).where(EventFile.event == number, EventFile.kind == FileKind.material)
    if session.exec(others).one() >= MOST:
        raise Conflict(Issue("", "too_many_files", f"An event has at most {MOST} files."))
    row = EventFile(
        event=number, kind=FileKind.material, digest=made.digest, media_type=made.media_type, content=made.content,
        size=len(made.content), name=documents.safe_name(values["file_name"], made.media_type), created_at=now(session),
        **same,
    )  # fmt: skip
    audit.record(session, actor, "create", row)


def _told(values: dict[str, Any], offered: Sequence[str]) -> dict[str, Any]:
    found, title = Findings(), values["title"].strip()
    if not title:
        found.say("/title", "title_missing", "Say what it is.")
    if values["language"] not in offered:
        found.say("/language", "unknown_language", f"Use one of: {', '.join(offered)}.")
    found.settle()
    return {"title": title, "language": values["language"], "visibility": values["visibility"]}


def remove_material(session: Session, actor: Actor, number: int, digest: str) -> None:
    """Take a file away from an event. Raises NotFound."""
    event_of(session, actor, number, EDIT, lock=True)
    there = _files(session, number, FileKind.material, digest)
    if not there:
        raise NotFound
    audit.record(session, actor, "delete", *there)


def over(session: Session) -> dict[int, Sequence[int]]:
    """Return the files of archived events that are over as long as their people are known, by event."""
    moment = now(session)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows_of(session, _ARCHIVED):
        if (row.last_at or row.stamped_at) + dt.timedelta(days=row.retention_days) <= moment:
            found[row.event].append(row.id)
    return dict(found)


def forget(session: Session, actor: Actor) -> None:
    """Delete the files that are over; a second time on the same day changes nothing."""
    for numbers in over(session).values():
        rows = session.exec(_KNOWN.where(col(EventFile.id).in_(numbers))).all()
        audit.record(session, actor, "delete", *rows, public=False)
        event = session.get_one(Event, rows[0].event)
        event.picture_alt = None  # it may say who is to be seen
        audit.record(session, actor, "change", event, public=False)


def _files(session: Session, number: int, kind: FileKind, digest: str | None = None) -> Sequence[EventFile]:
    found = _KNOWN.where(EventFile.event == number, EventFile.kind == kind)
    return session.exec(found if digest is None else found.where(EventFile.digest == digest)).all()
