"""What somebody knows of the counts of people of one indicator who kept every file of every release.

Each number is a cell of the attack, named by the release that first knew it: that two releases mean the same number
the attacker is told for free, also where it is hidden. Sums over codes, areas and time, that totals run on and that no
part is more than its whole, everybody knows.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.attacks.disclosure import UNKNOWN, Attack, Cell, Knowledge, Published, Ratio, changes
from tests.attacks.published import Found, Spot

TOTAL = "_T"
MEASURES = ("numerator", "denominator")
Truth = Mapping[tuple[Spot, str], int]  # of one release, by spot (without its release) and measure


@dataclass(frozen=True)
class World:
    """What is the same for all indicators: codes of the dimensions, and which areas lie in the county."""

    codes: Mapping[str, tuple[str, ...]]
    county: str
    reserved: tuple[str, ...] = ("outside", "unknown")


@dataclass(frozen=True)
class Book:
    """An indicator with what each release says of it, and what is true then."""

    code: str
    dimensions: tuple[str, ...]  # without the area
    time_rule: str
    releases: Mapping[int, Found]
    truth: Mapping[int, Truth]


class Reading:
    """Turns a book into numbers, equations and groups."""

    def __init__(self, book: Book, world: World, *, label: tuple[float, float] = UNKNOWN) -> None:
        self.book, self.world, self.label = book, world, label
        self.versions: dict[tuple[Spot, str], dict[int, int]] = defaultdict(dict)
        for release, truth in sorted(book.truth.items()):
            for place, count in truth.items():
                before = self.versions[place]
                same = before and book.truth[max(before)].get(place) == count
                before[release] = before[max(before)] if same else release
        self.sums: list[tuple[Cell, tuple[Cell, ...]]] = []
        self.rising: list[tuple[Cell, Cell]] = []
        self.ratios: list[Ratio] = []
        self.series: list[list[Cell]] = []
        self.true: dict[Cell, int] = {}
        self.counts: dict[Cell, tuple[float, float]] = {}
        self.shares: dict[Cell, str] = {}
        for release, found in book.releases.items():
            self._read(release, {spot._replace(release=""): said for spot, said in found.items()})
        for place, known in self.versions.items():
            steps = [self._cell(*place, release) for release in dict.fromkeys(known.values())]
            self._tell([[a, b] if self.true[a] <= self.true[b] else [b, a] for a, b in itertools.pairwise(steps)])
            self.series.append(steps)

    def _cell(self, spot: Spot, measure: str, release: int) -> Cell:
        version = self.versions[spot, measure][release]
        place = (spot.area, f"{spot.period}/{spot.source}/{spot.basis}/{spot.territory}")
        return (str(version), f"{self.book.code}/{measure}", *place, *spot.codes)

    def _read(self, release: int, found: Found) -> None:
        for measure in MEASURES:
            there = {spot for spot in found if (spot, measure) in self.book.truth[release]}
            for spot in there:
                cell = self._cell(spot, measure, release)
                count = getattr(found[spot], measure)
                self.true[cell] = self.book.truth[release][spot, measure]
                if count is not None:
                    assert count == self.true[cell], (spot, measure)
                    self.counts[cell] = (count, count)
                else:
                    small = 0 < self.true[cell] < self.label[1] + 1
                    self.counts.setdefault(cell, self.label if small else UNKNOWN)
            known = [*self._groups(there), *self._areas(there), *self._times(there)]
            self.sums += [
                (self._cell(total, measure, release), tuple(self._cell(part, measure, release) for part in parts))
                for total, parts in known
            ]
            if self.book.time_rule == "last":
                self._run_on(there, measure, release)
        self._measured(release, found)

    def _groups(self, there: set[Spot]) -> Iterator[tuple[Spot, list[Spot]]]:
        for spot in there:
            for place, name in enumerate(self.book.dimensions):
                codes = self.world.codes[name] if spot.codes[place] == TOTAL else ()
                parts = [spot._replace(codes=(*spot.codes[:place], one, *spot.codes[place + 1 :])) for one in codes]
                if parts and there.issuperset(parts):
                    yield spot, parts

    def _areas(self, there: set[Spot]) -> Iterator[tuple[Spot, list[Spot]]]:
        by_area: defaultdict[Spot, list[Spot]] = defaultdict(list)
        for spot in there:
            by_area[spot._replace(area=self.world.county, territory="")].append(spot)
        for spot in there:
            parts = [one for one in by_area[spot._replace(territory="")] if one.area != self.world.county]
            if spot.area == self.world.county and len(parts) > 1:
                yield spot, parts

    def _times(self, there: set[Spot]) -> Iterator[tuple[Spot, list[Spot]]]:
        inner: defaultdict[tuple[object, ...], list[Spot]] = defaultdict(list)
        for spot in there:
            if "-Q" in spot.period:
                inner[spot.area, spot.codes, spot.source, spot.basis, spot.period[:4]].append(spot)
        for spot in there:
            parts = inner.get((spot.area, spot.codes, spot.source, spot.basis, spot.period), [])
            latest = sorted(parts, key=lambda one: one.period)[-1:]
            if self.book.time_rule == "last" and latest:
                yield spot, latest
            elif len(parts) == 4:
                yield spot, parts

    def _run_on(self, there: set[Spot], measure: str, release: int) -> None:
        """Totals that run on: who came from one period to the next, and from one to any later one, are people."""
        lines: defaultdict[tuple[object, ...], list[Spot]] = defaultdict(list)
        for spot in there:
            lines[spot.area, spot.codes, spot.source, spot.basis, len(spot.period)].append(spot)
        for line in lines.values():
            steps = [self._cell(one, measure, release) for one in sorted(line, key=lambda one: one.period)]
            self._tell([[a, b] for a, b in itertools.pairwise(steps) if self.true[a] <= self.true[b]])
            self.series.append(steps)

    def _tell(self, pairs: list[list[Cell]]) -> None:
        self.rising += [(a, b) for a, b in pairs]

    def _measured(self, release: int, found: Found) -> None:
        """Tie a numerator to its denominator: no part is more than its whole, and a share tells of both."""
        for spot, said in found.items():
            if all((spot, measure) in self.book.truth[release] for measure in MEASURES):
                part, whole = (self._cell(spot, measure, release) for measure in MEASURES)
                self.rising.append((part, whole))
                self.series.append([part, whole])
                if said.value is not None and said.value != said.numerator:
                    share = ("share", *part)
                    self.shares[share] = f"{said.value:.1f}"
                    self.ratios.append(Ratio(share, part, whole))

    def attack(self) -> Attack:
        """The attacker with all of it."""
        return Attack(Published(self.counts, self.shares), Knowledge(self.sums, self.rising, self.ratios))

    def groups(self) -> dict[object, dict[Cell, int]]:
        """Every number, and everybody between two numbers of one series, as groups of people."""
        steps = [line for line in self.series if len(line) > 1 and all(cell in self.true for cell in line)]
        found = {
            name: group if self._size(group) > 0 else {cell: -factor for cell, factor in group.items()}
            for name, group in changes(steps).items()
        }
        return {cell: {cell: 1} for cell in self.true} | found

    def _size(self, group: Mapping[Cell, int]) -> int:
        return sum(self.true[cell] * factor for cell, factor in group.items())

    def findings(self, k: int) -> list[object]:
        """What the attacker can prove about small groups."""
        groups = self.groups()
        small = {name: group for name, group in groups.items() if 0 < self._size(group) < k}
        return self.attack().findings(small, {name: self._size(group) for name, group in small.items()}, k=k)

    def smallest(self, k: int) -> int:
        """How many small groups there are to be found."""
        return sum(0 < self._size(group) < k for group in self.groups().values())
