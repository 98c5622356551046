"""Where indicators stand for visitors: the newest released value, and how far it is from baseline to target."""

import datetime as dt

import pytest

from api.indicators.tables import Benchmark, BenchmarkState
from api.kernel.audit import PROFILE, record
from tests.indicators.released import COUNTY, LANDSTUHL, cell, release
from tests.statements import statements

NOTHING = {"verdict": "not_assessable", "value": None, "elapsed": None, "total": None, "since": None, "missing": 0}


@pytest.fixture
def county(start):
    client = start()
    with client.app.database.writing() as session:
        release(session, "I", 1, dt.date(2017, 4, 5))
        release(session, "P", 1, dt.date(2017, 4, 6))
    return client


def put(client, *rows):
    """Add cells: (code, period, value, more)."""
    with client.app.database.writing() as session:
        for code, period, value, more in rows:
            cell(session, code, period, value, since=1, **more)


def fixed(client, code, kind, day, numerator=None, **more):
    direction = {"direction": more.pop("direction", "up")} if kind == "target" else {}
    row = Benchmark(
        indicator=code, kind=kind, area=more.pop("area", COUNTY), dims=more.pop("dims", "_T"),
        day=dt.date.fromisoformat(day), numerator=numerator, source="Beispiel", **direction, **more,
    )  # fmt: skip
    with client.app.database.writing() as session:
        record(session, PROFILE, "create", row)


def standing(client, code):
    one = client.get(f"/api/v1/indicators/{code}").json()
    listed = next(i for i in client.get("/api/v1/indicators").json()["items"] if i["code"] == code)
    assert (one["latest"], one["progress"]) == (listed["latest"], listed["progress"])
    return one["latest"], one["progress"]


def test_before_the_first_release_there_is_no_value_and_no_verdict(county):
    assert standing(county, "1.3a") == (None, {**NOTHING, "reason": "no_target"})


def test_values_that_add_up_count_from_the_day_of_the_baseline(county):
    put(county, ("1.3a", "2015-Q2", 50, {}), ("1.3a", "2016-Q1", 4, {}), ("1.3a", "2016-Q2", 6, {}))
    put(county, ("1.3a", "2016", 99, {}), ("1.3a", "2016-Q1", 99, {"area": LANDSTUHL}))
    put(county, ("1.3a", "2016-Q1", 99, {"dims": "founding"}))
    fixed(county, "1.3a", "baseline", "2015-06-30", 2)
    fixed(county, "1.3a", "target", "2017-06-30", 22)

    latest, progress = standing(county, "1.3a")

    assert (latest["period"], latest["value"]) == ("2016-Q2", 6)
    assert progress == {
        "verdict": "on_track", "value": 0.5, "elapsed": 0.501, "reason": None, "total": 12.0, "since": "2015-06-30",
        "missing": 0,
    }  # fmt: skip


def test_other_values_are_compared_as_they_are(county):
    put(county, ("1.1a", "2016-Q1", 30, {"dims": "_T"}), ("1.1a", "2016-Q2", 15, {"dims": "_T"}))
    fixed(county, "1.1a", "baseline", "2015-06-30", 10)
    fixed(county, "1.1a", "target", "2017-06-30", 60)

    _, progress = standing(county, "1.1a")

    assert (progress["value"], progress["verdict"], progress["total"]) == (0.1, "behind", None)


def test_what_is_older_than_the_baseline_says_nothing_about_the_way(county):
    put(county, ("1.1a", "2015-Q1", 30, {}))
    fixed(county, "1.1a", "baseline", "2015-06-30", 10)
    fixed(county, "1.1a", "target", "2017-06-30", 60)
    assert standing(county, "1.1a")[1] == {**NOTHING, "reason": "no_value"}


def test_a_period_counts_once_however_many_borders_it_was_given_for(county):
    put(county, ("1.3a", "2016-Q1", 4, {}), ("1.3a", "2016-Q1", 6, {"territory_date": dt.date(2016, 12, 31)}))
    fixed(county, "1.3a", "baseline", "2015-06-30", 0)
    fixed(county, "1.3a", "target", "2017-06-30", 12)
    assert standing(county, "1.3a")[1]["total"] == 6


def test_a_realisation_is_on_its_way_too(county):
    put(county, ("1.4a", "2016-Q2", None, {"dims": "", "status": "value", "realisation": "partly"}))
    fixed(county, "1.4a", "baseline", "2015-06-30", dims="", realisation="no")
    fixed(county, "1.4a", "target", "2017-06-30", dims="", realisation="yes")

    latest, progress = standing(county, "1.4a")

    assert (latest["value"], progress["value"], progress["verdict"]) == ("partly", 0.5, "on_track")


