"""How far it is from baseline to target: never a share of nothing, never a guess."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.indicators.progress import Mark, Reason, Verdict, assess
from api.indicators.tables import Direction

START, END = dt.date(2015, 7, 1), dt.date(2018, 7, 1)
HALF = START + (END - START) / 2
UP, DOWN, HOLD = Direction.up, Direction.down, Direction.hold


def at(value, day=START):
    return Mark(Decimal(value), day)


@pytest.mark.parametrize(
    ("now", "verdict", "value"),
    [
        (10, Verdict.behind, "0"),
        (14, Verdict.on_track, "0.4"),
        (15, Verdict.on_track, "0.5"),
        (16, Verdict.on_track, "0.6"),
        (17, Verdict.ahead, "0.7"),
        (20, Verdict.reached, "1"),
        (25, Verdict.reached, "1.5"),
        (9, Verdict.fell_back, "-0.1"),
    ],
)
def test_the_share_of_the_way_against_the_time(now, verdict, value):
    found = assess(at(10), at(20, END), UP, at(now, HALF))

    assert (found.verdict, found.value, found.reason) == (verdict, Decimal(value), None)
    assert found.elapsed == Decimal("0.5")


def test_less_can_be_better():
    assert assess(at(20), at(10, END), DOWN, at(10, HALF)).verdict == Verdict.reached
    assert assess(at(20), at(10, END), DOWN, at(25, HALF)).verdict == Verdict.fell_back


@pytest.mark.parametrize(("now", "verdict"), [(50, "on_track"), (48, "on_track"), (52, "on_track"), (40, "fell_back")])
def test_a_value_to_hold_is_not_to_be_left(now, verdict):
    found = assess(None, at(50, END), HOLD, at(now, HALF))

    assert (found.verdict, found.value) == (verdict, None)


def test_a_target_of_nothing_is_held_by_nothing():
    assert assess(None, at(0, END), HOLD, at(0, HALF)).verdict == Verdict.on_track
    assert assess(None, at(0, END), HOLD, at(1, HALF)).verdict == Verdict.fell_back


@pytest.mark.parametrize(("now", "verdict"), [(5, "reached"), (6, "reached"), (4, "fell_back")])
def test_a_target_that_is_the_baseline_divides_by_nothing(now, verdict):
    assert assess(at(5), at(5, END), UP, at(now, HALF)).verdict == verdict


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "now", "reason"),
    [
        (at(1), None, None, at(2), Reason.no_target),
        (None, at(3, END), UP, at(2), Reason.no_baseline),
        (at(1), at(3, END), UP, None, Reason.no_value),
        (None, at(3, END), HOLD, None, Reason.no_value),
        (at(5), at(3, END), UP, at(4), Reason.contradiction),
        (at(3), at(5, END), DOWN, at(4), Reason.contradiction),
    ],
)
def test_nobody_can_say(baseline, target, direction, now, reason):
    found = assess(baseline, target, direction, now)

    assert (found.verdict, found.reason) == (Verdict.not_assessable, reason)
    assert found.value is found.elapsed is None


@given(*[st.integers(0, 10**6)] * 3, st.dates(), st.dates(), st.dates(), st.sampled_from(Direction))
def test_there_is_always_an_answer(first, goal, value, begun, due, day, direction):
    found = assess(at(first, begun), at(goal, due), direction, at(value, day))

    assert found.elapsed is None or 0 <= found.elapsed <= 1
    assert (found.verdict is Verdict.not_assessable) == (found.reason is not None)
    if found.verdict is Verdict.reached:
        assert (value - goal) * (1 if direction is UP else -1) >= 0
