"""The one path every change takes: it notes who changed which fields and raises the revision of the room.

A session refuses to flush a row that did not come through here, so no service can forget it. Anonymous writes take
`kernel.anonymous_write` instead; both are the only doors. Entries join the chained trail just before the commit.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, cast

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session, SQLModel, col

from api.kernel import trail
from api.kernel.permission import Actor
from api.kernel.tables import Anonymous, Revised, RoomRevision, Row, Version, Versioned, class_of, insert_into, room_of
from api.kernel.time import now

Action = Literal["create", "change", "delete"]


class UnrecordedWrite(RuntimeError):
    """A row was about to be written without `audit.record`: a fault of the program, never of a user."""


PROFILE = Actor("system:profile")  # whoever loads a county profile


def record(session: Session, actor: Actor, action: Action, *rows: Row, public: bool = True) -> None:
    """Write `rows` of one room: flush them, note each in the audit trail, and raise the room's revision if `public`.

    A `Revised` row that is changed gets the next revision. Rows without a changed field are left alone. Raises
    UnrecordedWrite for an `Anonymous` row: nothing about it may be noted.
    """
    if any(isinstance(row, Anonymous) for row in rows):
        raise _anonymous_row()
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
        note(session, actor, action, _table(row), key_of(row), told[id(row)])
    if public:
        announce(session, *{type(row) for row in moved})


def create(
    session: Session, actor: Actor, table: type[Row], rows: Sequence[Mapping[str, Any]], *, public: bool = True
) -> list[int]:
    """Write new rows of one table that nobody needs as objects, as `record` does; return their ids, in order.

    Each row says the same fields; those it leaves out get the defaults of the table. For imports: an object each takes
    most of their time.
    """
    if not rows:
        return []
    if issubclass(table, Anonymous):
        raise _anonymous_row()
    fields = table.model_fields
    unsaid = [name for name, one in fields.items() if name not in rows[0] and name != "id" and not one.is_required()]
    whole = [{**{name: fields[name].get_default(call_default_factory=True) for name in unsaid}, **one} for one in rows]
    made = insert(table).returning(col(cast("Any", table).id), sort_by_parameter_order=True)
    keys = [*session.connection().execute(made, whole).scalars()]
    told = sorted(fields)
    for key in keys:
        note(session, actor, "create", name_of(table), str(key), told)
    if public:
        announce(session, table)
    return keys


def announce(session: Session, *tables: type[SQLModel]) -> None:
    """Raise the revisions of the rooms of these tables: what visitors see of them changed."""
    raised: set[str] = session.info.setdefault("raised", set())
    raised |= {room_of(inspect(one).local_table) for one in tables}  # pyright: ignore[reportOptionalMemberAccess]


def note(
    session: Session, actor: Actor, action: str, object_type: str, object_key: str, fields: Sequence[str] = ()
) -> None:
    """Note what happened to an object without a row of it changing, such as a sign-in; never with a value."""
    trail.add(session, actor.key, action, object_type, object_key, fields)


def before_commit(session: Session) -> bool:
    """Chain the entries and raise the revisions; say whether any was raised. `Database.writing` calls it.

    Raises UnrecordedWrite where an anonymous session is about to leave either.
    """
    if session.info.get("anonymous") and (session.info.get("trail") or session.info.get("raised")):
        message = "an anonymous session leaves no entry and no revision"
        raise UnrecordedWrite(message)
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


def label_of(identity: Iterable[object]) -> str:
    """Return the key of an object as the audit trail writes it."""
    return "/".join(str(part) for part in identity)


def guard_statement(state: ORMExecuteState) -> None:
    """Refuse INSERT, UPDATE and DELETE statements on tables of rooms: rows go through `record`."""
    table = getattr(state.statement, "table", None)
    if table is not None and issubclass(class_of(table), Row):
        raise UnrecordedWrite(table.name)


def _anonymous_row() -> UnrecordedWrite:
    return UnrecordedWrite("an anonymous row takes kernel.anonymous_write")


def _changed_fields(row: Row) -> list[str]:
    state = inspect(row)
    if not state.persistent:
        return sorted(type(row).model_fields)
    return sorted(name for name in type(row).model_fields if state.attrs[name].history.has_changes())


def _replaced(row: Versioned, actor: Actor, at: dt.datetime) -> Version:
    """Return the values a row has in the database, before what is about to be written."""
    state = inspect(row)
    values = row.model_dump(mode="json", warnings=False)
    stored = {name: state.attrs[name].history.deleted for name in type(row).model_fields}
    earlier = type(row).model_construct(**{name: old[0] for name, old in stored.items() if old})
    values |= earlier.model_dump(mode="json", warnings=False, include={name for name, old in stored.items() if old})
    return Version(
        object_type=_table(row),
        object_key=key_of(row),
        revision=row.revision,
        replaced_at=at,
        replaced_by=actor.key,
        values=values,
    )


def name_of(table: type[SQLModel]) -> str:
    """Return the name of a table."""
    mapped: Any = inspect(table)
    return mapped.local_table.name


def _table(row: Row) -> str:
    return name_of(type(row))


def key_of(row: Row) -> str:
    """Return the key of a stored row as the audit trail writes it."""
    return label_of(inspect(row).identity or ())


@event.listens_for(Session, "before_flush")
def _refuse_unrecorded(session: Session, _context: object, _instances: object) -> None:
    touched = [*session.new, *(row for row in session.dirty if session.is_modified(row)), *session.deleted]
    if touched and not session.info.get("writable", True):
        message = "this session only reads"
        raise UnrecordedWrite(message)
    if touched and session.info.get("anonymous"):
        message = "an anonymous session writes nothing but anonymous rows"
        raise UnrecordedWrite(message)
    recorded: set[int] = session.info.get("recorded", set())
    for row in touched:
        if isinstance(row, Row) and id(row) not in recorded:
            raise UnrecordedWrite(type(row).__name__)
