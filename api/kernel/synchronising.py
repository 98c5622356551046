"""Brings rows to what a county profile says, and leaves alone what people changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from api.kernel.audit import key_of, label_of, name_of, record
from api.kernel.permission import Actor
from api.kernel.reading import columns, rows_of
from api.kernel.tables import AuditEntry, Row, Version, Versioned

_SYSTEM = "system:"


@dataclass
class Differences:
    """How stored rows differ from wanted ones.

    Keys of new rows, changed fields by key, and keys nobody wants any more (left alone, or removed). `edited`: fields
    by key in which a person decided otherwise, left alone; no fields where a person removed the row.
    """

    table: str
    new: list[str] = field(default_factory=list[str])
    changed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    kept: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    edited: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


@dataclass
class Edited:
    """What people did to a table: fields they wrote last, by key of the trail; identities of rows they removed."""

    fields: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    removed: set[str] = field(default_factory=set[str])


@dataclass(frozen=True)
class Manner:
    """How to synchronise: `apply` writes, `overwrite` also what people changed.

    `groups` are fields that only make sense together: what somebody changed one of is theirs as a whole.
    """

    apply: bool = True
    overwrite: bool = False
    groups: Sequence[frozenset[str]] = ()


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
    manner: Manner = Manner(),
    remove: Callable[[Any], bool] = never,
) -> Differences:
    """Bring rows of `table` to what `wanted` says; only the fields it names are compared and written.

    `wanted` holds one mapping of field → value per row, with every field of `key`. Rows that are stored but not
    wanted are deleted when `remove` says so, else reported as `kept` and left alone. What people changed, made or
    removed is reported as `edited` and left alone. Writing twice changes nothing.
    """
    stored = {tuple(getattr(row, name) for name in key): row for row in session.exec(select(table)).all()}
    theirs = Edited() if manner.overwrite else _edited(session, table, key, manner.groups)
    found = Differences(table=name_of(table))
    made: list[Row] = []
    altered: list[tuple[Row, Mapping[str, Any]]] = []
    for values in wanted:
        identity = tuple(values[name] for name in key)
        label, row = label_of(identity), stored.pop(identity, None)
        if row is not None:
            _compare(row, values, theirs.fields.get(key_of(row), set()), label, found)
            altered.append((row, {name: values[name] for name in found.changed.get(label, ())}))
        elif label in theirs.removed:
            found.edited[label] = []
        else:
            found.new.append(label)
            made.append(table(**values))
    gone = {one: row for one, row in stored.items() if remove(row) and key_of(row) not in theirs.fields}
    found.removed = [label_of(identity) for identity in gone]
    found.kept = [label_of(identity) for identity in stored if identity not in gone]
    if manner.apply:
        _write(session, actor, [*gone.values()], made, altered)
    return found


def _compare(row: Row, values: Mapping[str, Any], theirs: set[str], label: str, found: Differences) -> None:
    fields = [name for name, value in values.items() if getattr(row, name) != value]
    if changed := [name for name in fields if name not in theirs]:
        found.changed[label] = changed
    if left := [name for name in fields if name in theirs]:
        found.edited[label] = left


def _write(
    session: Session,
    actor: Actor,
    gone: Sequence[Row],
    made: Sequence[Row],
    altered: Sequence[tuple[Row, Mapping[str, Any]]],
) -> None:
    record(session, actor, "delete", *gone)
    record(session, actor, "create", *made)
    for row, changes in altered:  # only now: a flush before would find changes nobody recorded
        for name, value in changes.items():
            setattr(row, name, value)
    record(session, actor, "change", *(row for row, _ in altered))


def _edited(session: Session, table: type[Row], key: Sequence[str], groups: Sequence[frozenset[str]]) -> Edited:
    """Read from the trail what people did to a table; what the system did later is no longer theirs."""
    found = Edited()
    of_table = col(AuditEntry.object_type) == name_of(table)
    by_people = columns(AuditEntry.object_key).where(of_table, col(AuditEntry.actor).not_like(f"{_SYSTEM}%"))
    entries = columns(AuditEntry.object_key, AuditEntry.actor, AuditEntry.action, AuditEntry.fields)
    entries = entries.where(of_table, col(AuditEntry.object_key).in_(by_people)).order_by(col(AuditEntry.id))
    removed: set[str] = set()
    for one in rows_of(session, entries):
        fields = {*one.fields} | {name for group in groups if group & {*one.fields} for name in group}
        if one.actor.startswith(_SYSTEM):
            found.fields[one.object_key] -= fields
            removed.discard(one.object_key)
        elif one.action == "delete":
            removed.add(one.object_key)
        else:
            found.fields[one.object_key] |= fields
    found.removed = _identities(session, table, key, removed) if issubclass(table, Versioned) else removed
    for touched in [name for name, fields in found.fields.items() if not fields]:
        del found.fields[touched]
    return found


def _identities(session: Session, table: type[Row], key: Sequence[str], removed: set[str]) -> set[str]:
    """Return by what a profile knows the removed rows: their last states say it."""
    states = columns(Version.values).where(
        col(Version.object_type) == name_of(table), col(Version.object_key).in_(sorted(removed))
    )
    return {label_of(state[name] for name in key) for state in rows_of(session, states)}
