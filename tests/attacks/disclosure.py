"""Somebody who reads everything we publish and works out small groups. Shares no code with `api.disclosure`.

`read_csv` takes a published file; further readers only have to give `Published`. `additions` says what everybody knows
about areas and codes; what else is known goes into `Knowledge`. `Attack` looks for groups of people: single cells, or
differences of cells such as those who came between two releases. What is true, the test says; the attack never asks.
"""

import csv
import decimal
import io
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

HIDDEN, TOTAL = "•", "_T"
UNKNOWN = (0.0, math.inf)
MOST = 5000  # denominators tried for a published ratio
Cell = tuple[str, ...]  # release, indicator, area, period, code of each dimension
Interval = tuple[float, float]
Group = Mapping[Cell, int]  # cells counted in (1) and out (-1)


@dataclass(frozen=True)
class Published:
    """What is said about each cell: one number (low = high), or an interval; ratios in a mapping of their own."""

    counts: Mapping[Cell, Interval]
    ratios: Mapping[Cell, str] = field(default_factory=dict)

    def __or__(self, other):
        return Published({**self.counts, **other.counts}, {**self.ratios, **other.ratios})


@dataclass(frozen=True)
class Ratio:
    """`cell` is published as `per` × numerator ÷ denominator, rounded half up: a share (100) or a mean (1)."""

    cell: Cell
    numerator: Cell
    denominator: Cell
    per: int = 100


@dataclass(frozen=True)
class Knowledge:
    """What an attacker knows beside the numbers: sums (total, parts), what never falls (earlier, later), ratios."""

    sums: Sequence[tuple[Cell, tuple[Cell, ...]]] = ()
    rising: Sequence[tuple[Cell, Cell]] = ()
    ratios: Sequence[Ratio] = ()


@dataclass(frozen=True)
class Finding:
    """A small group and what can be proved about it."""

    group: object
    truth: int
    low: float
    high: float


