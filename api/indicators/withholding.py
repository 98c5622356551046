"""Which cells of an indicator that counts people are shown: its numbers as a table for `api.disclosure`. Pure.

Every number carries the release that first knew it, so that a correction is another number and what came between is
protected, too. What an earlier release showed stays shown, what it hid stays hidden, as long as the number is the same.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from api.disclosure import Key, Protection, Release, Sum, Table, protect, small, stack, verify, with_complements
from api.indicators.blanks import partners
from api.indicators.codes import total_of
from api.indicators.cube import Place, Surroundings
from api.indicators.linking import Count, Counts, counts_of, links, series, sums
from api.indicators.rollup import Value
from api.indicators.tables import Indicator


class Hidden(StrEnum):
    """Why a cell is not shown. Staff who sign read it; the public sees one mark for all of them."""

    small = "small"  # a group somebody could be recognised in
    blocked = "blocked"  # a breakdown of an area with fewer than twice as many
    earlier = "earlier"  # it was hidden before, and the number is the same
    partner = "partner"  # without it a small group could be worked out
    withheld = "withheld"  # no pattern protects the table at this level
    withdrawn = "withdrawn"  # it betrayed somebody when it was published, and was blanked


@dataclass(frozen=True)
class Certificate:
    """What was published of an indicator, exactly: every number ever known to the public or hidden from it.

    `shown` are the keys that were public before; `protection` says which of all are hidden and holds the witnesses.
    `known` are the numbers by cell and the release that first knew them.
    """

    table: Table
    protection: Protection
    shown: frozenset[Key]
    known: Mapping[tuple[Count, int], int] = field(default_factory=dict[tuple[Count, int], int])

    def hides(self) -> set[Place]:
        """Return the cells of which a number, as it is known now, is hidden."""
        newest: dict[Count, int] = {}
        for count, since in self.known:
            newest[count] = max(since, newest.get(count, since))
        return {one.place for one, since in newest.items() if key_of(one, since) in self.protection.hidden}

    def check(self, k: int) -> None:
        """Raise Unprotected unless the protection keeps its promise; needs no solver."""
        verify(self.table, self.protection, k=k, shown=self.shown)


def withhold(  # noqa: PLR0913 - what decides it
    indicator: Indicator,
    cells: Mapping[Place, Value],
    around: Surroundings,
    *,
    earlier: Certificate | None,
    number: int,
    seed: bytes,
    is_blank: Callable[[Place], bool] = lambda _place: False,
) -> tuple[Certificate, dict[Place, Hidden]]:
    """Return the certificate of release `number`, and which cells to hide, with the reason. Raises Contradiction.

    Where the whole is too small to be protected, only the totals of the areas are tried, then only that of the county.
    What was withdrawn (`is_blank`) does not follow from what is published now.
    """
    counts = counts_of(cells)
    since = dict(_since(counts, earlier, number))
    known = {**(earlier.known if earlier else {}), **{(one, since[one]): count for one, count in counts.items()}}
    keys = {one: key_of(one, since[one]) for one in counts}
    ties = _series(indicator, known)
    first, *others = _tries(indicator, counts, keys, around)
    best, made = first, first.protected(earlier, ties, known, seed)
    for one in others:
        if made.protection.reason is None:
            break
        best, made = one, one.protected(earlier, ties, known, seed)
    made = _keeping(made, {key_of(one, since) for one, since in known if is_blank(one.place)})
    return made, dict(best.reasons(made, earlier))


def _keeping(made: Certificate, blank: set[Key]) -> Certificate:
    """Return a certificate that hides what would give withdrawn numbers away, too."""
    hidden = made.protection.hidden
    more = partners(made.table, hidden, blank, made.shown)
    return replace(made, protection=replace(made.protection, hidden=hidden | more)) if more else made


@dataclass(frozen=True)
class _Try:
    """One level at which a table may be protected: `blocked` and `dropped` are left out of it."""

    indicator: Indicator
    counts: Counts
    keys: Mapping[Count, Key]
    around: Surroundings
    blocked: set[Key]
    dropped: set[Key]

    @property
    def k(self) -> int:
        return self.indicator.threshold or 0

    def protected(
        self,
        earlier: Certificate | None,
        ties: list[list[Key]],
        known: Mapping[tuple[Count, int], int],
        seed: bytes,
    ) -> Certificate:
        latent = frozenset(self.blocked | self.dropped)
        table = _table(self.indicator, self.counts, self.keys, latent, self.around)
        whole, shown = stack(table, _released(earlier), k=self.k, series=ties)
        return Certificate(whole, protect(whole, k=self.k, seed=seed, shown=shown), shown, known)

    def reasons(self, made: Certificate, earlier: Certificate | None) -> Iterator[tuple[Place, Hidden]]:
        """Yield the cells of which a number is hidden; the weightiest reason of its numbers comes last, and wins."""
        hidden = made.protection.hidden
        order = list(Hidden)
        found = [
            (self._why(self.keys[one], count, made, earlier), one.place)
            for one, count in self.counts.items()
            if self.keys[one] in hidden
        ]
        for why, place in sorted(found, key=lambda one: -order.index(one[0])):
            yield place, why

    def _why(self, key: Key, count: int, made: Certificate, earlier: Certificate | None) -> Hidden:
        if small(count, self.k):
            return Hidden.small
        if key in self.blocked:
            return Hidden.blocked
        if key in self.dropped or made.protection.reason:
            return Hidden.withheld
        if earlier and key in earlier.protection.hidden:
            return Hidden.earlier
        return Hidden.partner


def _tries(indicator: Indicator, counts: Counts, keys: Mapping[Count, Key], around: Surroundings) -> Iterator[_Try]:
    """Yield the levels at which a table may be protected, the finest first."""
    blocked = {keys[one] for one in _blocked(indicator, counts)}
    for dropped in _levels(indicator, counts, around):
        yield _Try(indicator, counts, keys, around, blocked, {keys[one] for one in dropped})


def key_of(count: Count, since: int) -> Key:
    """Return the key of a number: it is another one when the number changed, whatever else stays."""
    one = count.place
    day = one.territory_date.isoformat()
    return (str(since), one.indicator, one.source, one.basis, day, one.area, one.period.code, one.dims, count.measure)


def _since(counts: Counts, earlier: Certificate | None, number: int) -> Iterator[tuple[Count, int]]:
    """Yield the release that first knew each number as it is now."""
    newest: dict[Count, tuple[int, int]] = {}
    for (count, since), known in earlier.known.items() if earlier else ():
        newest[count] = max(newest.get(count, (0, 0)), (since, known))
    for count, now in counts.items():
        since, known = newest.get(count, (number, now))
        yield count, since if known == now else number


def _blocked(indicator: Indicator, counts: Counts) -> Iterator[Count]:
    """Yield the breakdowns of areas with fewer than twice as many people as a group must have."""
    total = total_of(indicator.dimensions)
    for count in counts:
        whole = [Count(count.place._replace(dims=total), measure) for measure in "nd"]
        if count.place.dims != total and any(
            small(counts.get(one, 0), 2 * (indicator.threshold or 0)) for one in whole
        ):
            yield count


def _levels(indicator: Indicator, counts: Counts, around: Surroundings) -> Iterator[list[Count]]:
    """Yield what is left out at each level: nothing, every breakdown, everything but the county's total."""
    total = total_of(indicator.dimensions)
    yield []
    yield [one for one in counts if one.place.dims != total]
    yield [one for one in counts if one.place.dims != total or one.place.area != around.county]


