"""What is protected: counts of people with the sums everybody knows, and what a protection says about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = str | tuple[str, ...]
"""A cell's name: a text or a tuple of texts, such as `("1.3b", "2016", "07335", "f", "_T")`."""
Sum: TypeAlias = tuple[Key, tuple[Key, ...]]
"""A total and its parts: an equation everybody knows."""
Witness: TypeAlias = Mapping[Key, int]
"""Another table the published numbers allow, as the cells that differ from the true one, with their other count."""

TOO_SMALL = "too_small"


class BadTable(ValueError):
    """The table contradicts itself, or what is asked of it cannot be meant."""


class Unprotected(Exception):
    """A protection does not keep its promise; nothing may be published with it."""


@dataclass(frozen=True)
class Table:
    """Every count that will be published or is tied to one, cells and margins alike.

    `latent` are cells that are never published (increments between releases, complements of shares, areas below the
    published level): small ones are protected like all others, and they cost nothing to vary.
    """

    counts: Mapping[Key, int]
    sums: Sequence[Sum]
    latent: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Protection:
    """Which cells to hide, all with the same mark, and the certificate.

    `hidden` holds every cell whose value must not be published, the latent ones included. `witnesses` are secret: each
    differs from the true table only in hidden cells. `reason` is `"too_small"` where no pattern protects the table:
    then everything that was not public before is hidden.
    """

    hidden: frozenset[Key]
    witnesses: Sequence[Witness] = ()
    reason: str | None = None


def order(key: Key) -> tuple[str, ...]:
    """Return what cells are sorted by, the same in every process."""
    return ("", key) if isinstance(key, str) else ("tuple", *key)


def small(count: int, k: int) -> bool:
    """Say whether a count is a group somebody could be recognised in: 1 to k - 1 people."""
    return 0 < count < k


def protected_cells(table: Table, k: int, shown: frozenset[Key]) -> list[Key]:
    """Return the small cells, in order. One that is `shown` is public already: there is nothing left to protect."""
    found = [key for key, count in table.counts.items() if small(count, k) and key not in shown]
    return sorted(found, key=order)


def check(table: Table, *, k: int, shown: frozenset[Key]) -> None:
    """Raise `BadTable` where a count is no count, a sum does not hold, or a key is unknown or both shown and latent."""
    if k < 2:  # noqa: PLR2004 - a group of one is the smallest there is
        raise BadTable(f"k is {k}; a group to protect has at least one person, so k is at least 2")
    for problem in _problems(table, shown):
        raise BadTable(problem)


def _problems(table: Table, shown: frozenset[Key]) -> Iterator[str]:
    counts = table.counts
    for key, count in counts.items():
        if type(count) is not int or count < 0:
            yield f"{key!r} is no count of people: it has to be a whole number from 0"
    for name, keys in (("shown", shown), ("latent", table.latent)):
        yield from (f"{key!r} is {name} but has no count" for key in sorted(keys - counts.keys(), key=order))
    yield from (f"{key!r} is both shown and latent" for key in sorted(shown & table.latent, key=order))
    for total, parts in table.sums:
        members = (total, *parts)
        if unknown := [key for key in members if key not in counts]:
            yield f"the sum of {total!r} names {unknown[0]!r}, which has no count"
        elif len(set(members)) < len(members):
            yield f"the sum of {total!r} names a cell twice"
        elif counts[total] != sum(counts[part] for part in parts):
            yield f"{total!r} is not the sum of its parts"
