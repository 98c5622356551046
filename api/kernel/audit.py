"""The one path every change takes: it notes who changed which fields and raises the revision of the room.

A session refuses to flush a row that did not come through here, so no service can forget it. Anonymous writes will
take `kernel.anonymous_write` instead; both are the only doors. Entries join the chained trail just before the commit.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session, SQLModel, select

from api.kernel import trail
from api.kernel.permission import Actor
from api.kernel.tables import Revised, RoomRevision, Row, Version, Versioned, class_of, insert_into, room_of
from api.kernel.time import now

Action = Literal["create", "change", "delete"]


class UnrecordedWrite(RuntimeError):
    """A row was about to be written without `audit.record`: a fault of the program, never of a user."""


PROFILE = Actor("system:profile")  # whoever loads a county profile


def record(session: Session, actor: Actor, action: Action, *rows: Row, public: bool = True) -> None:
    """Write `rows` of one room: flush them, note each in the audit trail, and raise the room's revision if `public`.

    A `Revised` row that is changed gets the next revision. Rows without a changed field are left alone.
    """
    told = {id(row): _changed_fields(row) for row in rows}
    moved = [row for row in rows if action != "change" or told[id(row)]]
    allowed: set[int] = session.info.setdefault("recorded", set())
    for row in moved:
        allowed.add(id(row))
        if action != "create" and isinstance(row, Versioned):
            session.add(_replaced(row, actor, now(session)))
        if action == "change" and isinstance(row, Revised):
            row.revision += 1
        session.delete(row) if action == "delete" else session.add(row)
    session.flush()
    allowed.clear()
    for row in moved:
        note(session, actor, action, _table(row), _key(row), told[id(row)])
    if public:
        raised: set[str] = session.info.setdefault("raised", set())
        raised |= {room_of(inspect(type(row)).local_table) for row in moved}  # pyright: ignore[reportArgumentType]


def note(  # noqa: PLR0913, PLR0917 - who, what and which
    session: Session, actor: Actor, action: str, object_type: str, object_key: str, fields: Sequence[str] = ()
) -> None:
    """Note what happened to an object without a row of it changing, such as a sign-in; never with a value."""
    trail.add(session, actor.key, action, object_type, object_key, fields)


def before_commit(session: Session) -> bool:
    """Chain the entries and raise the revisions; say whether any was raised. `Database.writing` calls it."""
    trail.seal(session)
    return _raise_revisions(session)


def _raise_revisions(session: Session) -> bool:
    """Raise the revision of every room whose public data changed."""
    rooms: set[str] = session.info.pop("raised", set())
    for room in sorted(rooms):  # always in the same order, so that two writers cannot lock each other out
        raised = {"revision": RoomRevision.revision + 1}
        statement = (
            insert_into(session, RoomRevision)
            .values(room=room, revision=1)
            .on_conflict_do_update(index_elements=["room"], set_=raised)
        )
        session.connection().execute(statement)
    return bool(rooms)


@dataclass
class Differences:
    """How stored rows differ from wanted ones.

    Keys of new rows, changed fields by key, and keys nobody wants any more (left alone, or removed).
    """

    table: str
    new: list[str] = field(default_factory=list[str])
    changed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    kept: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])


def never(_row: Any) -> bool:
    """Say of every row that it stays."""
    return False


def always(_row: Any) -> bool:
    """Say of every row that it goes."""
    return True


def synchronise(  # noqa: PLR0913 - all but the first four are options
    session: Session,
    actor: Actor,
    table: type[Row],
    wanted: Iterable[Mapping[str, Any]],
    *,
    key: Sequence[str],
    apply: bool = True,
    remove: Callable[[Any], bool] = never,
) -> Differences:
    """Bring rows of `table` to what `wanted` says; only the fields it names are compared and written.

    `wanted` holds one mapping of field → value per row, with every field of `key`. Rows that are stored but not
    wanted are deleted when `remove` says so, else reported as `kept` and left alone. With `apply=False` nothing is
    written. Writing twice changes nothing.
    """
    stored = {tuple(getattr(row, name) for name in key): row for row in session.exec(select(table)).all()}
    found = Differences(table=_name(table))
    made: list[Row] = []
    altered: list[tuple[Row, Mapping[str, Any]]] = []
    for values in wanted:
        identity = tuple(values[name] for name in key)
        row = stored.pop(identity, None)
        if row is None:
            found.new.append(_label(identity))
            made.append(table(**values))
        elif fields := [name for name, value in values.items() if getattr(row, name) != value]:
            found.changed[_label(identity)] = fields
            altered.append((row, {name: values[name] for name in fields}))
    gone = {identity: row for identity, row in stored.items() if remove(row)}
    found.removed = [_label(identity) for identity in gone]
    found.kept = [_label(identity) for identity in stored if identity not in gone]
    if apply:
        record(session, actor, "delete", *gone.values())
        record(session, actor, "create", *made)
        for row, changes in altered:  # only now: a flush before would find changes nobody recorded
            for name, value in changes.items():
                setattr(row, name, value)
        record(session, actor, "change", *(row for row, _ in altered))
    return found


def _label(identity: Iterable[object]) -> str:
    return "/".join(str(part) for part in identity)


def guard_statement(state: ORMExecuteState) -> None:
    """Refuse INSERT, UPDATE and DELETE statements on tables of rooms: rows go through `record`."""
    table = getattr(state.statement, "table", None)
    if table is not None and issubclass(class_of(table), Row):
        raise UnrecordedWrite(table.name)


def _changed_fields(row: Row) -> list[str]:
    state = inspect(row)
    if not state.persistent:
        return sorted(type(row).model_fields)
    return sorted(name for name in type(row).model_fields if state.attrs[name].history.has_changes())


def _replaced(row: Versioned, actor: Actor, at: dt.datetime) -> Version:
    """Return the values a row has in the database, before what is about to be written."""
    state = inspect(row)
    values = row.model_dump(mode="json")
    stored = {name: state.attrs[name].history.deleted for name in type(row).model_fields}
    earlier = type(row).model_construct(**{name: old[0] for name, old in stored.items() if old})
    values |= earlier.model_dump(mode="json", include={name for name, old in stored.items() if old})
    return Version(
        object_type=_table(row),
        object_key=_key(row),
        revision=row.revision,
        replaced_at=at,
        replaced_by=actor.key,
        values=values,
    )


def _name(table: type[SQLModel]) -> str:
    mapped: Any = inspect(table)
    return mapped.local_table.name


def _table(row: Row) -> str:
    return _name(type(row))


def _key(row: Row) -> str:
    return _label(inspect(row).identity or ())


@event.listens_for(Session, "before_flush")
def _refuse_unrecorded(session: Session, _context: object, _instances: object) -> None:
    touched = [*session.new, *(row for row in session.dirty if session.is_modified(row)), *session.deleted]
    if touched and not session.info.get("writable", True):
        message = "this session only reads"
        raise UnrecordedWrite(message)
    recorded: set[int] = session.info.get("recorded", set())
    for row in touched:
        if isinstance(row, Row) and id(row) not in recorded:
            raise UnrecordedWrite(type(row).__name__)
