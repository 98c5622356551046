"""Clubs and migrant organisations of the register counted on a day, by area. Pure functions.

Each organisation counts in one place, so that the parts add up to the county: in the Verbandsgemeinde all its areas lie
in, `outside` for the city, else `unknown`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from api.indicators.codes import RESERVED_AREAS, TOTAL, total_of
from api.indicators.facts import Scene, Told
from api.indicators.periods import PeriodType, over
from api.indicators.tables import Indicator
from api.places import Counted, OrganisationKind, Territory

_NO_TYPE = "unknown"


@dataclass
class Tally:
    """Counts of one area by code, each of how many, and the keys of who was counted."""

    counts: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict[str, list[int]](lambda: [0, 0]))
    counted: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])


Tallies = Callable[[Sequence[Counted], Territory, dt.date], dict[str, Tally]]


def each_period(tallies: Tallies) -> Callable[[Indicator, Sequence[Counted], Scene], Iterator[Told]]:
    """Return the count of each period of the project that is over, as of its last day."""

    def counted(indicator: Indicator, every: Sequence[Counted], scene: Scene) -> Iterator[Told]:
        total = total_of(indicator.dimensions)
        for period in over(PeriodType(indicator.period), scene.project, scene.today):
            for area, tally in tallies(every, scene.tree, period.end).items():
                yield Told(area, period, as_cells(tally, total), tally.counted)

    return counted


def interested_clubs(every: Sequence[Counted], tree: Territory, day: dt.date) -> dict[str, Tally]:
    """Count clubs by type that said by this day that they want to include people, of all clubs."""
    found = _areas(tree, day)
    for one in _there(every, day):
        if one.kind is OrganisationKind.club:
            interested = one.inclusion_since is not None and one.inclusion_since <= day
            kind = one.club_type or _NO_TYPE
            _count(found[home(one, tree, day)], one, (TOTAL, kind), counts=interested)
    return found


def migrant_organisations(every: Sequence[Counted], tree: Territory, day: dt.date) -> dict[str, Tally]:
    """Count migrant organisations, of all clubs: these among them, so that no share exceeds the whole."""
    found = _areas(tree, day)
    for one in _there(every, day):
        _count(found[home(one, tree, day)], one, ("",), counts=one.kind is OrganisationKind.migrant_organisation)
    return found


def home(one: Counted, tree: Territory, day: dt.date) -> str:
    """Return where an organisation counts on a day."""
    if one.county_wide:
        return "unknown"
    homes = {area_home(key, tree, day) for key in one.areas}
    return homes.pop() if len(homes) == 1 else "unknown"


def area_home(key: str, tree: Territory, day: dt.date) -> str:
    """Return where what lies in an area counts on a day; a reserved key is its own home."""
    if key in RESERVED_AREAS:
        return key
    kind = tree.places[key].kind
    if kind == "city":
        return "outside"
    if kind == "municipality":
        return tree.parent(key, day) or "unknown"
    if kind != "verbandsgemeinde":
        return "unknown"
    then = [key] if tree.span(key, day) else tree.successors(key, day) or tree.predecessors(key, day)
    return then[0] if len(then) == 1 else "unknown"


def _areas(tree: Territory, day: dt.date) -> dict[str, Tally]:
    """Return an empty tally of each Verbandsgemeinde of the day, and of the rest: there nothing is a true zero."""
    unions = (key for key, place in tree.places.items() if place.kind == "verbandsgemeinde" and tree.span(key, day))
    return {key: Tally() for key in (*unions, *RESERVED_AREAS)}


def _there(every: Sequence[Counted], day: dt.date) -> list[Counted]:
    return [one for one in every if one.valid_from <= day <= one.valid_to]


def _count(tally: Tally, one: Counted, codes: Sequence[str], *, counts: bool) -> None:
    tally.counted.append((one.key, *codes, str(counts)))
    for code in codes:
        tally.counts[code][0] += counts
        tally.counts[code][1] += 1


def as_cells(tally: Tally, total: str) -> Mapping[str, tuple[int, int]]:
    """Return numerator and denominator by cell; the total is there even where nothing is."""
    return {total: (0, 0), **{dims: (counts[0], counts[1]) for dims, counts in tally.counts.items()}}
