"""What ties a table to others: linked tables, shares, and everything that was published before."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.disclosure.table import BadTable, Key, Sum, Table, small


@dataclass(frozen=True)
class Release:
    """A table as it was published: all its counts, and which of them were hidden."""

    table: Table
    hidden: frozenset[Key]


def merge(tables: Iterable[Table], *, sums: Iterable[Sum] = ()) -> Table:
    """Return linked tables as one: they share the cells of the same key, and `sums` say what else is known.

    Raises `BadTable` where they count the same cell differently, or one publishes what is latent in another.
    """
    found = list(tables)
    latent = frozenset(key for table in found for key in table.latent)
    if any(key in latent and key not in table.latent for table in found for key in table.counts):
        raise BadTable("a cell is published in one table and latent in another")
    return Table(_counts(found), _sums(found, sums), latent)


def with_complements(table: Table, shares: Iterable[tuple[Key, Key]]) -> Table:
    """Return the table with, for each share (numerator, denominator), those not in the numerator as a latent cell.

    A share of 97 % of a hundred betrays the three who are missing.
    """
    counts, sums, latent = dict(table.counts), list(table.sums), set(table.latent)
    for numerator, denominator in shares:
        rest = ("complement", *_words(numerator), "of", *_words(denominator))
        counts[rest] = counts[denominator] - counts[numerator]
        sums.append((denominator, (numerator, rest)))
        latent.add(rest)
    return Table(counts, tuple(dict.fromkeys(sums)), frozenset(latent))


def share_is_public(numerator: Key, denominator: Key, hidden: Collection[Key]) -> bool:
    """Say whether a share may be published: only where both its counts are."""
    return numerator not in hidden and denominator not in hidden


def stack(
    new: Table,
    earlier: Iterable[Release],
    *,
    k: int,
    series: Iterable[Sequence[Key]] = (),
    sums: Iterable[Sum] = (),
) -> tuple[Table, frozenset[Key]]:
    """Return `new` together with all that was published before, and the cells that are public by that: their `shown`.

    The same count has the same key in every release: once public it stays public, else hidden it stays hidden. Each of
    `series` lists the keys of one group in the order of publication: an increasing total (all participants until this
    quarter), or a value and its corrections. What differs between any two of them are people, and protected as such.
    `sums` say what else is known, such as a year and its quarters. Raises `BadTable`.
    """
    before = list(earlier)
    tables = [new, *(release.table for release in before)]
    counts = _counts(tables)
    shown = frozenset(key for release in before for key in release.table.counts.keys() - release.hidden)
    latent = new.latent.union(*(release.hidden for release in before)) - shown
    changes = [change for keys in series for change in _changes(keys, counts, k)]
    counts.update({name: count for _, name, count in changes})
    ties = [*sums, *(one for one, _, _ in changes)]
    return Table(counts, _sums(tables, ties), latent | {name for _, name, _ in changes}), shown


def _counts(tables: Iterable[Table]) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for table in tables:
        for key, count in table.counts.items():
            if counts.setdefault(key, count) != count:
                raise BadTable(f"{key!r} has two different counts: another count needs another key")
    return counts


def _sums(tables: Iterable[Table], more: Iterable[Sum]) -> tuple[Sum, ...]:
    return tuple(dict.fromkeys((*(one for table in tables for one in table.sums), *more)))


def _words(key: Key) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else key


def _changes(keys: Sequence[Key], counts: Mapping[Key, int], k: int) -> Iterator[tuple[Sum, Key, int]]:
    """Yield each step of a series, and each longer way that is small, as the sum it makes, its name and its count."""
    if unknown := [key for key in keys if key not in counts]:
        raise BadTable(f"a series names {unknown[0]!r}, which has no count")
    for (at, older), (then, newer) in itertools.combinations(enumerate(keys), 2):
        count = abs(counts[newer] - counts[older])
        if then == at + 1 or small(count, k):
            name = ("change", *_words(older), "to", *_words(newer))
            low, high = sorted((older, newer), key=counts.__getitem__)
            yield (high, (low, name)), name, count
