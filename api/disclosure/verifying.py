"""Whether a protection keeps its promise: recomputed from the table and the witnesses, without a solver."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from api.disclosure.table import (
    TOO_SMALL,
    Key,
    Protection,
    Sum,
    Table,
    Unprotected,
    Witness,
    check,
    protected_cells,
)


def verify(table: Table, protection: Protection, *, k: int, shown: frozenset[Key] = frozenset()) -> None:
    """Raise `Unprotected` unless each small cell could be k or more, could be less than it is, and over k - 1 values.

    `table` and `shown` are those the protection was made for; a small cell that is `shown` was public before and is not
    looked at. Raises `BadTable` like `protect`.
    """
    check(table, k=k, shown=shown)
    _check_pattern(table, protection, k, shown)
    if protection.reason is not None:
        return
    sums_of = _sums_by_cell(table.sums)
    for number, witness in enumerate(protection.witnesses):
        _check_witness(table, protection.hidden, witness, f"witness {number}", sums_of)
    for key in protected_cells(table, k, shown):
        _check_interval(key, table.counts[key], [w[key] for w in protection.witnesses if key in w], k)


def _check_pattern(table: Table, protection: Protection, k: int, shown: frozenset[Key]) -> None:
    hidden, everything = protection.hidden, frozenset(table.counts)
    if hidden - everything:
        raise Unprotected("a hidden cell is not in the table")
    if hidden & shown:
        raise Unprotected("a cell that is public already cannot be hidden any more")
    if table.latent - hidden:
        raise Unprotected("a cell that is never published is not hidden")
    if any(key not in hidden for key in protected_cells(table, k, shown)):
        raise Unprotected("a small cell is not hidden")
    if protection.reason not in {None, TOO_SMALL}:
        raise Unprotected(f"the reason {protection.reason!r} is unknown")
    if protection.reason and hidden != everything - shown:
        raise Unprotected("a table that is too small has to be hidden as a whole")


def _sums_by_cell(sums: Sequence[Sum]) -> Mapping[Key, list[tuple[int, int]]]:
    """Return the sums each cell stands in: the number of the sum, and 1 for its total or -1 for a part."""
    found: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
    for number, (total, parts) in enumerate(sums):
        found[total].append((number, 1))
        for part in parts:
            found[part].append((number, -1))
    return found


def _check_witness(
    table: Table, hidden: frozenset[Key], witness: Witness, name: str, sums_of: Mapping[Key, list[tuple[int, int]]]
) -> None:
    off: defaultdict[int, int] = defaultdict(int)
    for key, count in witness.items():
        if key not in table.counts:
            raise Unprotected(f"{name} has a cell the table has not")
        if type(count) is not int or count < 0:
            raise Unprotected(f"{name} has a cell that is no count of people")
        if key not in hidden and count != table.counts[key]:
            raise Unprotected(f"{name} contradicts a published number")
        for number, sign in sums_of.get(key, ()):
            off[number] += sign * (count - table.counts[key])
    if any(off.values()):
        raise Unprotected(f"{name} breaks a sum")


def _check_interval(key: Key, count: int, others: Sequence[int], k: int) -> None:
    low, high = min((count, *others)), max((count, *others))
    if high < k:
        raise Unprotected(f"{key!r} can be seen to be smaller than {k}")
    if low >= count:
        raise Unprotected(f"{key!r} can be seen to be at least what it is")
    if high - low < k - 1:
        raise Unprotected(f"{key!r} can be seen too exactly")
