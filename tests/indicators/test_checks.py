"""What differs much from the last time is asked about: of shares in points, of realisations when they fall back."""

import pytest

from api.indicators.checks import of_sheet
from api.indicators.entries import Entry
from api.indicators.tables import Indicator, IndicatorKind, ObservationStatus, Realisation
from tests.indicators.entering import key

TODAY = key().period.end.replace(year=2027)


def found(kind, before, after):
    indicator = Indicator(code="X", position=1, kind=kind, dimensions=[])
    return [one.code for one in of_sheet(indicator, key(), {"": after}, {"": before}, TODAY)]


def counted(numerator, denominator=None):
    return Entry(ObservationStatus.given, numerator, denominator)


def realised(how):
    return Entry(ObservationStatus.given, realisation=Realisation(how))


@pytest.mark.parametrize(("now", "codes"), [(59, []), (60, ["jump"]), (20, ["jump"]), (21, [])])
def test_a_share_jumps_by_points(now, codes):
    assert found(IndicatorKind.share, counted(40, 100), counted(now, 100)) == codes


@pytest.mark.parametrize(("now", "codes"), [(19, []), (20, ["jump"]), (5, []), (0, ["jump"])])
def test_a_count_jumps_by_at_least_ten_and_to_twice_or_half(now, codes):
    assert found(IndicatorKind.count, counted(10), counted(now)) == codes


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [("yes", "partly", ["fell_back"]), ("no", "yes", []), ("unknown", "no", []), ("yes", "unknown", [])],
)
def test_a_realisation_that_falls_back_is_asked_about(before, now, codes):
    assert found(IndicatorKind.realisation, realised(before), realised(now)) == codes


@pytest.mark.parametrize(
    ("against", "area", "entry", "codes"),
    [
        ("all_party_members", "07335", counted(240), ["whole_missing"]),
        ("all_party_members", "07335", counted(240, 2600), []),
        ("all_party_members", "outside", counted(240), []),
        ("all_party_members", "07335", Entry(ObservationStatus.missing), []),
        (None, "07335", counted(240), []),
    ],
)
def test_a_count_whose_goal_speaks_of_a_share_is_asked_for_its_whole(against, area, entry, codes):
    indicator = Indicator(code="X", position=1, kind=IndicatorKind.count, dimensions=[], denominator=against)
    found = of_sheet(indicator, key(area=area), {"": entry}, {}, TODAY)
    assert [(one.code, one.level) for one in found] == [(code, "warn") for code in codes]
