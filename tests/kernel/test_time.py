"""Berlin days and project quarters: what DST, leap days and leap years must not break."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from api.kernel.problems import Invalid
from api.kernel.time import (
    BERLIN,
    berlin_day,
    next_midnight,
    quarter_end,
    quarter_of,
    quarter_start,
    spoken,
    system_clock,
    understood,
)

START = dt.date(2015, 7, 1)
MOMENTS = some.datetimes(dt.datetime(2013, 1, 1), dt.datetime(2037, 12, 31), timezones=some.just(dt.UTC))  # noqa: DTZ001
STARTS = some.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 28)).filter(lambda day: day.day <= 28)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-29T01:59:59", "2026-03-29T00:59:59"),
        ("2026-03-29T03:00:00", "2026-03-29T01:00:00"),
        ("2026-10-25T01:59:59", "2026-10-24T23:59:59"),
        ("2026-10-25T03:00:00", "2026-10-25T02:00:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00"),
        ("2026-07-01T12:00:00Z", "2026-07-01T12:00:00"),
        ("2026-07-01T12:00:00", "2026-07-01T10:00:00"),
        ("2026-12-01T12:00:00", "2026-12-01T11:00:00"),
    ],
)
def test_a_typed_time_is_berlin_time_unless_it_says_otherwise(typed, meant):
    found = understood(dt.datetime.fromisoformat(typed))
    assert found == utc(meant)
    assert found.utcoffset() == dt.timedelta(0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-03-29T02:00:00", "no_such_time"),
        ("2026-03-29T02:59:59.999999", "no_such_time"),
        ("2026-10-25T02:00:00", "ambiguous_time"),
        ("2026-10-25T02:59:59.999999", "ambiguous_time"),
    ],
)
def test_a_time_that_does_not_exist_or_exists_twice_is_refused(typed, code):
    with pytest.raises(Invalid) as refused:
        understood(dt.datetime.fromisoformat(typed))
    (issue,) = refused.value.issues
    assert issue.code == code
    assert "+02:00" in issue.hint


@given(moment=MOMENTS)
def test_what_is_spoken_is_understood_again(moment):
    assert understood(spoken(moment)) == moment
    assert spoken(moment).tzinfo is BERLIN


@pytest.mark.parametrize(
    ("moment", "midnight", "hours"),
    [
        ("2026-03-28T23:00:00", "2026-03-29T22:00:00", 23),
        ("2026-10-24T22:00:00", "2026-10-25T23:00:00", 25),
        ("2026-11-21T23:00:00", "2026-11-22T23:00:00", 24),
        ("2026-12-30T23:00:00", "2026-12-31T23:00:00", 24),
    ],
)
def test_a_berlin_day_has_23_24_or_25_hours(moment, midnight, hours):
    assert next_midnight(utc(moment)) == utc(midnight)
    assert utc(midnight) - utc(moment) == dt.timedelta(hours=hours)


@given(moment=MOMENTS)
def test_midnight_is_the_first_moment_of_the_next_day(moment):
    midnight = next_midnight(moment)
    assert midnight > moment
    assert berlin_day(midnight) == berlin_day(moment) + dt.timedelta(days=1)
    assert berlin_day(midnight - dt.timedelta(microseconds=1)) == berlin_day(moment)
    assert midnight.tzinfo is dt.UTC


def test_a_day_is_berlins_whatever_zone_a_moment_comes_in():
    moment = dt.datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("Pacific/Auckland"))
    assert berlin_day(moment) == dt.date(2026, 6, 30)
    assert berlin_day(utc("2026-06-30T22:00:00")) == dt.date(2026, 7, 1)
    assert berlin_day(utc("2026-06-30T21:59:59")) == dt.date(2026, 6, 30)


def test_the_quarters_of_the_project():
    """Twelve quarters of three months from 2015-07-01 on (the proposal's time plan)."""
    assert [quarter_start(START, number) for number in (1, 2, 3, 4, 5)] == [
        dt.date(2015, 7, 1),
        dt.date(2015, 10, 1),
        dt.date(2016, 1, 1),
        dt.date(2016, 4, 1),
        dt.date(2016, 7, 1),
    ]
    assert quarter_end(START, 12) == dt.date(2018, 6, 30)
    assert quarter_end(START, 3) == dt.date(2016, 3, 31)
    assert quarter_of(START, dt.date(2018, 6, 30)) == 12
    assert quarter_of(START, dt.date(2018, 7, 1)) == 13
    assert quarter_of(START, dt.date(2015, 6, 30)) == 0
    assert quarter_of(START, dt.date(2016, 2, 29)) == 3


@given(start=STARTS, number=some.integers(-8, 40))
def test_quarters_follow_each_other_without_gap(start, number):
    first, last = quarter_start(start, number), quarter_end(start, number)
    assert quarter_start(start, number + 1) - last == dt.timedelta(days=1)
    assert 88 <= (last - first).days <= 91
    assert [quarter_of(start, day) for day in (first, last)] == [number, number]


@given(start=STARTS, day=some.dates(dt.date(2008, 1, 1), dt.date(2040, 1, 1)))
def test_every_day_lies_in_its_quarter(start, day):
    number = quarter_of(start, day)
    assert quarter_start(start, number) <= day <= quarter_end(start, number)


def test_the_clock_of_the_service_is_aware():
    assert system_clock().tzinfo is dt.UTC
