"""What a release would say and hide, for who signs it; and published cells by the numbers staff name them by."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from api.indicators import approved, drafting, releasing
from api.indicators.cube import Place
from api.indicators.periods import ProjectTime
from api.indicators.permissions import RELEASE
from api.indicators.release_schemas import (
    DraftCell,
    DraftDocument,
    DraftIndicator,
    DraftLine,
    PublishedValue,
    ReleasedCell,
)
from api.indicators.release_tables import FOREVER, DraftState, Line, ReleaseCell, ReleaseDraft
from api.indicators.rollup import Value
from api.indicators.tables import Indicator
from api.indicators.withholding import Hidden
from api.indicators.words import area_name
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, cut, listing, page
from api.kernel.permission import Actor, Resource, require
from api.kernel.time import spoken
from api.places import Territory, read_territory
from api.programme import project_time

Cell = tuple[Place, Value, Hidden | None]


def list_drafts(session: Session, actor: Actor, wanted: Wish) -> Listing[DraftLine]:
    """Return the drafts in the order they were asked for."""
    require(actor, RELEASE, Resource())
    return listing(page(session, select(ReleaseDraft), [col(ReleaseDraft.id)], wanted), _line)


def _line(row: ReleaseDraft) -> DraftLine:
    return DraftLine(id=row.id or 0, state=DraftState(row.state), asked_at=spoken(row.asked_at), until=row.until)


def document(session: Session, actor: Actor, number: int) -> DraftDocument:
    """Return what a draft would say and hide, by indicator. Raises NotFound."""
    draft = drafting.get(session, actor, number)
    cells = _cells(session, draft)
    standing = _standing(session) if cells else {}
    parts = [
        _part(one, [cell for cell in cells if cell[0].indicator == one.code], standing)
        for one in approved.indicators(session, person=True)
    ]
    ready = draft.state == DraftState.ready
    return DraftDocument(
        **_line(draft).model_dump(),
        release=f"{Line.persons}-{releasing.last_number(session, Line.persons) + 1}" if ready else None,
        digest=draft.digest,
        error=draft.error,
        changed=sum(one.changed for one in parts) if cells else 0,
        indicators=[one for one in parts if one.cells or one.changed],
    )


def _cells(session: Session, draft: ReleaseDraft) -> list[Cell]:
    """Return the exact cells with why they will be hidden; what was withdrawn once stays blank."""
    project = ProjectTime(*project_time(session))
    blank = releasing.withdrawn(session, Line.persons)
    found = [drafting.unpacked(row, project) for row in draft.cells]
    cells = [
        (place, value, why or (Hidden.withdrawn if releasing.blank_of(place) in blank else None))
        for place, value, why in found
    ]
    shown = {place: releasing.HIDDEN if why else value for place, value, why in cells}
    return [*cells, *((one, value, None) for one, value in releasing.worked_out(session, Line.persons, shown).items())]


def _standing(session: Session) -> dict[Place, Value]:
    wanted = select(ReleaseCell).where(ReleaseCell.line == Line.persons, ReleaseCell.until == FOREVER)
    return {releasing.place_of(row): releasing.value_of(row) for row in session.exec(wanted).all()}


def _part(indicator: Indicator, cells: list[Cell], standing: dict[Place, Value]) -> DraftIndicator:
    shown = {place: releasing.HIDDEN if why else value for place, value, why in cells}
    before = {place: value for place, value in standing.items() if place.indicator == indicator.code}
    why = Counter(one for _, _, one in cells if one)
    return DraftIndicator(
        indicator=indicator.code,
        text=every(indicator.text),
        threshold=indicator.threshold or 0,
        cells=len(cells),
        shown=len(cells) - why.total(),
        hidden=dict(why),
        withheld=Hidden.withheld in why,
        changed=sum(shown.get(place) != before.get(place) for place in shown.keys() | before.keys()),
    )


def list_draft_cells(session: Session, actor: Actor, number: int, indicator: str, wanted: Wish) -> Listing[DraftCell]:
    """Return the exact cells of a draft of one indicator, in the order of the files. Raises NotFound."""
    found = _cells(session, drafting.get(session, actor, number))
    tree, standing = read_territory(session), _standing(session)
    rows = [(at, cell) for at, cell in enumerate(found) if cell[0].indicator == indicator]
    return listing(cut(rows, lambda row: row[0], wanted), lambda row: _cell(row[1], tree, standing))


def _cell(cell: Cell, tree: Territory, standing: Mapping[Place, Value]) -> DraftCell:
    place, value, why = cell
    before = standing.get(place)
    return DraftCell(
        **_where(place, tree),
        status=value.status,
        numerator=value.numerator,
        denominator=value.denominator,
        hidden=why,
        before=PublishedValue(status=before.status, numerator=before.numerator, denominator=before.denominator)
        if before
        else None,
    )


def _where(place: Place, tree: Territory) -> dict[str, Any]:
    return {
        "indicator": place.indicator,
        "area": place.area,
        "area_name": area_name(tree, place.area),
        "dims": place.dims,
        "period": place.period.code,
        "source": place.source,
        "basis": place.basis,
    }


def list_released_cells(
    session: Session, actor: Actor, indicator: str, period: str | None, wanted: Wish
) -> Listing[ReleasedCell]:
    """Return every published state of the cells of an indicator, with the number to withdraw it by."""
    require(actor, RELEASE, Resource())
    tree = read_territory(session)
    statement = select(ReleaseCell).where(ReleaseCell.indicator == indicator)
    if period is not None:
        statement = statement.where(ReleaseCell.period == period)
    return listing(page(session, statement, [col(ReleaseCell.id)], wanted), lambda row: _released(row, tree))


def _released(row: ReleaseCell, tree: Territory) -> ReleasedCell:
    value = releasing.value_of(row)
    return ReleasedCell(
        **_where(releasing.place_of(row), tree),
        id=row.id or 0,
        since=f"{row.line}-{row.since}",
        until=f"{row.line}-{row.until}" if row.until < FOREVER else None,
        status=value.status,
        numerator=value.numerator,
        denominator=value.denominator,
        withdrawn=row.withdrawn,
    )
