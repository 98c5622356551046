"""The cells of one sheet by groups: totals that follow from the parts, and breakdowns that are whole. Pure."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Mapping

from api.indicators import denominators
from api.indicators.codes import CLOSED, TOTAL, codes_of, dims_of, total_of, without_area
from api.indicators.rollup import Value, rolled
from api.indicators.tables import Indicator, IndicatorKind, ObservationStatus
from api.places import Territory

Sheet = Mapping[str, Value]  # by `dims`


def with_totals(indicator: Indicator, sheet: Sheet, tree: Territory, area: str, day: dt.date) -> Sheet:
    """Return a sheet with the totals nobody entered, one dimension after the other.

    A total over a closed list needs every code. Of realisations it is their coverage, against how many there are on
    the day, for indicators with such a rule; for others there is none.
    """
    rule = _rule_of_totals(indicator)
    found = dict(sheet)
    for name in without_area(indicator.dimensions) if rule else ():
        groups: defaultdict[str, dict[str, Value]] = defaultdict(dict)
        for dims, value in found.items():
            codes = codes_of(indicator.dimensions, dims)
            if codes[name] != TOTAL:
                groups[dims_of(indicator.dimensions, {**codes, name: TOTAL})][codes[name]] = value
        for total, parts in groups.items():
            if total in found or (name in CLOSED and parts.keys() != {*CLOSED[name]}):
                continue
            there = denominators.on(indicator.denominator, tree, area, {}, day) if name == "administration" else None
            missing = max(0, (there or 0) - len(parts)) if rule == "coverage" else 0
            found[total] = _made(rule, [*parts.values(), *[None] * missing])
    return found


def _made(rule: str, parts: list[Value | None]) -> Value:
    value = rolled(rule, parts)
    return Value(value.status, value.numerator, value.denominator) if value.complete else value


def _rule_of_totals(indicator: Indicator) -> str:
    if indicator.kind == IndicatorKind.realisation:
        return "coverage" if "coverage" in {indicator.time_rule, indicator.area_rule} else ""
    return "ratio" if indicator.kind == IndicatorKind.share else "sum"


def without_loose_ends(indicator: Indicator, sheet: Sheet) -> Sheet:
    """Return a sheet of people with the total, the largest whole breakdown with its margins, and others by one trait.

    A breakdown that lacks a code, or does not add up to its total, would say by subtraction what is not released.
    """
    total = total_of(indicator.dimensions)
    if total not in sheet:
        return {}
    names = without_area(indicator.dimensions)
    whole: set[frozenset[str]] = {frozenset()}
    for size in range(1, len(names) + 1):
        for some in itertools.combinations(names, size):
            smaller = all(frozenset(some) - {one} in whole for one in some)
            if smaller and _is_whole(indicator, sheet, some):
                whole.add(frozenset(some))
    largest = max(whole, key=lambda one: (len(one), [name in one for name in names]))
    kept = {one for one in whole if one <= largest or len(one) == 1}
    return {dims: value for dims, value in sheet.items() if _broken_by(indicator, dims) in kept}


def _broken_by(indicator: Indicator, dims: str) -> frozenset[str]:
    return frozenset(name for name, code in codes_of(indicator.dimensions, dims).items() if code != TOTAL)


def _is_whole(indicator: Indicator, sheet: Sheet, some: tuple[str, ...]) -> bool:
    for name in some:
        others = [one for one in some if one != name]
        for codes in itertools.product(*(CLOSED[one] for one in others)):
            rest = dict(zip(others, codes, strict=True))
            whole = sheet.get(dims_of(indicator.dimensions, rest))
            parts = [sheet.get(dims_of(indicator.dimensions, {**rest, name: code})) for code in CLOSED[name]]
            if whole is None or not _adds_up(whole, parts):
                return False
    return True


def _adds_up(whole: Value, parts: list[Value | None]) -> bool:
    found = [one for one in parts if one is not None and one.numerator is not None]
    if len(found) < len(parts) or whole.numerator != sum(one.numerator or 0 for one in found):
        return False
    if whole.denominator is None:
        return all(one.denominator is None for one in found)
    return all(one.denominator is not None for one in found) and whole.denominator == sum(
        one.denominator or 0 for one in found
    )


def absent(indicator: Indicator, sheet: Sheet, dims: str) -> Value | None:
    """Return a cell; one that is not there is 0 where the others of its kind make up the total already."""
    if dims in sheet or not sheet:
        return sheet.get(dims)
    codes = codes_of(indicator.dimensions, dims)
    for name in (one for one, code in codes.items() if code != TOTAL):
        total = dims_of(indicator.dimensions, {**codes, name: TOTAL})
        whole = absent(indicator, sheet, total)
        if whole is None or whole.numerator is None:
            continue
        parts = [value for key, value in sheet.items() if key != total and _without(indicator, key, name) == total]
        if whole.numerator == sum(one.numerator or 0 for one in parts):
            return Value(ObservationStatus.zero, 0, 0 if whole.denominator == 0 else None)
    return None


def _without(indicator: Indicator, dims: str, name: str) -> str:
    return dims_of(indicator.dimensions, {**codes_of(indicator.dimensions, dims), name: TOTAL})
