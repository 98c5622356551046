"""The stored sheets of many keys at once, and what was published about them: a handful of statements for any number."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from api.indicators.entries import NO_CELLS, Cells, Entry, SheetKey, batched, cells_of_many
from api.indicators.release_tables import ReleaseCell
from api.indicators.tables import ObservationStatus, Realisation, Submission
from api.kernel.reading import columns, rows_of

_KEYS = columns(
    Submission.id, Submission.indicator, Submission.area, Submission.period, Submission.territory_date,
    Submission.source, Submission.basis,
)  # fmt: skip
_RELEASED = columns(
    ReleaseCell.area, ReleaseCell.period, ReleaseCell.territory_date, ReleaseCell.source, ReleaseCell.basis,
    ReleaseCell.dims, ReleaseCell.line, ReleaseCell.since, ReleaseCell.status, ReleaseCell.numerator,
    ReleaseCell.denominator, ReleaseCell.realisation,
)  # fmt: skip
_ENTITIES = select(Submission).order_by(col(Submission.id))  # in one order, so that two writers never wait in a circle

Published = dict[tuple[SheetKey, str, str], Entry]  # by sheet, codes, and the release that brought it


@dataclass(frozen=True)
class Gathered:
    """Sheets that are stored, and their cells by the number of the sheet."""

    sheets: dict[SheetKey, Submission]
    cells: dict[int, Cells]

    def cells_of(self, key: SheetKey) -> Cells:
        """Return the cells of a sheet; none for one that is not stored."""
        sheet = self.sheets.get(key)
        return self.cells.get(sheet.id or 0, NO_CELLS) if sheet else NO_CELLS


def gather(session: Session, keys: Collection[SheetKey]) -> Gathered:
    """Return the stored ones of these sheets with their cells; locks them in a session that writes."""
    by_key = {_identity(key): key for key in keys}
    wanted = _KEYS
    for column, found in (
        (Submission.indicator, {key.indicator for key in keys}),
        (Submission.area, {key.area for key in keys}),
        (Submission.period, {key.period.code for key in keys}),
    ):
        wanted = wanted.where(col(column).in_(sorted(found)))
    numbers = {row.id: tuple(row)[1:] for row in rows_of(session, wanted) if tuple(row)[1:] in by_key}
    entities = _ENTITIES.with_for_update() if session.info["writable"] else _ENTITIES
    rows = [
        row
        for some in batched(sorted(numbers))
        for row in session.exec(entities.where(col(Submission.id).in_(some))).all()
    ]
    sheets = {by_key[numbers[row.id]]: row for row in rows if row.id is not None}
    return Gathered(sheets, cells_of_many(session, sorted(numbers)))


def _identity(key: SheetKey) -> tuple[object, ...]:
    return key.indicator, key.area, key.period.code, key.territory_date, key.source, key.basis


def published(session: Session, keys: Collection[SheetKey]) -> Published:
    """Return every state in which cells of these sheets were released. One statement for each indicator."""
    by_indicator: defaultdict[str, list[SheetKey]] = defaultdict(list)
    for key in keys:
        by_indicator[key.indicator].append(key)
    found: Published = {}
    for code, some in by_indicator.items():
        by_key = {_identity(key)[1:]: key for key in some}
        wanted = _RELEASED.where(
            col(ReleaseCell.indicator) == code, col(ReleaseCell.period).in_(sorted({one.period.code for one in some}))
        )
        for row in rows_of(session, wanted):
            key = by_key.get((row.area, row.period, row.territory_date, row.source, row.basis))
            if key is not None:
                realisation = Realisation(row.realisation) if row.realisation else None
                said = Entry(ObservationStatus(row.status), row.numerator, row.denominator, realisation)
                found[key, row.dims, f"{row.line}-{row.since}"] = said
    return found
