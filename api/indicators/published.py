"""What every format is written from: one released series with its words, its code lists and its rows.

The rows are an iterator, so that a file of a million rows is written as it is read.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, NotRequired, TypedDict

from api.indicators.tables import IndicatorKind, ObservationStatus

MARK = "•"  # the one mark for a number that is not shown, whatever the reason; the same in every format
# What stands in the place of a number in tables, as the statistical offices write it; a status column says it in words.
GAPS: Mapping[ObservationStatus, str] = {
    ObservationStatus.suppressed: MARK,
    ObservationStatus.missing: ".",
    ObservationStatus.later: "...",
    ObservationStatus.not_applicable: "x",
}
_TENTH = Decimal("0.1")
Reason = Literal["source", "basis", "territory"]


class Cell(TypedDict):
    """A released cell. Numbers are None unless `status` is value, zero or unreliable."""

    indicator: str
    area: str
    period: str
    period_type: str
    start: dt.date
    end: dt.date
    dims: str
    status: ObservationStatus
    numerator: int | None
    denominator: int | None
    realisation: str | None
    counted: int | None
    expected: int | None
    source: str
    basis: str
    territory_date: dt.date
    release: str  # "I-3": the release that brought this state of the cell
    ended: NotRequired[str | None]  # the release that brought another one, or took it away; None while it stands


class Break(NamedTuple):
    """The first period of an area that is not comparable with those before, and what changed."""

    area: str
    period: str
    reason: Reason


@dataclass(frozen=True)
class CodeList:
    """A dimension with its label and its codes in order, each with its label; `_T` comes first."""

    name: str
    label: str
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Series:
    """A series of one indicator as of one release, in one language (`lang`), ready to be written in any format."""

    indicator: str
    kind: IndicatorKind
    lang: str
    title: str
    unit: str
    note: str
    person: bool
    release: str | None
    published_at: dt.datetime | None
    dimensions: Sequence[CodeList]  # without the area, in the order of `dims`
    areas: Mapping[str, str]  # key -> name
    rows: Iterable[Cell]
    breaks: Sequence[Break] = ()  # known when all rows were read before
    licence: str = "dl-de/by-2-0"
    publisher: str = ""
    demo: bool = False
    history: bool = False  # a cell may come several times, once per release that changed it

    def __iter__(self) -> Iterator[Cell]:
        """Walk through the rows, once. Whatever a row with a gap holds, no number of it comes out."""
        return (_blank(cell) if cell["status"] in GAPS else cell for cell in self.rows)


def _blank(cell: Cell) -> Cell:
    return {**cell, "numerator": None, "denominator": None, "realisation": None}


def value_of(kind: IndicatorKind, cell: Cell) -> Decimal | int | str | None:
    """Return what is shown: a count, a share in percent (one decimal, half away from zero), or a realisation.

    None for every gap, a suppressed cell included; a share of nothing is none.
    """
    if kind is IndicatorKind.realisation:
        return cell["realisation"]
    if kind is IndicatorKind.count:
        return cell["numerator"]
    return share_of(cell["numerator"], cell["denominator"])


def share_of(numerator: int | None, denominator: int | None) -> Decimal | None:
    """Return numerator of denominator in percent, one decimal, rounded half away from zero; None without either."""
    if numerator is None or not denominator:
        return None
    return (Decimal(100) * numerator / denominator).quantize(_TENTH, ROUND_HALF_UP)
