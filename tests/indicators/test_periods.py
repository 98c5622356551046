"""Periods: each code has its days and each day its period; what is over; how many there are of what is measured."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.indicators import denominators
from api.indicators.periods import PeriodType, ProjectTime, containing, following, over, parse
from api.places import read_territory

PROJECT = ProjectTime(dt.date(2015, 7, 1), 3)
CALENDAR = [PeriodType.day, PeriodType.month, PeriodType.quarter, PeriodType.half_year, PeriodType.year]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-Q4", "2016-10-01", "2016-12-31"),
        ("2016-H2", "2016-07-01", "2016-12-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("W2016-03-31", "2016-03-31", "2016-03-31"),
        ("PY1", "2015-07-01", "2016-06-30"),
        ("PY3", "2017-07-01", "2018-06-30"),
        ("PT", "2015-07-01", "2018-06-30"),
    ],
)
def test_a_code_says_its_days(code, first, last):
    found = parse(code, PROJECT)
    assert (found.start.isoformat(), found.end.isoformat(), found.code) == (first, last, code)


@pytest.mark.parametrize(
    "code",
    ["", "2016-Q5", "2016-H0", "2016-13", "2016-2", "2016-02-30", "PY0", "PY4", "16", "W2016", "2016-q1", "٢٠١٦-Q١"],
)
def test_anything_else_is_no_period(code):
    with pytest.raises(ValueError, match=r".*"):
        parse(code, PROJECT)


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 30)), st.sampled_from(CALENDAR))
def test_every_day_lies_in_one_period_of_a_kind_and_the_next_one_follows_at_once(day, kind):
    found = containing(kind, day, PROJECT)

    assert found.start <= day <= found.end
    assert parse(found.code, PROJECT) == found
    if found.end < dt.date(9999, 12, 31):
        after = following(found, PROJECT)
        assert after.start == found.end + dt.timedelta(days=1)
        assert found < after


@given(st.dates(dt.date(2015, 7, 1), dt.date(2018, 6, 30)))
def test_every_day_of_the_project_lies_in_one_of_its_years(day):
    assert containing(PeriodType.project_year, day, PROJECT).holds(containing(PeriodType.day, day, PROJECT))


@pytest.mark.parametrize("day", [dt.date(2015, 6, 30), dt.date(2018, 7, 1)])
def test_other_days_lie_in_none(day):
    with pytest.raises(ValueError, match=r"period|outside"):
        containing(PeriodType.project_year, day, PROJECT)


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        (PeriodType.quarter, dt.date(2015, 9, 30), []),
        (PeriodType.quarter, dt.date(2016, 1, 1), ["2015-Q3", "2015-Q4"]),
        (PeriodType.half_year, dt.date(2030, 1, 1), ["2015-H2", "2016-H1", "2016-H2", "2017-H1", "2017-H2", "2018-H1"]),
        (PeriodType.year, dt.date(2017, 1, 1), ["2015", "2016"]),
        (PeriodType.project_year, dt.date(2030, 1, 1), ["PY1", "PY2", "PY3"]),
        (PeriodType.project, dt.date(2018, 6, 30), []),
        (PeriodType.project, dt.date(2018, 7, 1), ["PT"]),
        (PeriodType.wave, dt.date(2030, 1, 1), []),
    ],
)
def test_what_is_over_of_the_project(kind, day, expected):
    assert [one.code for one in over(kind, PROJECT, day)] == expected


@pytest.mark.parametrize(
    ("word", "day", "expected"),
    [
        ("councils", dt.date(2019, 6, 30), 57),
        ("councils", dt.date(2019, 7, 1), 56),
        ("administrations", dt.date(2019, 6, 30), 8),
        ("administrations", dt.date(2019, 7, 1), 7),
        ("all_clubs", dt.date(2019, 7, 1), None),
    ],
)
def test_denominators_are_of_the_day(client, word, day, expected):
    with client.app.database.reading() as session:
        assert denominators.on(word, read_territory(session), "07335", {}, day) == expected
