"""Where the areas and groups of a released series start and what they are to reach, as far as everybody may know."""

from typing import Any

from sqlmodel import Session, bindparam, col

from api.indicators.benchmark_views import BenchmarkOf, NotCollectedOf, SetBenchmark, SetBenchmarkOf
from api.indicators.codes import codes_of, total_of
from api.indicators.series import Found, SeriesWish, areas_of, county_of, groups_of
from api.indicators.standings import BENCHMARKS, adds_nothing, of_county, said
from api.indicators.tables import Benchmark, BenchmarkKind, Direction
from api.kernel.reading import columns, rows_of

_OF_INDICATOR = columns(Benchmark.area, *BENCHMARKS).where(col(Benchmark.indicator) == bindparam("code"))
_IN_ORDER = col(Benchmark.area), col(Benchmark.dims), col(Benchmark.kind), col(Benchmark.day)


def aims(session: Session, found: Found, wish: SeriesWish) -> list[BenchmarkOf]:
    """Return the newest baseline and target of each selected area and group; one statement, two for counts of people.

    They are those of today whatever release is read. What is not set is left out.
    """
    row = found.row
    county = county_of(found.tree)
    areas = areas_of(found.tree, county, wish)
    wanted = _OF_INDICATOR.where(col(Benchmark.area).in_(areas), groups_of(row, wish, Benchmark.dims))
    known = rows_of(session, wanted.order_by(*_IN_ORDER), code=row.code)
    newest = {(one.area, one.dims, one.benchmark): one for one in known}.values()
    if row.person:
        released = of_county(session, row)
        newest = [one for one in newest if _is_harmless(row, one, county, released)]
    return [_view(row, one) for one in newest]


def too_few(threshold: int | None, numerator: int | None, denominator: int | None) -> bool:
    """Say whether a count, or what is left of its denominator, is a group smaller than may be shown."""
    if numerator is None:
        return False
    others = numerator if denominator is None else denominator - numerator
    return any(0 < count < (threshold or 0) for count in (numerator, others))


def _is_harmless(indicator: Any, one: Any, county: str, released: list[Any]) -> bool:
    """Say whether a baseline or target tells nothing of people that releases do not.

    A baseline is one of the county and all that repeats them. A target of an area or group must not say how many there
    are today: one that is to be held does, and one of a small group would be a guess at it.
    """
    of_all = one.area == county and one.dims == total_of(indicator.dimensions)
    if one.benchmark == BenchmarkKind.baseline:
        value = said(indicator.kind, one)
        return of_all and (not isinstance(value, SetBenchmark) or adds_nothing(indicator, value.value, released))
    return of_all or not (one.direction == Direction.hold or too_few(indicator.threshold, one.numerator, one.whole))


def _view(indicator: Any, one: Any) -> BenchmarkOf:
    about = {"kind": one.benchmark, "area": one.area, "codes": codes_of(indicator.dimensions, one.dims)}
    value = said(indicator.kind, one)
    kind = SetBenchmarkOf if isinstance(value, SetBenchmark) else NotCollectedOf
    return kind(**about, **value.model_dump())
