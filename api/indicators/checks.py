"""What may be wrong with values somebody enters. Pure functions; what blocks is refused, a warning needs a reason."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from api.indicators.codes import AREA, CLOSED, RESERVED_AREAS, TOTAL, codes_of, dims_of, is_code, total_of, without_area
from api.indicators.entries import Entry, SheetKey
from api.indicators.periods import PeriodType
from api.indicators.progress import STEPS
from api.indicators.published import share_of
from api.indicators.rollup import NUMBERED
from api.indicators.tables import OWN_SOURCE, Indicator, IndicatorKind, ObservationStatus
from api.places import Territory

LARGEST = 10**15
JUMP = 2  # times as much, or as little, as the last time …
JUMP_FROM = 10  # … and by at least so many
JUMP_POINTS = 20  # percentage points of a share


class Level(StrEnum):
    """Whether a value cannot be, or has to be explained."""

    block = "block"
    warn = "warn"


@dataclass(frozen=True)
class Finding:
    """One thing about a cell (`dims`; None: the whole sheet): how serious, which field, what, and what to do."""

    level: Level
    dims: str | None
    field: str
    code: str
    hint: str


EARLIEST = 1900  # spreadsheets know no earlier dates


def of_key(indicator: Indicator, key: SheetKey, tree: Territory, today: dt.date) -> Iterator[Finding]:
    """Find what is wrong with the place and time of a sheet."""
    if indicator.derived:
        yield block(None, "indicator", "derived_indicator", "It is worked out from other indicators; enter those.")
    if key.period.type not in _periods(indicator):
        allowed = ", ".join(sorted(_periods(indicator)))
        yield block(None, "period", "wrong_period_type", f"Values of this indicator are about a: {allowed}.")
    if key.period.start > today:
        yield block(None, "period", "period_ahead", "This period has not begun.")
    if min(key.period.start, key.territory_date).year < EARLIEST or key.territory_date.year > today.year + 1:
        yield block(None, "period", "unknown_period", f"Values are about {EARLIEST} or later.")
    # counts of people from two sources would be two equations about the same people
    if indicator.person and (key.source, key.basis) != (OWN_SOURCE, ""):
        yield block(None, "source", "one_source", f"People are counted once: use {OWN_SOURCE}, or leave it out.")
    if key.area not in RESERVED_AREAS and key.area not in tree.places:
        yield block(None, "area", "unknown_area", "Use the key of an area of the county.")
    elif not fits(indicator, key.area, tree):
        yield block(None, "area", "area_without_values", "Values of this indicator are not for areas of this kind.")
    elif key.area not in RESERVED_AREAS and not tree.span(key.area, key.territory_date):
        yield block(None, "area", "area_not_then", "The area did not exist on the day of the territory.")


def _periods(indicator: Indicator) -> set[PeriodType]:
    as_of = {PeriodType.day} if indicator.time_rule == "last" else set[PeriodType]()
    return {PeriodType(indicator.period), *map(PeriodType, indicator.publish.values())} | as_of


def fits(indicator: Indicator, area: str, tree: Territory) -> bool:
    """Say whether values of an indicator are for areas of this kind; never of people by municipality."""
    if AREA not in indicator.dimensions or indicator.area_rule == "county_only":
        return area in tree.places and tree.places[area].kind == "county"
    if area in RESERVED_AREAS:
        return True
    if area not in tree.places:
        return False
    kinds = {"county", "verbandsgemeinde"} | (set[str]() if indicator.person else {"municipality"})
    return tree.places[area].kind in kinds


def of_cell(indicator: Indicator, dims: str, entry: Entry) -> Iterator[Finding]:
    """Find what is wrong with one cell by itself; all of it blocks."""
    try:
        codes = codes_of(indicator.dimensions, dims)
    except ValueError:
        codes = {}
    if not all(is_code(name, code) for name, code in codes.items()) or set(codes) != {*_names(indicator)}:
        yield block(dims, "dims", "unknown_cell", "Name a code, or _T, for: " + (", ".join(_names(indicator)) or "–"))
    if entry.status is ObservationStatus.suppressed:
        yield block(dims, "status", "hidden_here", "Enter the value; what must not be shown is hidden by releases.")
    elif indicator.kind == IndicatorKind.realisation:
        yield from _realised(dims, entry)
    else:
        yield from _counted(indicator, dims, entry)


def _names(indicator: Indicator) -> list[str]:
    return without_area(indicator.dimensions)


def _realised(dims: str, entry: Entry) -> Iterator[Finding]:
    if entry.numerator is not None or entry.denominator is not None:
        yield block(dims, "numerator", "no_number", "It is realised: no, partly, yes or unknown; leave numbers out.")
    if (entry.status in NUMBERED) != (entry.realisation is not None) or entry.status is ObservationStatus.zero:
        yield block(dims, "realisation", "value_or_gap", "Give a realisation with `value`, none with a gap.")


def _counted(indicator: Indicator, dims: str, entry: Entry) -> Iterator[Finding]:
    if entry.realisation is not None:
        yield block(dims, "realisation", "no_realisation", "This indicator is a number.")
    if (entry.status in NUMBERED) != (entry.numerator is not None):
        yield block(dims, "numerator", "value_or_gap", "Give a number with `value` or `zero`, none with a gap.")
    if entry.status is ObservationStatus.zero and entry.numerator:
        yield block(dims, "status", "not_zero", "`zero` is for a true zero.")
    for name, number in (("numerator", entry.numerator), ("denominator", entry.denominator)):
        if number is not None and not 0 <= number <= LARGEST:
            yield block(dims, name, "out_of_range", "Give a whole number, 0 or more.")
    if entry.numerator is None:
        return
    if entry.denominator is None and indicator.kind == IndicatorKind.share:
        yield block(dims, "denominator", "no_denominator", "A share needs its denominator.")
    if entry.denominator is not None and entry.numerator > entry.denominator:
        yield block(dims, "numerator", "more_than_all", "The numerator is larger than the denominator.")


def of_sheet(
    indicator: Indicator, key: SheetKey, cells: Mapping[str, Entry], before: Mapping[str, Entry], today: dt.date
) -> list[Finding]:
    """Find what does not fit together in a whole sheet, and what differs much from the last time (`before`)."""
    found = [*_parts(indicator, cells)]
    if key.period.end >= today and key.period.type not in {PeriodType.day, PeriodType.wave}:
        found.append(_warn(None, "period", "period_running", "The period is not over yet."))
    if _misses_whole(indicator, key.area, cells.get(total_of(indicator.dimensions))):
        hint = "Say how many there are in all, so that a share can be told: the goal speaks of one."
        found.append(_warn(total_of(indicator.dimensions), "denominator", "whole_missing", hint))
    for dims, entry in cells.items():
        if dims in before:
            found += _jump(indicator, dims, before[dims], entry)
    return found


def _misses_whole(indicator: Indicator, area: str, total: Entry | None) -> bool:
    """Say whether a count that is measured against something (parties' members, staff asked) comes without it."""
    told = total is not None and total.numerator is not None and total.denominator is None
    return told and indicator.denominator is not None and area not in RESERVED_AREAS


def _parts(indicator: Indicator, cells: Mapping[str, Entry]) -> Iterator[Finding]:
    """Compare each total with its parts, one dimension after the other, for numerators and denominators."""
    if indicator.kind == IndicatorKind.realisation:
        return
    for name in _names(indicator):
        groups: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for dims, entry in cells.items():
            codes = codes_of(indicator.dimensions, dims)
            total = dims_of(indicator.dimensions, {**codes, name: TOTAL})
            if codes[name] != TOTAL:
                groups[total][codes[name]] = entry
        for total, parts in groups.items():
            if total in cells:
                for field in ("numerator", "denominator"):
                    yield from _sum(name, field, total, cells[total], parts)


def _sum(name: str, field: str, dims: str, total: Entry, parts: Mapping[str, Entry]) -> Iterator[Finding]:
    whole = getattr(total, field)
    numbers = [getattr(one, field) for one in parts.values()]
    known = [number for number in numbers if number is not None]
    if whole is None or not known:
        return
    complete = len(known) == len(CLOSED[name]) if name in CLOSED else len(known) == len(numbers)
    if sum(known) > whole:
        yield block(dims, field, "parts_exceed_total", f"The parts by {name} are {sum(known)}, more than the total.")
    elif complete and sum(known) < whole:
        kind = block if name in CLOSED else _warn
        yield kind(dims, field, "parts_below_total", f"The parts by {name} are {sum(known)}, less than the total.")


def _jump(indicator: Indicator, dims: str, before: Entry, after: Entry) -> Iterator[Finding]:
    if indicator.kind == IndicatorKind.realisation:
        first, second = (STEPS.get(one.realisation) if one.realisation else None for one in (before, after))
        if first is not None and second is not None and second < first:
            yield _warn(dims, "realisation", "fell_back", "It was further the last time.")
        return
    if indicator.kind == IndicatorKind.share:
        earlier, later = (share_of(one.numerator, one.denominator) for one in (before, after))
        if earlier is not None and later is not None and abs(later - earlier) >= JUMP_POINTS:
            yield _warn(dims, "numerator", "jump", f"The last time it was {earlier} %.")
        return
    if before.numerator is None or after.numerator is None or abs(after.numerator - before.numerator) < JUMP_FROM:
        return
    if max(before.numerator, after.numerator) >= JUMP * min(before.numerator, after.numerator):
        yield _warn(dims, "numerator", "jump", f"The last time it was {before.numerator}.")


def block(dims: str | None, field: str, code: str, hint: str) -> Finding:
    """Return a finding that blocks."""
    return Finding(Level.block, dims, field, code, hint)


def _warn(dims: str | None, field: str, code: str, hint: str) -> Finding:
    return Finding(Level.warn, dims, field, code, hint)
