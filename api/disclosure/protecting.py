"""Which counts to hide so that nobody can work out a small one.

For each small cell we look for other tables that everything published allows: in one the cell is k or more, in
another it is smaller than it is. What differs there is hidden. So each such table stays possible for whoever knows the
published numbers, the rule and this code: that is the proof, and the tables, the witnesses, are its certificate.
"""

import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from api.disclosure.table import (
    TOO_SMALL,
    BadTable,
    Key,
    Protection,
    Table,
    Witness,
    check,
    order,
    protected_cells,
)
from api.disclosure.verifying import verify

HIDDEN_ALREADY = 1  # a step of a cell that is hidden anyway: nearly free, so that of two such moves the smaller wins


class Side(NamedTuple):
    """A small cell has to be able to reach `goal`: at least it when that lies above its count, else at most it."""

    key: Key
    goal: int
    up: bool

    def reached(self, count: int) -> bool:
        """Say whether a witness with this count will do."""
        return count >= self.goal if self.up else count <= self.goal


def protect(table: Table, *, k: int, seed: bytes, shown: frozenset[Key] = frozenset()) -> Protection:
    """Return which cells to hide, and witnesses that each small cell could be k or more and spans at least k values.

    Few and unimportant cells are hidden: inner ones before margins, small before large. The same table, k, seed and
    shown give the same answer everywhere; `seed` is a secret that decides ties. `shown` are cells that are public
    already: they stay, and small ones among them are no longer protected, so put nothing there that was not published.
    Where no pattern is safe, the answer has the reason `"too_small"` and hides everything that is not shown. Raises
    `BadTable`.
    """
    check(table, k=k, shown=shown)
    if not seed:
        raise BadTable("the seed is empty")
    goals = list(_sides(table, k, seed, shown))
    witnesses = _witnesses(table, goals, seed, shown)
    everything = frozenset(table.counts)
    if witnesses is None:
        return Protection(everything - shown, reason=TOO_SMALL)
    needed = tuple(_needed(witnesses, goals))
    moved = frozenset(key for witness in needed for key in witness)
    protection = Protection(moved | table.latent | {side.key for side in goals}, needed)
    verify(table, protection, k=k, shown=shown)
    return protection


def _tie(seed: bytes, key: Key) -> bytes:
    return hmac.digest(seed, json.dumps(order(key)).encode(), "sha256")


def _sides(table: Table, k: int, seed: bytes, shown: frozenset[Key]) -> Iterator[Side]:
    """Yield what each small cell has to reach, large cells first."""
    cells = protected_cells(table, k, shown)
    for key in sorted(cells, key=lambda key: (-table.counts[key], _tie(seed, key))):
        count = table.counts[key]
        up = max(k, count + 1)
        yield Side(key, up, up=True)
        yield Side(key, max(0, count - max(1, k - 1 - (up - count))), up=False)


def _witnesses(table: Table, goals: Sequence[Side], seed: bytes, shown: frozenset[Key]) -> list[Witness] | None:
    """Return witnesses for all goals, None when one cannot be reached."""
    if not goals:
        return []
    from api.disclosure.solver import Moves  # noqa: PLC0415 - only who protects needs numpy and the solver

    keys = sorted(table.counts, key=order)
    place = {key: number for number, key in enumerate(keys)}
    sums = ((place[total], sorted(place[part] for part in parts)) for total, parts in table.sums)
    equations = [[(total, 1), *((part, -1) for part in parts)] for total, parts in sorted(sums)]
    moves = Moves([table.counts[key] for key in keys], equations)
    weights = _weights(table, seed)
    costs = [weights[key] for key in keys]
    for key in table.latent | {side.key for side in goals}:
        costs[place[key]] = HIDDEN_ALREADY
    fixed = [key in shown for key in keys]
    found: list[Witness] = []
    for key, goal, up in goals:
        if any(Side(key, goal, up).reached(witness[key]) for witness in found if key in witness):
            continue
        move = moves.cheapest(place[key], goal - table.counts[key], costs, fixed)
        if move is None:
            return None
        for number, step in enumerate(move):
            costs[number] = HIDDEN_ALREADY if step else costs[number]
        found.append({key: table.counts[key] + step for key, step in zip(keys, move, strict=True) if step})
    return found


def _needed(witnesses: Sequence[Witness], goals: Sequence[Side]) -> list[Witness]:
    """Leave out witnesses, oldest first, whose goals later ones reach as well: what only they moved can be shown."""
    reach = [
        {side for side in goals if side.key in witness and side.reached(witness[side.key])} for witness in witnesses
    ]
    times = {side: sum(side in reached for reached in reach) for side in goals}
    kept: list[Witness] = []
    for witness, reached in zip(witnesses, reach, strict=True):
        if all(times[side] > 1 for side in reached):
            for side in reached:
                times[side] -= 1
        else:
            kept.append(witness)
    return kept


def _weights(table: Table, seed: bytes) -> Mapping[Key, int]:
    """Return what hiding a cell costs: more for the total of totals and for large counts; the seed decides ties."""
    height = _heights(table)
    return {
        key: (1 + height[key]) ** 2 * (8 + 2 * count.bit_length()) * 100 + _tie(seed, key)[0] % 100
        for key, count in table.counts.items()
    }


def _heights(table: Table) -> Mapping[Key, int]:
    """Return how many levels of published cells lie below each cell."""
    height = dict.fromkeys(table.counts, 0)
    published = [one for one in table.sums if table.latent.isdisjoint((one[0], *one[1]))]
    for _ in published:
        before = dict(height)
        for total, parts in published:
            height[total] = max(height[total], *(1 + height[part] for part in parts))
        if height == before:
            break
    return height
