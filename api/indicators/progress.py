"""How far an indicator is on its way from baseline to target, against the time that has passed. Pure functions."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from api.indicators.tables import Direction, Realisation

MARGIN = Decimal("0.1")  # this share of the way ahead of the time or behind it still counts as on track
HOLD = Decimal("0.05")  # a value to hold is held while it differs by no more than this share of it
STEPS = {Realisation.no: Decimal(0), Realisation.partly: Decimal("0.5"), Realisation.yes: Decimal(1)}


class Verdict(StrEnum):
    """How it stands, in one word."""

    ahead = "ahead"
    on_track = "on_track"
    behind = "behind"
    reached = "reached"
    fell_back = "fell_back"
    not_assessable = "not_assessable"


class Reason(StrEnum):
    """Why nobody can say how it stands."""

    no_target = "no_target"
    no_baseline = "no_baseline"
    no_value = "no_value"
    hidden = "hidden"
    contradiction = "contradiction"


@dataclass(frozen=True)
class Mark:
    """A value on a day: a count, a share in percent, or a step of realisation (`STEPS`)."""

    value: Decimal
    day: dt.date


@dataclass(frozen=True)
class Progress:
    """`value` is the share of the way that is gone (below 0: back behind the baseline), `elapsed` that of the time."""

    verdict: Verdict
    value: Decimal | None = None
    elapsed: Decimal | None = None
    reason: Reason | None = None


def assess(baseline: Mark | None, target: Mark | None, direction: Direction | None, now: Mark | None) -> Progress:
    """Return how far it is. A value to `hold` has no way to go; every other one needs a baseline."""
    if target is None or direction is None:
        return unknown(Reason.no_target)
    if now is None:
        return unknown(Reason.no_value)
    if direction is Direction.hold:
        held = abs(now.value - target.value) <= HOLD * target.value
        return Progress(Verdict.on_track if held else Verdict.fell_back, elapsed=_elapsed(baseline, target, now))
    if baseline is None:
        return unknown(Reason.no_baseline)
    sign = 1 if direction is Direction.up else -1
    way, gone = sign * (target.value - baseline.value), sign * (now.value - baseline.value)
    return _on_the_way(way, gone, _elapsed(baseline, target, now) or Decimal(0))


def _on_the_way(way: Decimal, gone: Decimal, elapsed: Decimal) -> Progress:
    if way < 0:
        return unknown(Reason.contradiction)
    if way == 0:
        return Progress(Verdict.reached if gone >= 0 else Verdict.fell_back, Decimal(gone >= 0), elapsed)
    return Progress(_verdict(gone / way, elapsed), gone / way, elapsed)


def _verdict(value: Decimal, elapsed: Decimal) -> Verdict:
    if value >= 1:
        return Verdict.reached
    if value < 0:
        return Verdict.fell_back
    if value > elapsed + MARGIN:
        return Verdict.ahead
    return Verdict.on_track if value >= elapsed - MARGIN else Verdict.behind


def _elapsed(baseline: Mark | None, target: Mark, now: Mark) -> Decimal | None:
    """Return the share of the time that has passed, between 0 and 1; all of it where there was none."""
    if baseline is None:
        return None
    whole, passed = (target.day - baseline.day).days, (now.day - baseline.day).days
    return min(Decimal(1), max(Decimal(0), Decimal(passed) / whole)) if whole > 0 else Decimal(1)


def unknown(reason: Reason) -> Progress:
    """Return that nobody can say, and why."""
    return Progress(Verdict.not_assessable, reason=reason)
