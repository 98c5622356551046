"""Random tables for the tests: crossed dimensions with all margins, built without the room's own builder."""

import itertools
import random

from api.disclosure import Table

SEED = b"a seed for tests"


def crossed(sizes, count):
    """A table of len(sizes) dimensions with a total `_T` each; `count` gives the number of an inner cell."""
    axes = [[f"{letter}{number}" for number in range(size)] for letter, size in zip("abcd", sizes, strict=False)]
    inner = {key: count(key) for key in itertools.product(*axes)}
    counts, sums = {}, []
    for key in itertools.product(*([*axis, "_T"] for axis in axes)):
        fits = (all(have in {want, "_T"} for want, have in zip(cell, key, strict=True)) for cell in inner)
        counts[key] = sum(inner[cell] for cell, fit in zip(inner, fits, strict=True) if fit)
        for place, axis in enumerate(axes):
            if key[place] == "_T":
                sums.append((key, tuple((*key[:place], code, *key[place + 1 :]) for code in axis)))
    return Table(counts, sums)


def random_table(sizes, seed, *, highest=12, zeros=0.3):
    """As `crossed`, with a share of `zeros` and many small counts."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    return crossed(sizes, lambda _: 0 if chance.random() < zeros else min(int(chance.paretovariate(0.7)), highest))
