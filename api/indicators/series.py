"""Released series: filters select cells of what was published, and never add raw values up."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlmodel import Session, and_, bindparam, case, col, or_

from api.indicators.codes import AREA, RESERVED_AREAS, total_of, without_area
from api.indicators.periods import PeriodType
from api.indicators.release_tables import Line, Release, ReleaseCell
from api.indicators.tables import Indicator
from api.kernel.problems import Invalid, Issue, NotFound
from api.kernel.reading import columns, portions_of, rows_of
from api.kernel.tables import Installation
from api.places import Territory, read_territory

# The indicator with the releases of its line, in order: one row each, and one without a release before the first.
_INDICATOR = (
    columns(
        Indicator.code, Indicator.kind, Indicator.text, Indicator.unit, Indicator.counts, Indicator.period,
        Indicator.time_rule, Indicator.dimensions, Indicator.publish, Indicator.person, Indicator.threshold,
        columns(Installation.value).where(Installation.key == "demo").scalar_subquery().label("demo"),
        Release.number, Release.day, Release.published_at,
    )
    .outerjoin(Release, col(Release.line) == case((col(Indicator.person), Line.persons), else_=Line.institutions))
    .where(col(Indicator.code) == bindparam("code"))
    .order_by(col(Release.number))
)  # fmt: skip
CELLS = columns(
    ReleaseCell.indicator, ReleaseCell.area, ReleaseCell.period, ReleaseCell.period_type, ReleaseCell.period_start,
    ReleaseCell.period_end, ReleaseCell.dims, ReleaseCell.status, ReleaseCell.numerator, ReleaseCell.denominator,
    ReleaseCell.realisation, ReleaseCell.counted, ReleaseCell.expected, ReleaseCell.source, ReleaseCell.basis,
    ReleaseCell.territory_date, ReleaseCell.line, ReleaseCell.since, ReleaseCell.until,
)  # fmt: skip
_OF_KIND = CELLS.where(
    col(ReleaseCell.indicator) == bindparam("code"), col(ReleaseCell.period_type) == bindparam("period_type")
)
_IN_ORDER = (
    col(ReleaseCell.area), col(ReleaseCell.dims), col(ReleaseCell.period_start), col(ReleaseCell.source),
    col(ReleaseCell.basis), col(ReleaseCell.territory_date), col(ReleaseCell.since),
)  # fmt: skip
_YEARLY = {PeriodType.month, PeriodType.quarter, PeriodType.half_year}
_ADDED_UP = {"sum", "last", "coverage"}  # rules over time that say what a whole year is
_NO_BREAKDOWN = "not_a_released_breakdown"


@dataclass(frozen=True)
class SeriesWish:
    """What part of an indicator's released cube is wanted; None is the county, the usual period, the newest release.

    `by` are dimensions to break down by, `first` and `last` days; `release` a label such as `I-3`. `history` brings
    every state a cell ever had, `changed_since` what was published after that day.
    """

    by: Sequence[str] = ()
    area: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    period: PeriodType | None = None
    as_of: dt.date | None = None
    release: str | None = None
    history: bool = False
    changed_since: dt.date | None = None


@dataclass(frozen=True)
class Found:
    """What a wish selects: the indicator's row, the kind of period, all kinds this breakdown has, release and cells.

    `groups` are the areas and codes (`dims`) that occur, in the order of the cells.
    """

    row: Any
    kind: PeriodType
    kinds: Sequence[PeriodType]
    line: Line
    release: Any
    groups: Iterable[tuple[str, str]]
    cells: Iterable[Any]
    tree: Territory

    @property
    def label(self) -> str | None:
        """The release that was read, such as `I-3`; None while there is none."""
        return f"{self.line}-{self.release.number}" if self.release else None


def find(session: Session, code: str, wish: SeriesWish, *, in_portions: bool = False) -> Found:
    """Return the wanted part of what was released of an indicator; no cells while nothing was. Three statements.

    `in_portions` gives cells that are read while they are walked through, once, and takes one statement more.
    Raises NotFound for an unknown indicator, Invalid for a release there is none of, and for what is no released
    breakdown, with what would be one.
    """
    known = rows_of(session, _INDICATOR, code=code)
    if not known:
        raise NotFound
    row = known[0]
    tree = read_territory(session)
    county = county_of(tree)
    kinds = _require_breakdown(row, tree, county, wish)
    line = Line.persons if row.person else Line.institutions
    releases = [one for one in known if one.number is not None]
    chosen = _chosen(releases, line, wish)
    kind = wish.period or kinds[0]
    number = chosen.number if chosen else 0
    before = _before(releases, wish)
    cells = _cells(row, wish, areas_of(tree, county, wish), number, before)
    given = {"code": code, "period_type": kind}
    read = portions_of if in_portions else rows_of
    found = read(session, cells.order_by(*_IN_ORDER), **given)
    if before is not None and not wish.history:
        found = _without_replaced(found, number)
    if in_portions:
        return Found(row, kind, kinds, line, chosen, rows_of(session, _groups_of(cells), **given), found, tree)
    found = list(found)
    return Found(row, kind, kinds, line, chosen, dict.fromkeys((one.area, one.dims) for one in found), found, tree)


def kinds_of(row: Any, *, county: bool) -> list[PeriodType]:
    """Return the kinds of periods an indicator is released for: of the county, or of the areas in it.

    Counts of people as `publish` says; everything else as it is collected, and by year where its rule says what a year
    is. Empty where the level is not released at all.
    """
    if row.person and row.publish:
        level = row.publish.get("county" if county else "verbandsgemeinde")
        base = PeriodType(level) if level else None
    else:
        base = PeriodType(row.period) if county or AREA in row.dimensions else None
    if base is None:
        return []
    yearly = base in _YEARLY and row.time_rule in _ADDED_UP
    return [base, PeriodType.year] if yearly else [base]


def county_of(tree: Territory) -> str:
    """Return the key of the area everything else lies in."""
    return next(key for key, place in tree.places.items() if place.kind.value == "county")


def _require_breakdown(row: Any, tree: Territory, county: str, wish: SeriesWish) -> list[PeriodType]:
    """Return the kinds of periods there are. Raises Invalid with every filter that selects no released cell."""
    issues: list[Issue] = []
    if any(one not in row.dimensions for one in wish.by):
        issues.append(Issue("by", _NO_BREAKDOWN, f"Use any of: {', '.join(row.dimensions) or 'none'}."))
    below = (AREA in wish.by and wish.area is None) or wish.area not in {None, county}
    levels = {"verbandsgemeinde"} if below else {"county"}
    known = wish.area is None or wish.area == county or wish.area in RESERVED_AREAS
    place = tree.places.get(wish.area or county)
    if not known and (place is None or place.kind.value not in levels):
        hint = f"Use {county}, a Verbandsgemeinde as /areas lists them, {' or '.join(RESERVED_AREAS)}."
        issues.append(Issue("area", _NO_BREAKDOWN, hint))
    kinds = kinds_of(row, county=not below)
    if not kinds:
        issues.append(Issue("area", _NO_BREAKDOWN, f"This indicator is released for {county} alone."))
    elif wish.period is not None and wish.period not in kinds:
        issues.append(Issue("period", _NO_BREAKDOWN, f"Use one of: {', '.join(kinds)}."))
    if issues:
        raise Invalid(*issues)
    return kinds


def _chosen(releases: Sequence[Any], line: Line, wish: SeriesWish) -> Any:
    """Return the release that is read; None before the first. Raises Invalid for two ways to name it, or an unknown."""
    if wish.release is not None and wish.as_of is not None:
        raise Invalid(Issue("release", "release_and_as_of", "Give `release` or `as_of`, not both."))
    if wish.release is not None:
        known = {f"{line}-{one.number}": one for one in releases}
        if wish.release not in known:
            hint = f"Releases of this indicator: {line}-1 to {line}-{len(known)}." if known else "There is none yet."
            raise Invalid(Issue("release", "unknown_release", hint))
        return known[wish.release]
    seen = [one for one in releases if wish.as_of is None or one.day <= wish.as_of]
    return seen[-1] if seen else None


def _before(releases: Sequence[Any], wish: SeriesWish) -> int | None:
    """Return the number of the last release known on the day `changed_since`; None when everything is wanted."""
    if wish.changed_since is None:
        return None
    return max((one.number for one in releases if one.day <= wish.changed_since), default=0)


def _cells(row: Any, wish: SeriesWish, areas: Sequence[str], number: int, before: int | None) -> Any:
    """Return the statement that selects them, without their order."""
    standing = and_(col(ReleaseCell.since) <= number, col(ReleaseCell.until) > number)
    ended = and_(col(ReleaseCell.since) <= number, col(ReleaseCell.until) <= number)
    cells = _OF_KIND.where(or_(standing, ended) if wish.history or before is not None else standing)
    if before is not None:
        cells = cells.where(or_(col(ReleaseCell.since) > before, and_(ended, col(ReleaseCell.until) > before)))
    cells = cells.where(col(ReleaseCell.area).in_(areas), groups_of(row, wish, ReleaseCell.dims))
    if wish.first is not None:
        cells = cells.where(col(ReleaseCell.period_start) >= wish.first)
    if wish.last is not None:
        cells = cells.where(col(ReleaseCell.period_end) <= wish.last)
    return cells


def _groups_of(cells: Any) -> Any:
    group = col(ReleaseCell.area), col(ReleaseCell.dims)
    return cells.with_only_columns(*group).distinct().order_by(*group)


def areas_of(tree: Territory, county: str, wish: SeriesWish) -> Sequence[str]:
    """Return the keys of the areas that are wanted."""
    if wish.area is not None:
        return [wish.area]
    if AREA not in wish.by:
        return [county]
    return [*RESERVED_AREAS, *(key for key, one in tree.places.items() if one.kind.value == "verbandsgemeinde")]


def groups_of(row: Any, wish: SeriesWish, dims: Any) -> Any:
    """Return the condition on a column of codes: all groups where nothing is broken down, which an index finds."""
    parts = without_area(row.dimensions)
    if not {*parts} & {*wish.by}:
        return col(dims) == total_of(row.dimensions)
    pattern = ".".join("%" if one in wish.by else "/_T" for one in parts)
    return col(dims).like(pattern, escape="/")


def _without_replaced(found: Iterable[Any], number: int) -> Iterator[Any]:
    """Yield the cells that stand, and those that ended without another one in their place."""
    for _, some in groupby(found, _place):
        same = list(some)
        standing = {one.period for one in same if one.until > number}
        yield from (one for one in same if one.until > number or one.period not in standing)


def _place(cell: Any) -> tuple[Any, ...]:
    """Return what the cells are ordered by before the release."""
    return cell.area, cell.dims, cell.period_start, cell.source, cell.basis, cell.territory_date
