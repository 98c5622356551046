"""Which cells a release has: approved values, and what rolls up from them over groups, time and areas. Pure.

What somebody gave for exactly this area and period stands; else what adds up over time or over areas, the complete
before the incomplete. Incomplete sums of people are gaps: they would betray later who was added.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from api.indicators.codes import AREA, RESERVED_AREAS, total_of
from api.indicators.groups import Sheet, absent, with_totals, without_loose_ends
from api.indicators.periods import Period, PeriodType, ProjectTime, containing, following
from api.indicators.rollup import Undefined, Value, rolled
from api.indicators.series import kinds_of
from api.indicators.tables import Indicator, ObservationStatus
from api.places import Territory


class Place(NamedTuple):
    """Where a released cell stands, in the order of the files."""

    indicator: str
    area: str
    dims: str
    period: Period
    source: str
    basis: str
    territory_date: dt.date


@dataclass(frozen=True)
class Given:
    """A value in force."""

    place: Place
    value: Value


@dataclass(frozen=True)
class Surroundings:
    """What cells are worked out in: areas, the project's calendar, and the last day of what is released."""

    tree: Territory
    county: str
    project: ProjectTime
    until: dt.date


def cells(indicator: Indicator, given: Sequence[Given], around: Surroundings) -> dict[Place, Value]:
    """Return the cells of an indicator whose period is over, in order. Sources and censuses are never mixed."""
    by_kind: defaultdict[tuple[str, str], list[Given]] = defaultdict(list)
    for one in given:
        by_kind[one.place.source, one.place.basis].append(one)
    found: dict[Place, Value] = {}
    for some in by_kind.values():
        found.update(_Cube(indicator, some, around).released())
    return dict(sorted(found.items()))


