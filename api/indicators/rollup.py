"""How values add up over time and over areas. Pure functions.

A sum that is not defined is refused; one that misses parts says how many came in and how many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from api.indicators.tables import ObservationStatus, Realisation

NUMBERED = frozenset({ObservationStatus.given, ObservationStatus.zero, ObservationStatus.unreliable})


class Undefined(ValueError):
    """There is no rule that makes one value of these."""


@dataclass(frozen=True)
class Value:
    """What stands in a cell; `counted` of `expected` parts came in, None where it is no sum of parts."""

    status: ObservationStatus
    numerator: int | None = None
    denominator: int | None = None
    realisation: Realisation | None = None
    counted: int | None = None
    expected: int | None = None

    @property
    def known(self) -> bool:
        """Say whether it is a number or a realisation, and no gap."""
        return self.status in NUMBERED

    @property
    def complete(self) -> bool:
        """Say whether every part came in, down to the lowest."""
        return self.counted == self.expected


def rolled(rule: str, parts: Sequence[Value | None]) -> Value:
    """Return the one value of `parts`, in order of time or area; None is a part that has not come in.

    Rules: `sum`, `last` (over time), `ratio` (sum of numerators over sum of denominators), `coverage` (of how many
    something is true). Raises Undefined for every other rule (`none`, `county_only`, `wave`) and for no parts.
    """
    if not parts:
        raise Undefined("of nothing")
    match rule:
        case "sum":
            return _sum(parts, ratio=False)
        case "ratio":
            return _sum(parts, ratio=True)
        case "last":
            return _last(parts)
        case "coverage":
            return _coverage(parts)
        case _:
            raise Undefined(rule)


def _sum(parts: Sequence[Value | None], *, ratio: bool) -> Value:
    """Add numerators, and denominators where each part has one; a ratio takes only parts that have both."""
    came = [one for one in parts if one and one.numerator is not None and not (ratio and one.denominator is None)]
    counted = sum(one.complete for one in came)
    if not came:
        return Value(ObservationStatus.missing, counted=0, expected=len(parts))
    number = sum(one.numerator or 0 for one in came)
    measured = all(one.denominator is not None for one in came)
    return Value(
        _status(came, number),
        number,
        sum(one.denominator or 0 for one in came) if measured else None,
        counted=counted,
        expected=len(parts),
    )


def _status(came: Sequence[Value], number: int) -> ObservationStatus:
    if any(one.status is ObservationStatus.unreliable for one in came):
        return ObservationStatus.unreliable
    return ObservationStatus.given if number else ObservationStatus.zero


def _last(parts: Sequence[Value | None]) -> Value:
    """Return the latest that is known, `counted` being its place: 3 of 4 when the last quarter is missing."""
    for place in range(len(parts), 0, -1):
        one = parts[place - 1]
        if one is not None and one.known:
            counted = place if one.complete else place - 1
            return Value(one.status, one.numerator, one.denominator, one.realisation, counted, len(parts))
    return Value(ObservationStatus.missing, counted=0, expected=len(parts))


def _coverage(parts: Sequence[Value | None]) -> Value:
    """Return of how many it is true that something is realised; of a coverage of parts, the sum."""
    came = [one for one in parts if one is not None and _is_covered(one) is not None]
    if not came:
        return Value(ObservationStatus.missing, counted=0, expected=len(parts))
    number = sum(_is_covered(one) or 0 for one in came)
    whole = sum(1 if one is None or one.denominator is None else one.denominator for one in parts)
    counted = sum(one.complete for one in came)
    return Value(_status(came, number), number, whole, counted=counted, expected=len(parts))


def _is_covered(one: Value) -> int | None:
    """Return how many of a part are realised; None where nobody knows."""
    if one.numerator is not None:
        return one.numerator
    if one.realisation in {None, Realisation.unknown}:
        return None
    return int(one.realisation == Realisation.yes)
