"""Believable values, made up: the same for the same seed, whatever the day. Pure.

Chance is drawn anew for each indicator, area and quarter counted from the project's start: a demo of next year shows
the same numbers on later days. Running totals never fall; realisations never fall back.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from api.indicators.codes import CLOSED, TOTAL, codes_of, dims_of, without_area
from api.indicators.entries import Entry
from api.indicators.tables import Indicator, IndicatorKind, ObservationStatus, Realisation

Codes = Mapping[str, Mapping[str, float]]  # by dimension: how often each code comes
Numbers = dict[tuple[str, ...], int]
_SIZES = (1.6, 0.35, 1.0, 0.7, 1.3, 0.5)  # areas differ in size: one after the other, and from the start again


@dataclass(frozen=True)
class Recipe:
    """How values of an indicator come about.

    `about` is the mean of an area and period, `growth` what is added to it from quarter to quarter, as a part of it.
    With `share`, `about` is how many were asked. `pace` is after how many quarters all is realised.
    """

    about: float = 0
    growth: float = 0
    share: float | None = None
    pace: float = 6
    codes: Codes | None = None


def sheet(
    seed: int, indicator: Indicator, recipe: Recipe, area: tuple[str, int], time: int, most: Numbers
) -> dict[str, Entry]:
    """Return the cells of a sheet with every margin; `area` has its place, `time` is counted in quarters.

    `most` says how many there can be of something, by full codes.
    """
    if indicator.kind == IndicatorKind.realisation:
        return dict(_realised(seed, indicator, recipe, time))
    names = without_area(indicator.dimensions)
    if recipe.share is not None:
        asked = _drawn(seed, indicator, recipe, names, area, time)
        chance = _chance(seed, "share", indicator.code, area[0], time)
        share = recipe.share * (1 + recipe.growth * time)
        those = {key: sum(chance.random() < share for _ in range(count)) for key, count in asked.items()}
        return dict(_entries(indicator, those, asked))
    if indicator.time_rule != "last":
        return dict(_entries(indicator, _drawn(seed, indicator, recipe, names, area, time)))
    steps = [_drawn(seed, indicator, recipe, names, area, step) for step in range(time + 1)]
    found = {key: sum(one[key] for one in steps) for key in steps[0]}
    return dict(_entries(indicator, {key: min(count, most.get(key, count)) for key, count in found.items()}))


def _chance(*what: object) -> Random:
    return Random(" ".join(map(str, what)))  # noqa: S311 - it is no secret


def _weights(recipe: Recipe, name: str) -> Mapping[str, float]:
    return (recipe.codes or {}).get(name) or dict.fromkeys(CLOSED.get(name, ()), 1.0)


def _drawn(
    seed: int, indicator: Indicator, recipe: Recipe, names: Sequence[str], area: tuple[str, int], time: int
) -> Numbers:
    """Return how many of each kind came in one period."""
    chance = _chance(seed, indicator.code, area[0], time)
    mean = recipe.about * _SIZES[area[1] % len(_SIZES)] * max(0.0, 1 + recipe.growth * time)
    number = math.floor(mean * chance.uniform(0.75, 1.25) + chance.random())
    keys = [*itertools.product(*(_weights(recipe, name) for name in names))]
    weights = [math.prod(_weights(recipe, name)[code] for name, code in zip(names, key, strict=True)) for key in keys]
    found = dict.fromkeys(keys, 0)
    for key in chance.choices(keys, weights, k=number):
        found[key] += 1
    return found


def _entries(indicator: Indicator, numbers: Numbers, asked: Numbers | None = None) -> Iterator[tuple[str, Entry]]:
    sums = with_margins(indicator, numbers)
    whole = with_margins(indicator, asked) if asked else {}
    for dims, count in sums.items():
        status = ObservationStatus.given if count else ObservationStatus.zero
        yield dims, Entry(status, count, whole.get(dims))


def with_margins(indicator: Indicator, numbers: Numbers) -> dict[str, int]:
    """Return counts of full codes together with their sums over each dimension, by `dims`."""
    names = without_area(indicator.dimensions)
    found: dict[str, int] = {}
    for key, count in numbers.items():
        for some in itertools.product(*((code, TOTAL) for code in key)):
            dims = dims_of(indicator.dimensions, dict(zip(names, some, strict=True)))
            found[dims] = found.get(dims, 0) + count
    return found


def totals(indicator: Indicator, cells: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the cells broken down by one dimension at most: what one knows of years before a project."""
    codes = {dims: [code for code in codes_of(indicator.dimensions, dims).values() if code != TOTAL] for dims in cells}
    return {dims: entry for dims, entry in cells.items() if len(codes[dims]) <= 1}


def _realised(seed: int, indicator: Indicator, recipe: Recipe, time: int) -> Iterator[tuple[str, Entry]]:
    """Yield what becomes partly and then wholly realised, each part at its own time."""
    names = without_area(indicator.dimensions)
    for key in itertools.product(*(_weights(recipe, name) for name in names)):
        chance = _chance(seed, indicator.code, *key)
        first, second = sorted(chance.uniform(0, recipe.pace) for _ in range(2))
        state = Realisation.no if time < first else Realisation.partly if time < second else Realisation.yes
        dims = dims_of(indicator.dimensions, dict(zip(names, key, strict=True)))
        yield dims, Entry(ObservationStatus.given, realisation=state)
