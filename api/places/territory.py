"""Which area lay where on a day: pure functions over dated memberships, no database."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from api.places.tables import ALWAYS, FOREVER, AreaKind

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """An area by its names; `area_km2` as stored, in square kilometres."""

    key: str
    kind: AreaKind
    name: str
    official_name: str = ""
    town: bool = False
    area_km2: float | None = None


@dataclass(frozen=True)
class Stay:
    """`area` lay in `parent` from `valid_from` to `valid_to`, both days included."""

    area: str
    parent: str
    valid_from: dt.date = ALWAYS
    valid_to: dt.date = FOREVER

    def holds(self, at: dt.date) -> bool:
        """Say whether the day lies in this stay."""
        return self.valid_from <= at <= self.valid_to


class Territory:
    """All areas and all their stays. An area without any stay, such as the county itself, is always valid."""

    def __init__(self, places: Iterable[Place], stays: Iterable[Stay]) -> None:
        self.places = {place.key: place for place in places}
        self.stays: defaultdict[str, list[Stay]] = defaultdict(list)
        self.stays_in: defaultdict[str, list[Stay]] = defaultdict(list)
        for stay in sorted(stays, key=lambda stay: (stay.valid_from, stay.area)):
            self.stays[stay.area].append(stay)
            self.stays_in[stay.parent].append(stay)
        self._made_up_of: dict[tuple[str, int], frozenset[str]] = {}

    def spans(self, key: str) -> list[tuple[dt.date, dt.date]]:
        """Return first and last day of each time the area existed without a break; none for one that always does."""
        spans: list[tuple[dt.date, dt.date]] = []
        for stay in self.stays[key]:
            if spans and spans[-1][1] < FOREVER and spans[-1][1] + ONE_DAY == stay.valid_from:
                spans[-1] = (spans[-1][0], stay.valid_to)
            else:
                spans.append((stay.valid_from, stay.valid_to))
        return spans

    def span(self, key: str, at: dt.date) -> tuple[dt.date, dt.date] | None:
        """Return first and last day of the existence around `at`; None when the area does not exist then."""
        if not self.stays[key]:
            return ALWAYS, FOREVER
        return next((span for span in self.spans(key) if span[0] <= at <= span[1]), None)

    def parent(self, key: str, at: dt.date) -> str | None:
        """Return the area directly around this one on a day."""
        return next((stay.parent for stay in self.stays[key] if stay.holds(at)), None)

    def members(self, key: str, at: dt.date) -> list[str]:
        """Return the areas directly in this one on a day, by key."""
        return sorted(stay.area for stay in self.stays_in[key] if stay.holds(at))

    def municipalities(self, key: str, at: dt.date) -> frozenset[str]:
        """Return the municipalities that make up this area on a day: itself, if it is one."""
        if key in self.places and self.places[key].kind is AreaKind.municipality:
            return frozenset({key})
        asked = key, bisect_right(self._days, at)
        if asked not in self._made_up_of:
            inside = (self.municipalities(member, at) for member in self.members(key, at))
            self._made_up_of[asked] = frozenset[str]().union(*inside)
        return self._made_up_of[asked]

    def stayed(self, one: dt.date, other: dt.date) -> bool:
        """Say whether no area moved between two days."""
        return one == other or bisect_right(self._days, one) == bisect_right(self._days, other)

    @cached_property
    def _days(self) -> list[dt.date]:
        """The days on which anything moved: between two of them everything lies where it lay."""
        stays = [stay for some in self.stays.values() for stay in some]
        ends = {stay.valid_to + ONE_DAY for stay in stays if stay.valid_to < FOREVER}
        return sorted({stay.valid_from for stay in stays} | ends)

    def area_km2(self, key: str, at: dt.date) -> float | None:
        """Return square kilometres: stored, or summed over the municipalities of that day; None when one is unknown."""
        stored = self.places[key].area_km2
        if stored is not None or not (inside := self.municipalities(key, at)):
            return stored
        sizes = [self.places[one].area_km2 for one in inside]
        return None if None in sizes else round(sum(filter(None, sizes)), 2)

    def successors(self, key: str, at: dt.date | None = None) -> list[str]:
        """Return where the members of an area that ended went on the next day; with `at`, where they are by then."""
        return sorted(self._followed(self._next, key, at, frozenset()))

    def predecessors(self, key: str, at: dt.date | None = None) -> list[str]:
        """Return the areas that ended and became this one; with `at`, what they were back then."""
        return sorted(self._followed(self._before, key, at, frozenset()))

    def days_of_change(self, key: str) -> list[dt.date]:
        """Return every first day of a new territory of this area, in order."""
        inside = self.stays_in[key]
        days = {stay.valid_from for stay in inside} | {
            stay.valid_to + ONE_DAY for stay in inside if stay.valid_to < FOREVER
        }
        for stay in inside:
            days.update(day for day in self.days_of_change(stay.area) if stay.holds(day))
        return sorted(days)

    @cached_property
    def _next(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key in self.places:
            spans = self.spans(key)
            last = spans[-1][1] if spans else FOREVER
            if last < FOREVER:
                homes = {self.parent(member, last + ONE_DAY) for member in self.members(key, last)}
                found[key] = {home for home in homes if home is not None}
        return found

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for ended, followers in self._next.items():
            for follower in followers:
                found[follower].add(ended)
        return dict(found)

    def _followed(self, step: dict[str, set[str]], key: str, at: dt.date | None, seen: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for one in step.get(key, set()) - seen:
            if at is None or self.span(one, at):
                found.add(one)
            else:
                found |= self._followed(step, one, at, seen | {key})
        return found
