"""Baselines and targets of areas and groups beside their released series: not set is absent, people are safe."""

import datetime as dt

import pytest

from tests.conftest import acting
from tests.indicators.entering import MANAGER
from tests.indicators.released import COUNTY, LANDSTUHL, WEILERBACH, aim, cell, release
from tests.indicators.test_benchmarks import BENCHMARKS, made
from tests.staff import deleted
from tests.statements import statements

TOPIC = {"topic": "_T"}


@pytest.fixture
def client(start):
    return start()


def shown(client, code="1.3a", **query):
    answer = client.get(f"/api/v1/indicators/{code}/series", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["benchmarks"]


def brief(found):
    return [(one["kind"], one["area"], ".".join(one["codes"].values()), one.get("value")) for one in found]


def test_what_staff_set_for_an_area_is_public_at_once_and_absent_when_removed(client):
    with acting(client, MANAGER):
        assert shown(client, area=LANDSTUHL) == []
        target = made(client, area=LANDSTUHL, numerator=20)
        made(client, area=LANDSTUHL, kind="baseline", day="2015-06-30", numerator=0)
        both = [
            {
                "kind": "baseline", "area": LANDSTUHL, "codes": TOPIC, "state": "set", "value": 0,
                "date": "2015-06-30", "source": "Beschluss", "direction": None,
            },
            {
                "kind": "target", "area": LANDSTUHL, "codes": TOPIC, "state": "set", "value": 20,
                "date": "2018-06-30", "source": "Beschluss", "direction": "up",
            },
        ]  # fmt: skip
        assert shown(client, area=LANDSTUHL) == both
        assert shown(client, area=LANDSTUHL, **{"from": "2019-01-01"}) == both
        assert deleted(client, f"{BENCHMARKS}/{target['id']}").status_code == 204
        assert brief(shown(client, area=LANDSTUHL)) == [("baseline", LANDSTUHL, "_T", 0)]


def test_only_those_of_the_selected_areas_and_groups_the_newest_of_each(client):
    with client.app.database.writing() as session:
        aim(session, "1.3a", 100)
        aim(session, "1.3a", 90, day=dt.date(2017, 6, 30))
        aim(session, "1.3a", 20, area=LANDSTUHL)
        aim(session, "1.3a", 30, area=WEILERBACH)
        aim(session, "1.3a", 7, area=LANDSTUHL, dims="founding")
        aim(session, "1.3a", None, area=LANDSTUHL, kind="baseline", state="not_collected")
        aim(session, "2.1", 5)
    of_landstuhl = [("baseline", LANDSTUHL, "_T", None), ("target", LANDSTUHL, "_T", 20)]
    assert brief(shown(client)) == [("target", COUNTY, "_T", 100)]
    assert brief(shown(client, by="topic")) == [("target", COUNTY, "_T", 100)]
    assert brief(shown(client, area=LANDSTUHL)) == of_landstuhl
    assert brief(shown(client, area=LANDSTUHL, by="topic")) == [*of_landstuhl, ("target", LANDSTUHL, "founding", 7)]
    assert brief(shown(client, by="area")) == [("target", WEILERBACH, "_T", 30), *of_landstuhl]
    assert shown(client, area=LANDSTUHL)[0]["state"] == "not_collected"


def test_areas_and_codes_without_a_value_have_their_names(client):
    with client.app.database.writing() as session:
        aim(session, "1.3a", 7, area=LANDSTUHL, dims="founding")
    found = client.get("/api/v1/indicators/1.3a/series", params={"by": "area,topic"}).json()
    assert [one["key"] for one in found["areas"]] == [LANDSTUHL]
    assert [one["code"] for one in found["dimensions"][0]["codes"]] == ["_T", "founding"]


def test_a_share_and_a_realisation_say_what_they_are_and_no_denominator(client):
    with client.app.database.writing() as session:
        aim(session, "1.1b", 20, denominator=80, area=LANDSTUHL)
        aim(session, "3.3", None, dims="", realisation="yes", direction="hold")
    (share,) = shown(client, "1.1b", area=LANDSTUHL)
    assert share["value"] == 25.0
    assert not {"numerator", "denominator"} & share.keys()
    assert [one["value"] for one in shown(client, "3.3")] == ["yes"]


def test_baselines_of_people_are_those_of_the_county_that_repeat_a_released_number(client):
    with client.app.database.writing() as session:
        release(session, "P", 1, dt.date(2016, 7, 6))
        cell(session, "1.3b", "2016-Q1", 20, since=1, line="P", dims="_T._T")
        aim(session, "1.3b", 20, kind="baseline", dims="_T._T")
        aim(session, "1.3b", 0, kind="baseline", dims="f._T")
        aim(session, "1.3b", 20, kind="baseline", dims="_T._T", area=LANDSTUHL)
    assert brief(shown(client, "1.3b", by="gender")) == [("baseline", COUNTY, "_T._T", 20)]
    assert shown(client, "1.3b", area=LANDSTUHL) == []
    with client.app.database.writing() as session:
        aim(session, "1.3b", 22, kind="baseline", dims="_T._T", day=dt.date(2019, 1, 1))
    assert shown(client, "1.3b", by="gender") == [], "two who joined would be known"


def test_targets_of_groups_of_people_say_nothing_of_how_many_there_are(client):
    with client.app.database.writing() as session:
        aim(session, "1.3b", 30, dims="f._T")
        aim(session, "1.3b", 4, dims="m._T")
        aim(session, "1.3b", 30, dims="d._T", direction="hold")
        aim(session, "1.3b", 40, dims="_T._T", area=LANDSTUHL)
        aim(session, "1.3b", 40, dims="_T._T", area=WEILERBACH, direction="hold")
        aim(session, "1.1b", 30, denominator=33, dims="f")
    assert brief(shown(client, "1.3b", by="gender")) == [("target", COUNTY, "f._T", 30)]
    assert brief(shown(client, "1.3b", by="area")) == [("target", LANDSTUHL, "_T._T", 40)]
    assert shown(client, "1.1b", by="gender") == []


def test_counts_of_people_take_one_statement_more_however_many_there_are(client):
    with client.app.database.writing() as session:
        aim(session, "1.3b", 40, dims="_T._T")
    with statements(client.app.database.engine) as few:
        shown(client, "1.3b", by="gender,migration_background", lang="pl")
    with client.app.database.writing() as session:
        for gender in "fmd":
            for number in range(9):
                aim(session, "1.3b", 40, dims=f"{gender}._T", day=dt.date(2017, 1, 1 + number))
    with statements(client.app.database.engine) as many:
        assert len(shown(client, "1.3b", by="gender,migration_background", lang="ro")) == 4
    assert len(few) == len(many) <= 6


def test_files_hold_released_cells_alone(client):
    with client.app.database.writing() as session:
        aim(session, "1.3a", 4711, area=LANDSTUHL)
    for kind in ("csv", "sdmx.json", "jsonstat.json", "datapackage.json"):
        answer = client.get(f"/api/v1/indicators/1.3a/series.{kind}", params={"area": LANDSTUHL})
        assert answer.status_code == 200
        assert "4711" not in answer.text
