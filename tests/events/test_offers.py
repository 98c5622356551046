"""Until when a seat that became free is kept: never shorter than promised, and never over while offices are closed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.events.offers import offer_end
from api.kernel.time import BERLIN


@pytest.mark.parametrize(
    ("asked", "hours", "until"),
    [
        ("2026-11-23T10:15", 24, "2026-11-24T10:15"),  # Monday
        ("2026-11-23T21:30", 24, "2026-11-25T08:00"),  # at night: the next morning
        ("2026-11-23T20:00", 24, "2026-11-25T08:00"),
        ("2026-11-23T05:00", 24, "2026-11-24T08:00"),
        ("2026-11-26T10:15", 24, "2026-11-27T10:15"),  # Thursday
        ("2026-11-27T10:15", 24, "2026-11-30T08:00"),  # Friday: Monday
        ("2026-11-27T21:30", 2, "2026-11-30T08:00"),
        ("2026-03-27T10:15", 24, "2026-03-30T08:00"),  # over the change of the clocks
    ],
)
def test_an_offer_ends_in_office_hours(asked, hours, until):
    begin, end = (dt.datetime.fromisoformat(one).replace(tzinfo=BERLIN) for one in (asked, until))
    assert offer_end(begin.astimezone(dt.UTC), hours) == end


def test_an_offer_is_over_with_signing_up():
    asked = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    last = asked + dt.timedelta(hours=3)
    assert offer_end(asked, 24, last) == last
    assert offer_end(asked, 2, last) == asked + dt.timedelta(hours=2)


@given(st.integers(0, 5_000_000), st.integers(1, 240))
def test_nobody_has_less_time_than_was_promised(minutes, hours):
    asked = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    end = offer_end(asked, hours)
    here = end.astimezone(BERLIN)
    assert asked + dt.timedelta(hours=hours) <= end <= asked + dt.timedelta(hours=hours, days=4)
    assert (here.weekday() < 5, dt.time(8) <= here.time() < dt.time(20)) == (True, True)