def _table(
    indicator: Indicator, counts: Counts, keys: Mapping[Count, Key], latent: frozenset[Key], around: Surroundings
) -> Table:
    numbers = {keys[one]: count for one, count in counts.items()}
    ties: list[Sum] = []
    rests: set[Key] = set()
    for (total, parts), left in sums(links(indicator, counts, around), counts):
        inside = tuple(keys[part] for part in parts)
        if left or not _whole(total, parts, around):
            rest = _rest(keys[total], inside)
            numbers[rest] = left
            rests.add(rest)
            inside = (*inside, rest)
        ties.append((keys[total], inside))
    shares = [
        (keys[one], keys[other]) for one in counts if (other := one._replace(measure="d")) in counts and one != other
    ]
    return with_complements(Table(numbers, ties, latent | rests), shares)


def _whole(total: Count, parts: tuple[Count, ...], around: Surroundings) -> bool:
    """Say whether everybody knows that there are no other parts."""
    if parts[0].place.period != total.place.period or parts[0].place.area == total.place.area:
        return True  # groups of a closed list, or all of the time: what is left is 0 by what was approved
    lands = frozenset[str]().union(
        *(around.tree.municipalities(one.place.area, one.place.territory_date) for one in parts)
    )
    return lands == around.tree.municipalities(total.place.area, total.place.territory_date)


def _rest(total: Key, parts: tuple[Key, ...]) -> Key:
    return ("rest", *total, hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16])


def _released(earlier: Certificate | None) -> list[Release]:
    return [Release(earlier.table, earlier.protection.hidden)] if earlier else []


def _series(indicator: Indicator, known: Mapping[tuple[Count, int], int]) -> list[list[Key]]:
    return [[key_of(count, since) for count, since in group] for group in series(indicator, list(known))]
