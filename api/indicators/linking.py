"""What everybody knows to add up in the counts of people of one indicator: groups, areas, time. Pure.

What is left of a total without its parts is known to whoever subtracts, so it is a group of people as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from api.indicators.codes import CLOSED, RESERVED_AREAS, TOTAL, codes_of, dims_of
from api.indicators.cube import Place, Surroundings
from api.indicators.periods import PeriodType
from api.indicators.rollup import Value
from api.indicators.tables import Indicator


class Contradiction(Exception):
    """Parts are more than their total, or a numerator more than its denominator: somebody has to look at the values."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class Count(NamedTuple):
    """One of the two numbers of a cell: `n`, the numerator, or `d`, the denominator."""

    place: Place
    measure: str


Counts = Mapping[Count, int]
Link = tuple[Count, tuple[Count, ...]]


def counts_of(cells: Mapping[Place, Value]) -> dict[Count, int]:
    """Return the numbers of the cells. Raises Contradiction for a numerator above its denominator."""
    found: dict[Count, int] = {}
    for place, value in cells.items():
        for measure, number in (("n", value.numerator), ("d", value.denominator)):
            if number is not None:
                found[Count(place, measure)] = number
        if value.denominator is not None and (value.numerator or 0) > value.denominator:
            raise Contradiction(place)
    return found


def links(indicator: Indicator, counts: Counts, around: Surroundings) -> Iterator[Link]:
    """Yield each total with the parts that are released of it, all of them or not."""
    yield from _groups(indicator, counts)
    yield from _areas(counts, around)
    yield from _times(indicator, counts)


def _groups(indicator: Indicator, counts: Counts) -> Iterator[Link]:
    for count in counts:
        place = count.place
        codes = codes_of(indicator.dimensions, place.dims)
        for name in (one for one, code in codes.items() if code == TOTAL):
            keys = [dims_of(indicator.dimensions, {**codes, name: code}) for code in CLOSED[name]]
            parts = [Count(place._replace(dims=dims), count.measure) for dims in keys]
            if found := tuple(part for part in parts if part in counts):
                yield count, found


def _areas(counts: Counts, around: Surroundings) -> Iterator[Link]:
    """Tie areas to those whose municipalities lie in them, also where borders of different days overlap."""
    same: defaultdict[tuple[object, ...], list[Count]] = defaultdict(list)
    for count in counts:
        one = count.place
        same[one.period, one.dims, one.source, one.basis, count.measure].append(count)
    for group in same.values():
        lands = {one: _lands(one.place, around) for one in group}
        reserved = [one for one in group if one.place.area in RESERVED_AREAS]
        for count in group:
            more = reserved if count.place.area == around.county else []
            by_day: defaultdict[object, list[Count]] = defaultdict(list)
            for other in group:
                if other != count and lands[other] and lands[other] <= lands[count]:
                    by_day[other.place.territory_date].append(other)
            yield from ((count, (*parts, *more)) for parts in by_day.values())
            if more and not by_day:
                yield count, tuple(more)


def _lands(place: Place, around: Surroundings) -> frozenset[str]:
    if place.area in RESERVED_AREAS:
        return frozenset()
    return around.tree.municipalities(place.area, place.territory_date)


def _times(indicator: Indicator, counts: Counts) -> Iterator[Link]:
    """Tie a year to the shorter periods in it; where the last one stands for the year, to that one."""
    same: defaultdict[tuple[object, ...], list[Count]] = defaultdict(list)
    for count in counts:
        one = count.place
        same[one.area, one.dims, one.source, one.basis, count.measure].append(count)
    for group in same.values():
        for count in (one for one in group if one.place.period.type == PeriodType.year):
            inner = [one for one in group if one != count and count.place.period.holds(one.place.period)]
            inner.sort(key=lambda one: one.place.period)
            if indicator.time_rule != "last":
                if inner:
                    yield count, tuple(inner)
            elif inner and counts[inner[-1]] == counts[count]:
                yield count, (inner[-1],)


def series(indicator: Indicator, counts: Sequence[tuple[Count, int]]) -> Iterator[list[tuple[Count, int]]]:
    """Group versions of counts (count, release) whose differences are people, in the order they became known.

    Corrections of the same cell; and of a number that runs on (`last`), its values from period to period.
    """
    groups: defaultdict[tuple[object, ...], list[tuple[Count, int]]] = defaultdict(list)
    for count, since in counts:
        one = count.place
        time = one.period.type if indicator.time_rule == "last" else one.period
        groups[one.area, one.dims, one.source, one.basis, time, count.measure].append((count, since))
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group, key=lambda one: (one[1], one[0].place))


def sums(pairs: Iterator[Link], counts: Counts) -> Iterator[tuple[Link, int]]:
    """Yield each link with what is left of its total. Raises Contradiction where the parts are more."""
    for total, parts in pairs:
        left = counts[total] - sum(counts[part] for part in parts)
        if left < 0:
            raise Contradiction(total.place)
        yield (total, parts), left
