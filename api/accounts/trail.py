"""The audit trail as it is read: by object, by person, by day; newest first."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from api.accounts.account_schemas import EntryView
from api.accounts.rights import key_of
from api.accounts.tables import Account
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.reading import columns
from api.kernel.tables import AuditEntry
from api.kernel.time import BERLIN, spoken

CSV_HEAD = ("number", "at", "actor", "actor_name", "action", "object_type", "object_key", "fields")
_ROWS_AT_ONCE = 1000
# A spreadsheet would take these for a formula (OWASP, CSV Injection); some read the wide forms of Asian scripts, too.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Filters:
    """Which entries are wanted; None takes all. Days are Berlin days, both included."""

    object_type: str | None = None
    object_key: str | None = None
    actor: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None


def listed(session: Session, filters: Filters, wanted: Wish) -> Listing[EntryView]:
    """Return a page of entries, the newest first."""
    newest_first = (-col(AuditEntry.id)).label("order")
    found = page(session, _chosen(filters, newest_first), [newest_first], wanted)
    known = names(session)
    return listing(found, lambda row: _view(row, known))


def as_csv(session: Session, filters: Filters) -> Iterator[str]:
    """Yield the entries as CSV, oldest first: UTF-8 with BOM, semicolons, no cell a spreadsheet would run."""
    known = names(session)
    yield "\ufeff" + _line(CSV_HEAD)
    number = 0
    statement = _chosen(filters).order_by(col(AuditEntry.id)).limit(_ROWS_AT_ONCE)
    while rows := session.connection().execute(statement.where(col(AuditEntry.id) > number)).all():
        for row in rows:
            view = _view(row, known)
            yield _line([*(getattr(view, name) for name in CSV_HEAD[:-1]), " ".join(view.fields)])
        number = rows[-1].id


def _chosen(filters: Filters, *more: Any) -> Any:
    found = columns(
        AuditEntry.id,
        AuditEntry.at,
        AuditEntry.actor,
        AuditEntry.action,
        AuditEntry.object_type,
        AuditEntry.object_key,
        AuditEntry.fields,
        *more,
    )
    for name in ("object_type", "object_key", "actor"):
        if (value := getattr(filters, name)) is not None:
            found = found.where(getattr(AuditEntry, name) == value)
    if filters.first is not None:
        found = found.where(col(AuditEntry.at) >= _midnight(filters.first))
    if filters.last is not None:
        found = found.where(col(AuditEntry.at) < _midnight(filters.last + dt.timedelta(days=1)))
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), BERLIN).astimezone(dt.UTC)


def names(session: Session) -> dict[str, str]:
    """Return what everybody is called, by the key of the trail; who was erased is not there."""
    return {key_of(number or 0): name for number, name in session.exec(select(Account.id, Account.name)).all()}


def _view(row: Any, names: Mapping[str, str]) -> EntryView:
    return EntryView(
        number=row.id,
        at=spoken(row.at),
        actor=row.actor,
        actor_name=names.get(row.actor),
        action=row.action,
        object_type=row.object_type,
        object_key=row.object_key,
        fields=row.fields,
    )


def _line(cells: Any) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_RISKY) else text