class _Cube:
    """The sheets of one indicator from one source, and what they add up to."""

    def __init__(self, indicator: Indicator, given: Sequence[Given], around: Surroundings) -> None:
        self.indicator, self.around = indicator, around
        self.one = given[0].place
        self.total = total_of(indicator.dimensions)
        self.sheets: dict[tuple[str, Period], Sheet] = {}
        self.days: dict[tuple[str, Period], dt.date] = {}
        raw: dict[tuple[str, Period], dict[str, Value]] = {}
        for one in sorted(given, key=lambda one: one.place.territory_date):  # the newest borders win
            key = one.place.area, one.place.period
            if self.days.get(key) != one.place.territory_date:
                raw[key], self.days[key] = {}, one.place.territory_date
            raw[key][one.place.dims] = one.value
        for (area, period), sheet in raw.items():
            whole = with_totals(indicator, sheet, around.tree, area, self.days[area, period])
            self.sheets[area, period] = without_loose_ends(indicator, whole) if indicator.person else whole
        self.known: dict[tuple[str, Period], Sheet] = {}

    def released(self) -> Iterator[tuple[Place, Value]]:
        """Yield every cell of the released levels."""
        for area in self._areas():
            for kind in kinds_of(self.indicator, county=area == self.around.county):
                for period in self._periods(kind):
                    for dims, value in self._sheet(area, period).items():
                        yield self._place(area, period, dims), value

    def _place(self, area: str, period: Period, dims: str) -> Place:
        day = self.days.get((area, period), period.end)
        return Place(self.one.indicator, area, dims, period, self.one.source, self.one.basis, day)

    def _areas(self) -> list[str]:
        """Return the county and, where areas are a dimension, the Verbandsgemeinden and reserved ones with values."""
        county = self.around.county
        if AREA not in self.indicator.dimensions:
            return [county]
        around = {area for key, period in self.sheets for area in self._around(key, period)}
        kept = [one for one in around - {county} if one in RESERVED_AREAS or self._kind(one) == "verbandsgemeinde"]
        return [county, *sorted(kept)]

    def _around(self, area: str, period: Period) -> Iterator[str]:
        step: str | None = area
        while step is not None:
            yield step
            step = self.around.tree.parent(step, self.days[area, period]) if step in self.around.tree.places else None

    def _kind(self, area: str) -> str:
        return self.around.tree.places[area].kind.value

    def _periods(self, kind: PeriodType) -> list[Period]:
        """Return the periods of a kind that hold a value and are over."""
        found: set[Period] = set()
        for _, period in self.sheets:
            if period.type == kind:
                found.add(period)
            elif kind in _CALENDAR and (period.type in _CALENDAR or period.type == PeriodType.day):
                found.add(containing(kind, period.end, self.around.project))
        return sorted(one for one in found if one.end <= self.around.until)

    def _sheet(self, area: str, period: Period) -> Sheet:
        key = area, period
        if key not in self.known:
            self.known[key] = self.sheets.get(key) or self._rolled(area, period)
        return self.known[key]

    def _rolled(self, area: str, period: Period) -> Sheet:
        """Return what adds up over time, or over areas where only that is complete."""
        ways = [
            self._added(self.indicator.time_rule, self._within(area, period)),
            self._added(self.indicator.area_rule, self._parts(area, period)),
        ]
        ways = [one for one in ways if one]
        return next((one for one in ways if self._is_complete(one)), ways[0] if ways else {})

    def _is_complete(self, sheet: Sheet) -> bool:
        value = sheet.get(self.total)
        return value is not None and value.known and value.complete

    def _within(self, area: str, period: Period) -> list[Sheet]:
        """Return the sheets of the periods that make up this one, in order."""
        base = kinds_of(self.indicator, county=area == self.around.county)
        if period.type == PeriodType.year and base and base[0] != PeriodType.year:
            return self._inner(area, period, base[0])
        if period.type == PeriodType.year and PeriodType.quarter in self._finer:
            return self._inner(area, period, PeriodType.quarter)
        if self.indicator.time_rule != "last":
            return []
        days = [(one, sheet) for (key, one), sheet in self.sheets.items() if key == area and period.holds(one)]
        latest = sorted((one, sheet) for one, sheet in days if one.type == PeriodType.day)[-1:]
        return [sheet for _, sheet in latest]

    @cached_property
    def _finer(self) -> set[PeriodType]:
        return {period.type for _, period in self.sheets}

    def _inner(self, area: str, period: Period, kind: PeriodType) -> list[Sheet]:
        found: list[Sheet] = []
        step = containing(kind, period.start, self.around.project)
        while period.holds(step):
            found.append(self._sheet(area, step))
            step = following(step, self.around.project)
        return found

    def _parts(self, area: str, period: Period) -> list[Sheet]:
        """Return the sheets of the areas directly in this one: those of its last day, and others that have one."""
        tree = self.around.tree
        if AREA not in self.indicator.dimensions or area not in tree.places:
            return []
        inside = tree.members(area, period.end)
        gone = {stay.area for stay in tree.stays_in[area] if self._overlaps(stay.valid_from, stay.valid_to, period)}
        more = [*sorted(gone - {*inside}), *(RESERVED_AREAS if area == self.around.county else ())]
        found = [self._sheet(one, period) for one in inside]
        return [*found, *(sheet for one in more if (sheet := self._sheet(one, period)))]

    @staticmethod
    def _overlaps(first: dt.date, last: dt.date, period: Period) -> bool:
        return first <= period.end and period.start <= last

    def _added(self, rule: str, parts: Sequence[Sheet]) -> Sheet:
        if not any(parts):
            return {}
        keys = dict.fromkeys(dims for sheet in parts for dims in sheet)
        try:
            found = {dims: rolled(rule, [absent(self.indicator, one, dims) for one in parts]) for dims in keys}
        except Undefined:
            return {}
        return self._of_people(found) if self.indicator.person else found

    def _of_people(self, sheet: Mapping[str, Value]) -> Sheet:
        """Keep complete sums of people; of others, that the sum of everybody is missing, and how many came in."""
        kept = {dims: replace(one, counted=None, expected=None) for dims, one in sheet.items() if one.complete}
        whole = sheet.get(self.total)
        if whole is None or whole.complete:
            return without_loose_ends(self.indicator, kept)
        gap = Value(ObservationStatus.missing, counted=whole.counted, expected=whole.expected)
        return {self.total: gap}


_CALENDAR = frozenset({PeriodType.month, PeriodType.quarter, PeriodType.half_year, PeriodType.year})
