"""The share of women comes from shown numbers alone: it is where they are, and hidden where a part is."""

import datetime as dt

import pytest

from api.indicators.cube import Place
from api.indicators.deriving import women_of
from api.indicators.periods import ProjectTime, parse
from api.indicators.published import share_of
from api.indicators.rollup import Value
from api.indicators.tables import Indicator, ObservationStatus

COUNTY = "07335"
PROJECT = ProjectTime(dt.date(2015, 7, 1), 3)


def indicator(code, **more):
    row = {
        "code": code, "position": 1, "kind": "count", "text": {}, "period": "year", "time_rule": "sum",
        "area_rule": "sum", "dimensions": ["area", "gender"], "person": True, "threshold": 5,
    }  # fmt: skip
    return Indicator(**{**row, **more})


SHARE = indicator("X.1", kind="share", dimensions=[], derived=True, fed_by=["1.1b", "1.3b", "4.3b"])
EVERY = [
    SHARE,
    indicator("1.1b", kind="share"),
    indicator("1.3b", dimensions=["area", "gender", "migration_background"]),
    indicator("4.3b"),
]


def value(number):
    if number == "•":
        return Value(ObservationStatus.suppressed)
    if number is None:
        return Value(ObservationStatus.missing)
    return Value(ObservationStatus.given if number else ObservationStatus.zero, number)


def share(cells, *, area=COUNTY, period="2016"):
    time = parse(period, PROJECT)
    shown = {Place(code, area, dims, time, "project", "", time.end): value(number) for code, dims, number in cells}
    return [(place.period.code, one) for place, one in women_of(EVERY, COUNTY, shown).items()]


def test_women_of_all_parts_together():
    cells = [("1.3b", "_T._T", 40), ("1.3b", "f._T", 30), ("1.3b", "_T.yes", 9), ("4.3b", "_T", 60), ("4.3b", "f", 24)]
    ((period, found),) = share(cells)
    assert (period, found.numerator, found.denominator) == ("2016", 54, 100)
    assert str(share_of(found.numerator, found.denominator)) == "54.0"


@pytest.mark.parametrize(
    ("women", "everybody", "status"),
    [
        ("•", 40, "suppressed"),
        (12, "•", "suppressed"),
        (None, 40, "missing"),
        (0, 40, "zero"),
        (0, 0, "not_applicable"),
    ],
)
def test_what_is_not_shown_is_not_worked_out(women, everybody, status):
    ((_, found),) = share([("4.3b", "_T", everybody), ("4.3b", "f", women)])
    assert found.status == status
    assert (found.numerator is None) is (status != "zero")


def test_women_nobody_counted_are_missing_and_not_zero():
    ((_, found),) = share([("4.3b", "_T", 40)])
    assert found.status == "missing"


def test_only_years_of_the_county():
    cells = [("4.3b", "_T", 40), ("4.3b", "f", 20)]
    assert share(cells, area="073355009") == share(cells, period="2016-Q1") == []
