"""Sheets as staff read them: the list, one with its cells and what is wrong with them, the history of a cell."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session, bindparam, col

from api.accounts import ACCOUNTS
from api.indicators import approving, denominators, reaching, sheets
from api.indicators.axes import dimensions_of
from api.indicators.checks import Finding, Level
from api.indicators.codes import codes_of, total_of
from api.indicators.entries import Cells, CellWish, Entry, cells_of, entries_before
from api.indicators.periods import PeriodType
from api.indicators.permissions import APPROVE, ENTER, READ
from api.indicators.staff_schemas import (
    EntryView,
    FindingView,
    Move,
    RowView,
    SheetDocument,
    SheetLine,
)
from api.indicators.tables import Indicator, Observation, Submission, SubmissionState
from api.indicators.words import area_name
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, cut, listing, page
from api.kernel.permission import Actor
from api.kernel.reading import columns, rows_of
from api.kernel.time import spoken
from api.places import Territory, read_territory

_LINES = columns(
    Submission.id, Submission.revision, Submission.state, Submission.indicator, Indicator.text, Submission.area,
    Submission.period, Submission.period_start, Submission.period_end, Submission.source, Submission.basis,
    Submission.territory_date, Submission.derived,
).join(Indicator, col(Indicator.code) == col(Submission.indicator))  # fmt: skip
_SHOWN = (
    "id", "revision", "state", "indicator", "area", "period", "period_start", "period_end", "source", "basis",
    "territory_date", "derived",
)  # fmt: skip
_ROWS = (
    columns(
        Observation.id, Observation.dims, Observation.status, Observation.numerator, Observation.denominator,
        Observation.realisation, Observation.evidence, Observation.reason, Observation.recorded_at,
        ACCOUNTS.c.name, Observation.approved_at, Observation.replaced_at,
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(Observation.recorded_by))
    .where(col(Observation.submission) == bindparam("sheet"))
)  # fmt: skip
_NOW = _ROWS.where(col(Observation.replaced_at).is_(None)).order_by(col(Observation.dims))
_EVERY = _ROWS.order_by(col(Observation.id).desc())
_MOVES: Mapping[SubmissionState, Sequence[Move]] = {
    SubmissionState.draft: ("save", "submit"),
    SubmissionState.returned: ("save", "submit"),
    SubmissionState.submitted: ("save", "approve", "return"),
    SubmissionState.approved: ("save",),
    SubmissionState.withdrawn: ("restore",),
}
_BY_WHO_APPROVES: frozenset[Move] = frozenset({"approve", "return", "withdraw", "restore"})


@dataclass(frozen=True)
class SheetSearch:
    """Which sheets of a list are wanted."""

    indicator: str | None = None
    area: str | None = None
    state: SubmissionState | None = None
    first: dt.date | None = None
    last: dt.date | None = None


def list_sheets(session: Session, actor: Actor, search: SheetSearch, wanted: Wish) -> Listing[SheetLine]:
    """Return the sheets the actor may see, the latest periods first. Three statements at most."""
    statement = _LINES.where(reaching.visible(actor, READ))
    tree = read_territory(session)
    if search.indicator is not None:
        statement = statement.where(col(Submission.indicator) == search.indicator)
    if search.area is not None:
        statement = statement.where(col(Submission.area).in_(sorted(_inside(tree, search.area))))
    if search.state is not None:
        statement = statement.where(col(Submission.state) == search.state)
    if search.first is not None:
        statement = statement.where(col(Submission.period_start) >= search.first)
    if search.last is not None:
        statement = statement.where(col(Submission.period_end) <= search.last)
    found = page(session, statement, [col(Submission.period_end), col(Submission.id)], wanted, newest_first=True)
    return listing(found, lambda row: SheetLine(**_line(row, row.text, tree)))


def _inside(tree: Territory, area: str) -> set[str]:
    """Return an area and everything that ever lay in it."""
    return {area}.union(*(_inside(tree, stay.area) for stay in tree.stays_in[area]))


def _line(row: Any, text: Mapping[str, Any], tree: Territory) -> dict[str, Any]:
    names = {name: getattr(row, name) for name in _SHOWN}
    return {**names, "text": every(text), "area_name": area_name(tree, row.area)}


def get_sheet(session: Session, actor: Actor, number: int) -> SheetDocument:
    """Return a sheet with its cells and what is wrong with them. Raises NotFound."""
    sheet, indicator = approving.sheet_of(session, actor, READ, number)
    tree = read_territory(session)
    key = approving.key_of(sheet)
    rows = [_row(row) for row in rows_of(session, _NOW, sheet=number)]
    cells = cells_of(session, number)
    total = codes_of(indicator.dimensions, total_of(indicator.dimensions))
    return SheetDocument(
        **_line(sheet, indicator.text, tree),
        kind=indicator.kind,
        period_type=PeriodType(sheet.period_type),
        person=indicator.person,
        denominator=denominators.on(indicator.denominator, tree, sheet.area, total, sheet.territory_date),
        measured_against=indicator.denominator,
        dimensions=dimensions_of(session, indicator, [row.dims for row in rows], sheet.territory_date),
        comment=sheet.comment,
        working=[row for row in rows if row.approved_at is None],
        in_force=[row for row in rows if row.approved_at is not None],
        before=[EntryView(dims=dims, **asdict(one)) for dims, one in entries_before(session, key).items()],
        findings=_views(approving.findings(session, sheet, indicator, cells)),
        moves=_moves(session, actor, sheet, indicator, cells),
    )


def _moves(session: Session, actor: Actor, sheet: Submission, indicator: Indicator, cells: Cells) -> list[Move]:
    enters, approves = (reaching.can(actor, one, indicator.responsible, sheet.area) for one in (ENTER, APPROVE))
    state = SubmissionState(sheet.state)
    own = approving.is_own(session, actor, indicator, cells)
    found: list[Move] = [*_MOVES[state]]
    if cells.in_force and state is not SubmissionState.withdrawn:
        found.append("withdraw")
    if not cells.working and "submit" in found:
        found.remove("submit")
    return [
        one for one in found if (approves if one in _BY_WHO_APPROVES else enters) and not (one == "approve" and own)
    ]


def check(session: Session, actor: Actor, number: int, wishes: Sequence[CellWish]) -> list[FindingView]:
    """Say what would be wrong with a sheet, were these cells saved: what is asked while somebody types.

    Nothing is stored. Raises NotFound.
    """
    sheet, indicator = approving.sheet_of(session, actor, ENTER, number)
    key = approving.key_of(sheet)
    found = sheets.plan(session, actor, key, wishes, reason="-")
    blocked = [
        Finding(Level.block, wishes[int(place)].dims, field, one.code, one.hint)
        for one in found.issues
        for _, where, place, field in [(*one.pointer.split("/"), "", "")[:4]]
        if where == "cells"
    ]
    said: dict[str, Entry] = cells_of(session, number).entries()
    for change in found.changes:
        if change.entry is None:
            said.pop(change.dims, None)
        else:
            said[change.dims] = change.entry
    fitting = approving.fitting(session, key, indicator, said)
    return _views([*blocked, *fitting])


def _views(findings: Iterable[Finding]) -> list[FindingView]:
    return [FindingView(**asdict(one)) for one in findings]


def history(session: Session, actor: Actor, number: int, dims: str | None, wanted: Wish) -> Listing[RowView]:
    """Return every row of a sheet, or of one of its cells, newest first. Raises NotFound."""
    approving.sheet_of(session, actor, READ, number)
    rows = [one for one in rows_of(session, _EVERY, sheet=number) if dims is None or one.dims == dims]
    return listing(cut(rows, lambda one: -one.id, wanted), _row)


def _row(row: Any) -> RowView:
    return RowView(
        id=row.id,
        dims=row.dims,
        status=row.status,
        numerator=row.numerator,
        denominator=row.denominator,
        realisation=row.realisation,
        evidence=row.evidence,
        reason=row.reason,
        recorded_at=spoken(row.recorded_at),
        recorded_by=row.name,
        approved_at=spoken(row.approved_at) if row.approved_at else None,
        replaced_at=spoken(row.replaced_at) if row.replaced_at else None,
    )
