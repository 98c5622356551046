"""What must stay hidden so that a number that was withdrawn cannot be worked out from what is published later. Pure."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from api.disclosure import Key, Table


def partners(table: Table, hidden: AbstractSet[Key], blank: Iterable[Key], shown: AbstractSet[Key]) -> set[Key]:
    """Return further numbers to hide: one of each sum in which a withdrawn number would be the only gap.

    `blank` are withdrawn numbers, `shown` those that were public before: nothing can be done about these. What is
    hidden for a withdrawn number must not follow from another sum either.
    """
    kept, more = set(blank), set[Key]()
    ties = [(total, *parts) for total, parts in table.sums]
    while found := next(_found(ties, table, hidden | more, kept, shown), None):
        more.add(found)
        kept.add(found)
    return more


def _found(
    ties: Iterable[tuple[Key, ...]],
    table: Table,
    hidden: AbstractSet[Key],
    kept: AbstractSet[Key],
    shown: AbstractSet[Key],
) -> Iterator[Key]:
    """Yield the smallest number, nobody's left aside, that can be hidden with the only gap of a sum."""
    for members in ties:
        gaps = [key for key in members if key in kept or key in hidden]
        if len(gaps) == 1 and gaps[0] in kept:
            free = [key for key in members if key not in shown and key != gaps[0] and table.counts[key]]
            if free:
                yield min(free, key=lambda key: (table.counts[key], str(key)))
