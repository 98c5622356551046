import csv
import io

import pytest

from api.places import population
from tests.places.rows import columns, county, last_day, points, rows, verbandsgemeinden

AREAS = "/api/v1/areas"


@pytest.mark.parametrize(("day", "people"), [("2013-12-31", 104_117), ("2014-12-31", 104_288), ("2024-12-31", 106_343)])
def test_the_county_is_the_sum_of_its_municipalities(client, day, people):
    point = points(client.get(f"{AREAS}/07335/population").json())[day]

    assert point["value"] == people == int(county()[f"pop_{day.replace('-', '_')}"])
    assert (point["complete"], point["counted"]) == (True, 50)


def test_every_verbandsgemeinde_of_the_file_is_the_sum_over_its_territory(client):
    checked = 0
    for row in verbandsgemeinden():
        found = points(client.get(f"{AREAS}/{row['ags']}/population?at={last_day(row)}").json())
        for total, female, day in columns():
            assert found[day.isoformat()]["value"] == int(row[total]), (row["ags"], day)
            assert found[day.isoformat()]["female"] == (int(row[female]) if female else None)
            checked += 1

    assert checked == 12 * 7


def test_a_municipality_with_two_memberships_counts_once(client):
    (row, again) = [row for row in rows() if row["ags"] == "07335022"]
    assert row["pop_2013_12_31"] == again["pop_2013_12_31"]

    assert points(client.get(f"{AREAS}/07335022/population").json())["2013-12-31"]["value"] == 8294
    assert sum(
        points(client.get(f"{AREAS}/{key}/population").json())["2013-12-31"]["value"]
        for key in {row["ags"] for row in rows() if row["kind"] in {"Ortsgemeinde", "Stadt"}}
    ) == 104_117  # fmt: skip


def test_the_territory_of_the_asked_day_decides(client):
    small = points(client.get(f"{AREAS}/073355002/population?at=2014-06-30").json())
    large = points(client.get(f"{AREAS}/073355002/population?at=2014-07-01").json())

    assert (small["2013-12-31"]["value"], large["2013-12-31"]["value"]) == (12_521, 19_281)
    assert (small["2024-12-31"]["value"], large["2024-12-31"]["value"]) == (13_180, 19_991)


def test_one_line_per_census_and_the_break_between_them(client):
    found = client.get(f"{AREAS}/07335/population").json()

    days = {line["basis"]: [point["date"] for point in line["points"]] for line in found["series"]}
    assert days == {
        "Zensus 2011": ["2013-12-31", "2014-12-31", "2018-12-31", "2022-12-31", "2023-12-31"],
        "Zensus 2022": ["2022-05-15", "2024-12-31"],
    }
    assert found["breaks"] == [{"date": "2022-05-15", "before": "Zensus 2011", "after": "Zensus 2022"}]
    assert [source["date"] for source in found["sources"]] == sorted(day for line in days.values() for day in line)
    assert all(source["licence"] and source["source"] for source in found["sources"])


def test_the_census_day_has_no_figure_of_women(client):
    point = points(client.get(f"{AREAS}/07335/population").json())["2022-05-15"]

    assert (point["value"], point["female"]) == (105_761, None)


def test_the_proposals_15_year_argument_is_a_derived_point_of_the_county_alone(client):
    found = client.get(f"{AREAS}/07335/population?lang=pl").json()

    (point,) = found["derived"]
    assert (point["date"], point["value"]) == ("1998-12-31", 110_142)
    assert point["how"] == {"text": "104 117 + 6025", "lang": "pl", "state": "machine"}
    assert "1998-12-31" not in points(found)
    assert client.get(f"{AREAS}/073355011/population").json()["derived"] == []


def test_an_area_shows_the_newest_figure_known_on_the_day(client):
    def headcount(day):
        return client.get(f"{AREAS}/07335?at={day}").json()["population"]

    assert headcount("2013-12-30") is None
    assert headcount("2013-12-31") == {
        "date": "2013-12-31", "value": 104_117, "basis": "Zensus 2011", "complete": True,
    }  # fmt: skip
    assert headcount("2024-12-30")["value"] == 108_540
    assert headcount("2024-12-31")["basis"] == "Zensus 2022"


def test_an_incomplete_sum_is_marked(other_county):
    found = other_county.get(f"{AREAS}/99001/population").json()

    assert points(found) == {
        "2023-12-31": {"date": "2023-12-31", "value": 5200, "female": None, "complete": False, "counted": 2},
        "2024-12-31": {"date": "2024-12-31", "value": 6000, "female": None, "complete": True, "counted": 3},
    }
    assert other_county.get(f"{AREAS}/99001?at=2023-12-31").json()["population"]["complete"] is False
    assert found["derived"] == []
    assert found["breaks"] == []


def test_without_figures_there_is_nothing_to_show(client, other_county):
    assert client.get(f"{AREAS}/07312/population").json()["series"] == []
    missing = points(other_county.get(f"{AREAS}/99001003/population").json())
    assert list(missing) == ["2024-12-31"]


def test_age_structure_is_missing_until_it_is_imported(client):
    assert client.get(f"{AREAS}/07335/population").json()["age_structure"] == {
        "state": "missing", "date": None, "groups": [],
    }  # fmt: skip


def test_age_structure_is_summed_over_the_territory(other_county):
    found = other_county.get(f"{AREAS}/99001/population").json()["age_structure"]

    assert (found["state"], found["date"]) == ("present", "2024-12-31")
    assert [tuple(group.values()) for group in found["groups"]] == [
        (0, 17, 1120, 560), (18, 64, 3620, None), (65, None, 1260, 650),
    ]  # fmt: skip
    own = other_county.get(f"{AREAS}/99001001/population").json()["age_structure"]
    assert [group["value"] for group in own["groups"]] == [800, 2500, 800]


def test_the_table_is_what_german_spreadsheets_open(client):
    answer = client.get(f"{AREAS}/07335/population.csv?lang=de")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="population-07335.csv"'
    assert answer.content.startswith("\ufeffkey;name;date;".encode())
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(table) == 8
    assert {row["date"]: row["value"] for row in table} == {
        "1998-12-31": "110142",
        **{day: str(point["value"]) for day, point in points(client.get(f"{AREAS}/07335/population").json()).items()},
    }
    assert table[0]["note"] == "104.117 + 6.025"
    assert {row["complete"] for row in table[1:]} == {"yes"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_table_is_a_formula(start):
    assert population._cell(f"{start}1+1") == f"'{start}1+1"
    assert population._cell(12) == "12"
    assert population._cell(None) == ""


@pytest.mark.parametrize("query", ["at=2016-02-30", "lang=xx", "limit=3"])
def test_bad_questions_are_refused(client, query):
    for path in ("population", "population.csv"):
        assert client.get(f"{AREAS}/07335/{path}?{query}").status_code == 422