def test_a_gap_is_not_the_newest_value(county):
    put(county, ("1.3a", "2016-Q1", 4, {}), ("1.3a", "2016-Q2", None, {}))
    assert standing(county, "1.3a")[0]["period"] == "2016-Q1"


def test_what_is_hidden_is_not_added_up(county):
    fixed(county, "1.3b", "baseline", "2015-06-30", 0, dims="_T._T")
    fixed(county, "1.3b", "target", "2017-06-30", 200, dims="_T._T")
    put(county, ("1.3b", "2016-Q1", None, {"line": "P", "dims": "_T._T", "status": "suppressed"}))
    put(county, ("1.3b", "2016-Q2", 40, {"line": "P", "dims": "_T._T"}))

    latest, progress = standing(county, "1.3b")

    assert (latest["period"], latest["value"]) == ("2016-Q2", 40)
    assert progress == {**NOTHING, "reason": "hidden"}


def test_a_baseline_that_nobody_collected_is_no_zero(county):
    put(county, ("1.3a", "2016-Q1", 4, {}))
    fixed(county, "1.3a", "baseline", "2015-06-30", state=BenchmarkState.not_collected)
    fixed(county, "1.3a", "target", "2017-06-30", 22)
    assert standing(county, "1.3a")[1] == {**NOTHING, "reason": "no_baseline"}


def test_baselines_of_other_areas_and_groups_are_not_the_countys(county):
    fixed(county, "1.3a", "target", "2017-06-30", 22, area=LANDSTUHL)
    fixed(county, "1.3a", "target", "2017-06-30", 22, dims="founding")
    assert standing(county, "1.3a")[1]["reason"] == "no_target"


def test_each_indicator_comes_once_and_costs_no_statement_of_its_own(county):
    county.get("/api/v1/indicators")
    fixed(county, "1.3a", "baseline", "2015-06-30", 1)
    with statements(county.app.database.engine) as few:
        county.get("/api/v1/indicators")
    for year in ("2016", "2017", "2018"):
        for code in ("1.1a", "1.2", "1.3a"):
            fixed(county, code, "baseline", f"{year}-06-30", 1)
    with statements(county.app.database.engine) as many:
        codes = [one["code"] for one in county.get("/api/v1/indicators").json()["items"]]

    assert len(codes) == len(set(codes)) == 19
    assert len(few) == len(many) <= 4


def test_pictures_of_the_county_draw_what_single_periods_can_reach(county):
    put(county, ("1.1a", "2016-Q1", 30, {}), ("1.1a", "2016-Q1", 3, {"area": LANDSTUHL}), ("1.3a", "2016-Q1", 4, {}))
    addresses = ("1.1a/series.chart.svg", f"1.1a/series.chart.svg?area={LANDSTUHL}", "1.3a/series.chart.svg")
    before = [county.get(f"/api/v1/indicators/{one}").content for one in addresses]

    for code in ("1.1a", "1.3a"):
        fixed(county, code, "target", "2017-06-30", 60)
    after = [county.get(f"/api/v1/indicators/{one}").content for one in addresses]

    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False, False]


def test_a_baseline_of_people_tells_nothing_that_releases_do_not(county):
    """Baseline 20 and first value 22 would say that two came."""
    put(county, ("1.3b", "2016-Q1", 22, {"line": "P", "dims": "_T._T"}))
    fixed(county, "1.3b", "baseline", "2015-06-30", 20, dims="_T._T")
    assert county.get("/api/v1/indicators/1.3b").json()["baseline"] == {"state": "not_set"}

    put(county, ("1.3b", "2015-Q2", 20, {"line": "P", "dims": "_T._T"}))
    shown = county.get("/api/v1/indicators/1.3b").json()["baseline"]
    assert (shown["state"], shown["value"]) == ("set", 20)


def test_zero_people_is_a_baseline(county):
    fixed(county, "1.4b", "baseline", "2015-06-30", 0, dims="_T._T._T")
    assert county.get("/api/v1/indicators/1.4b").json()["baseline"]["value"] == 0


def test_a_sum_says_how_many_periods_it_misses(county):
    fixed(county, "1.3a", "baseline", "2015-06-30", 0)
    fixed(county, "1.3a", "target", "2017-06-30", 20)
    put(county, ("1.3a", "2015-Q2", None, {}), ("1.3a", "2015-Q3", 4, {}), ("1.3a", "2015-Q4", None, {}))
    put(county, ("1.3a", "2016-Q1", 4, {"counted": 5, "expected": 7}), ("1.3a", "2016-Q2", 2, {}))

    progress = standing(county, "1.3a")[1]

    assert (progress["total"], progress["missing"]) == (10.0, 2)