def read_csv(text: str, *, release: str = "1", labels: Mapping[str, Interval] | None = None) -> Published:
    """Read a published CSV file: columns indicator, area, period, one per dimension, value, status.

    `labels` are marks that say more than "hidden" does. A number with a decimal point is a ratio, an empty value none.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    axes = [name for name in rows.fieldnames or () if name not in {"indicator", "area", "period", "value", "status"}]
    marks = {HIDDEN: UNKNOWN, **(labels or {})}
    counts: dict[Cell, Interval] = {}
    ratios: dict[Cell, str] = {}
    for row in rows:
        cell = (release, row["indicator"], row["area"], row["period"], *(row[axis] for axis in axes))
        value = row["value"]
        if value in marks:
            counts[cell] = marks[value]
        elif "." in value:
            ratios[cell] = value
        elif value:
            counts[cell] = (int(value), int(value))
    return Published(counts, ratios)


def additions(cells: Iterable[Cell], parents: Mapping[str, str | None], codes: Sequence[Sequence[str]]):
    """Everybody knows that areas and codes add up: yield a sum for each total among the cells."""
    for cell in cells:
        inside = [area for area, parent in parents.items() if parent == cell[2]]
        if inside:
            yield cell, tuple((*cell[:2], area, *cell[3:]) for area in inside)
        for place, dimension in enumerate(codes, start=4):
            if cell[place] == TOTAL:
                yield cell, tuple((*cell[:place], code, *cell[place + 1 :]) for code in dimension)


def rounded(value: decimal.Decimal, like: str) -> bool:
    """Say whether `value` is published as `like`."""
    shown = decimal.Decimal(like)
    return value.quantize(shown, decimal.ROUND_HALF_UP) == shown


def pairs(shown: str, numerator: Interval, denominator: Interval, *, per: int = 100) -> list[tuple[int, int]]:
    """Every (numerator, denominator) inside the intervals that is published as `shown`."""
    value, step = float(shown), 10.0 ** -len(shown.partition(".")[2])
    found = []
    for below in range(max(1, int(denominator[0])), int(min(denominator[1], MOST)) + 1):
        first, last = math.floor((value - step) * below / per), math.ceil((value + step) * below / per)
        tries = range(max(first, int(numerator[0])), int(min(last, numerator[1])) + 1)
        found += [(above, below) for above in tries if rounded(decimal.Decimal(per * above) / below, shown)]
    return found


class Attack:
    """All releases, formats and linked tables in one system of equations; `whole` asks for whole numbers of people."""

    def __init__(self, published: Published, knowledge: Knowledge = Knowledge(), *, whole: bool = False):
        self.published, self.whole = published, int(whole)
        named = [cell for total, parts in knowledge.sums for cell in (total, *parts)]
        named += [cell for pair in knowledge.rising for cell in pair]
        named += [cell for ratio in knowledge.ratios for cell in (ratio.numerator, ratio.denominator)]
        self.place = {cell: number for number, cell in enumerate(dict.fromkeys((*published.counts, *named)))}
        self.limits = [list(published.counts.get(cell, UNKNOWN)) for cell in self.place]
        self.equal = [{total: 1, **dict.fromkeys(parts, -1)} for total, parts in knowledge.sums]
        self.at_most = [({earlier: 1, later: -1}, 0.0) for earlier, later in knowledge.rising]
        self._build()
        for ratio in knowledge.ratios:
            self._use(ratio)

    def _matrix(self, groups: Sequence[Group]):
        entries = [
            (row, self.place[cell], factor) for row, group in enumerate(groups) for cell, factor in group.items()
        ]
        rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((factors, (rows, columns)), shape=(len(groups), len(self.place)), dtype=float)

    def _build(self):
        self.left = self._matrix(self.equal)
        self.bounded = self._matrix([group for group, _ in self.at_most])

    def _use(self, ratio: Ratio):
        """Keep only numerators and denominators that a published ratio allows."""
        shown = self.published.ratios.get(ratio.cell)
        if shown is None:
            return
        above, below = ratio.numerator, ratio.denominator
        low, high = self.bounds({above: 1}), self.bounds({below: 1})
        if not math.isfinite(high[1]):
            return
        found = pairs(shown, low, high, per=ratio.per)
        for cell, values in ((above, [pair[0] for pair in found]), (below, [pair[1] for pair in found])):
            self.limits[self.place[cell]] = [min(values), max(values)]
        rest = [denominator - numerator for numerator, denominator in found]
        self.at_most += [({below: 1, above: -1}, max(rest)), ({below: -1, above: 1}, -min(rest))]
        self._build()

    def cells(self) -> dict[object, Group]:
        """Each cell that is published, or known to be part of one, as a group of its own."""
        return {cell: {cell: 1} for cell in self.place}

    def bounds(self, group: Group) -> Interval:
        """The least and the largest number of people the group can have, by linear programming."""
        aim = np.zeros(len(self.place))
        for cell, factor in group.items():
            aim[self.place[cell]] = factor
        least, most = self._least(aim), -self._least(-aim)
        return float(np.ceil(least - 1e-6)), float(np.floor(most + 1e-6))

    def _least(self, aim) -> float:
        found = linprog(
            aim,
            A_ub=self.bounded if self.at_most else None,
            b_ub=[limit for _, limit in self.at_most] if self.at_most else None,
            A_eq=self.left if self.equal else None,
            b_eq=np.zeros(len(self.equal)) if self.equal else None,
            bounds=self.limits,
            integrality=self.whole,
        )
        if found.status == 3 or (found.status == 4 and self.whole):
            return -math.inf
        assert found.status == 0, f"the published numbers contradict each other: {found.message}"
        return found.fun

    def determined(self, groups: Mapping[object, Group]) -> set[object]:
        """Names of the groups that follow from the equations alone: every solution gives them the same number."""
        free = [number for number, (low, high) in enumerate(self.limits) if low < high]
        _, strength, directions = np.linalg.svd(self.left.toarray()[:, free], full_matrices=True)
        loose = directions[(strength > 1e-9).sum() :]
        aims = self._matrix(list(groups.values())).toarray()[:, free]
        still = np.abs(aims @ loose.T).max(axis=1, initial=0.0) < 1e-7
        return {name for name, one in zip(groups, still, strict=True) if one}

    def findings(self, groups: Mapping[object, Group], truth: Mapping[object, int], *, k: int) -> list[Finding]:
        """Every small group (1 to k - 1 by `truth`) that is provably below k, or narrower than k - 1."""
        found = []
        for name, group in groups.items():
            if 0 < truth[name] < k:
                low, high = self.bounds(group)
                assert low <= truth[name] <= high, f"{name} is {truth[name]}, not between {low} and {high}"
                if high < k or high - low < k - 1:
                    found.append(Finding(name, truth[name], low, high))
        return found


def changes(series: Iterable[Sequence[Cell]]) -> dict[object, Group]:
    """Who came between any two releases of the same count."""
    return {
        ("change", earlier, later): {later: 1, earlier: -1}
        for steps in series
        for earlier, later in itertools.combinations(steps, 2)
    }
