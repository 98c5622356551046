"""What somebody sends about a sheet, as keys and wishes."""

from collections.abc import Sequence

from sqlmodel import Session

from api.indicators import sheets
from api.indicators.approving import key_of, sheet_of
from api.indicators.entries import CellWish, Entry, SheetKey
from api.indicators.periods import ProjectTime, parse
from api.indicators.permissions import ENTER
from api.indicators.staff_schemas import CellBody, SheetChange, SheetWish
from api.indicators.tables import OWN_SOURCE, Submission
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Invalid, Issue
from api.programme import project_time


def open_sheet(session: Session, actor: Actor, wish: SheetWish) -> Submission:
    """Make a sheet with its first cells. Raises NotFound, Invalid; Conflict where there is one, naming its number."""
    try:
        period = parse(wish.period, ProjectTime(*project_time(session)))
    except (ValueError, OverflowError):
        raise Invalid(Issue("/period", "unknown_period", "Use a code such as 2016-Q2, 2016 or 2016-06-30.")) from None
    key = SheetKey(
        wish.indicator, wish.area, period, wish.territory_date or period.end, wish.source or OWN_SOURCE, wish.basis
    )
    cells = wishes(wish.cells)
    there = sheets.plan(session, actor, key, cells, reason=wish.reason).sheet
    if there is not None:
        raise Conflict(Issue("", "sheet_exists", "Somebody began it; read it and change it."), sheet=there.id)
    return sheets.save(session, actor, key, cells, seen=None, reason=wish.reason)


def change_sheet(session: Session, actor: Actor, number: int, seen: int, wish: SheetChange) -> Submission:
    """Save cells of a sheet that is there. Raises NotFound, RevisionMismatch, Conflict, Invalid."""
    sheet, _ = sheet_of(session, actor, ENTER, number)
    return sheets.save(session, actor, key_of(sheet), wishes(wish.cells), seen=seen, reason=wish.reason)


def wishes(cells: Sequence[CellBody]) -> list[CellWish]:
    """Return cells as they are wished."""
    return [
        CellWish(
            one.dims,
            Entry(one.status, one.numerator, one.denominator, one.realisation, one.evidence) if one.status else None,
            one.reason,
        )
        for one in cells
    ]
