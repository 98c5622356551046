"""Tables from inner counts: every margin over areas and codes, with the sums that tie them together."""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

from api.disclosure.table import BadTable, Key, Sum, Table, small

TOTAL = "_T"
Cell = tuple[str, ...]


def cube(
    inner: Mapping[Cell, int],
    *,
    parents: Mapping[str, str | None],
    codes: Sequence[Sequence[str]],
    name: Cell = (),
    unpublished: Collection[str] = (),
    block_below: int = 0,
) -> Table:
    """Return the table of all areas and all codes with their totals; a key is `(*name, area, code, …)`.

    `inner` counts people by `(area, code, …)`, where the area has none below it; what is missing is 0. `parents` gives
    each area the one around it on the day of the table, None for the whole; an area whose territory changes needs
    another name then. `codes` are those of each further dimension, without the total, which is `"_T"`. Areas that are
    `unpublished` are latent. So is every breakdown of an area with 1 to `block_below` - 1 people (use twice k): only
    its total may be published. Raises `BadTable`.
    """
    above = {area: tuple(_upwards(area, parents)) for area in parents}
    _check(inner, above, codes)
    axes = [(*dimension, TOTAL) for dimension in codes]
    counts: dict[Key, int] = {(*name, *cell): 0 for cell in itertools.product(parents, *axes)}
    for (area, *rest), count in inner.items():
        for cell in itertools.product(above[area], *((code, TOTAL) for code in rest)):
            counts[*name, *cell] += count
    cells = list(itertools.product(parents, *axes))
    whole = (TOTAL,) * len(codes)
    blocked = {area for area in parents if small(counts[*name, area, *whole], block_below)}
    latent = {cell for cell in cells if cell[0] in unpublished or (cell[0] in blocked and cell[1:] != whole)}
    sums = [_named(name, one) for cell in cells for one in _sums(cell, parents, codes)]
    return Table(counts, sums, frozenset((*name, *cell) for cell in latent))


def _upwards(area: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the area and all areas around it."""
    seen: set[str] = set()
    step: str | None = area
    while step is not None:
        if step not in parents or step in seen:
            raise BadTable(f"area {area!r} does not lie in the whole: {step!r} is unknown or lies in itself")
        seen.add(step)
        yield step
        step = parents[step]


def _check(inner: Mapping[Cell, int], above: Mapping[str, Cell], codes: Sequence[Sequence[str]]) -> None:
    around = {area for chain in above.values() for area in chain[1:]}
    if sum(len(chain) == 1 for chain in above.values()) != 1:
        raise BadTable("exactly one area is the whole")
    if any(TOTAL in dimension or len(set(dimension)) < len(dimension) for dimension in codes):
        raise BadTable(f"the codes of a dimension are different ones, without {TOTAL}")
    for cell in inner:
        if len(cell) != 1 + len(codes) or any(code not in known for code, known in zip(cell[1:], codes, strict=True)):
            raise BadTable(f"{cell!r} has not one known code of each dimension")
        if cell[0] not in above or cell[0] in around:
            raise BadTable(f"{cell[0]!r} is no area at the lowest level")


def _sums(cell: Cell, parents: Mapping[str, str | None], codes: Sequence[Sequence[str]]) -> Iterator[Sum]:
    """Yield the sums this cell is the total of: over the areas directly in it, and over each dimension."""
    if members := [area for area, parent in parents.items() if parent == cell[0]]:
        yield cell, tuple((area, *cell[1:]) for area in members)
    for place, dimension in enumerate(codes, start=1):
        if cell[place] == TOTAL:
            yield cell, tuple((*cell[:place], code, *cell[place + 1 :]) for code in dimension)


def _named(name: Cell, one: Sum) -> Sum:
    total, parts = one
    return (*name, *total), tuple((*name, *part) for part in parts)
