"""Baselines, targets and reference sheets: typed, dated, with a source, versioned; not set is never 0."""

import pytest

from tests.conftest import acting, somebody
from tests.indicators.entering import COUNTY, LANDSTUHL, MANAGER
from tests.staff import deleted, patched, wrong

BENCHMARKS = "/api/v1/staff/benchmarks"
SHEETS = "/api/v1/staff/indicators"


@pytest.fixture
def client(start):
    return start()


def wish(code="1.3a", kind="target", day="2018-06-30", **more):
    direction = {"direction": "up"} if kind == "target" else {}
    return {
        "indicator": code, "kind": kind, "area": COUNTY, "day": day, "source": "Beschluss", **direction, **more,
    }  # fmt: skip


def made(client, *args, **more):
    answer = client.post(BENCHMARKS, json=wish(*args, **more))
    assert answer.status_code == 201, answer.text
    return answer.json()


def shown(client, code="1.3a"):
    one = client.get(f"/api/v1/indicators/{code}").json()
    listed = next(i for i in client.get("/api/v1/indicators").json()["items"] if i["code"] == code)
    assert (one["baseline"], one["target"]) == (listed["baseline"], listed["target"])
    return one["baseline"], one["target"]


def test_what_is_set_is_public_and_what_is_removed_is_not_set_again(client):
    with acting(client, MANAGER):
        target = made(client, numerator=40)
        made(client, kind="baseline", day="2015-06-30", numerator=0)
        assert shown(client) == (
            {"state": "set", "value": 0, "date": "2015-06-30", "source": "Beschluss", "direction": None},
            {"state": "set", "value": 40, "date": "2018-06-30", "source": "Beschluss", "direction": "up"},
        )
        assert deleted(client, f"{BENCHMARKS}/{target['id']}").status_code == 204
        assert shown(client)[1] == {"state": "not_set"}


def test_each_kind_has_its_own_values(client):
    with acting(client, MANAGER):
        made(client, "1.1b", numerator=1, denominator=8)
        made(client, "3.3", realisation="yes", direction="hold")
        made(client, "2.1", kind="baseline", state="not_collected")
    assert shown(client, "1.1b")[1]["value"] == 12.5
    assert shown(client, "3.3")[1]["value"] == "yes"
    assert shown(client, "2.1")[0] == {"state": "not_collected", "date": "2018-06-30", "source": "Beschluss"}


def test_visitors_see_the_newest_of_the_county_and_of_all(client):
    with acting(client, MANAGER):
        made(client, numerator=1, day="2016-06-30")
        made(client, numerator=2, day="2017-06-30")
        assert shown(client)[1]["value"] == 2
        made(client, numerator=3, dims="it")
        made(client, numerator=4, area=LANDSTUHL)
        assert shown(client)[1]["value"] == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (wish("9.9", numerator=1), [("/indicator", "unknown_indicator")]),
        (wish(), [("/numerator", "value_or_gap")]),
        (wish(numerator=1, state="not_collected"), [("/numerator", "value_or_gap"), ("/state", "target_is_set")]),
        (wish("1.1b", numerator=1), [("/denominator", "no_denominator")]),
        (wish("3.3", numerator=1), [("/numerator", "no_number"), ("/realisation", "value_or_gap")]),
        (wish(numerator=1, direction=None), [("/direction", "direction_of_targets")]),
        (wish(kind="baseline", numerator=1, direction="up"), [("/direction", "direction_of_targets")]),
        (wish(numerator=1, dims="F"), [("/dims", "unknown_cell")]),
        (wish(numerator=1, area="99"), [("/area", "area_without_values")]),
        (wish(numerator=1, source=" "), [("/source", "string_too_short")]),
        (wish("2.2", kind="baseline", numerator=9), [("/numerator", "too_few_people")]),
        (wish("2.2", kind="baseline", numerator=20, denominator=29), [("/numerator", "too_few_people")]),
        (wish("1.3b", kind="baseline", numerator=90, dims="f._T"), [("/dims", "people_only_in_all")]),
        (wish("1.3b", kind="baseline", numerator=90, area=LANDSTUHL), [("/dims", "people_only_in_all")]),
        (wish("1.3b", kind="baseline", numerator=90, area="outside"), [("/dims", "people_only_in_all")]),
        (wish("1.1b", kind="baseline", numerator=0, denominator=0), [("/denominator", "no_denominator")]),
        (wish("1.3b", kind="baseline", numerator=90), [("/numerator", "not_released")]),
    ],
)
def test_what_cannot_be_is_named(client, body, expected):
    with acting(client, MANAGER):
        assert wrong(client.post(BENCHMARKS, json=body)) == expected
        assert client.get(BENCHMARKS).json()["items"] == []


def test_a_target_may_be_about_few_people(client):
    with acting(client, MANAGER):
        made(client, "2.2", numerator=3)


def test_one_per_day_and_changes_by_revision(client):
    with acting(client, MANAGER):
        where = f"{BENCHMARKS}/{made(client, numerator=40)['id']}"
        assert wrong(client.post(BENCHMARKS, json=wish(numerator=41))) == [("/day", "taken")]
        assert patched(client, where, {"numerator": 50}, 1).json()["numerator"] == 50
        assert patched(client, where, {"numerator": 60}, 1).status_code == 412
        assert wrong(patched(client, where, {"numerator": None})) == [("/numerator", "value_or_gap")]
        assert shown(client)[1]["value"] == 50
        versions = client.get("/api/v1/staff/versions?object_type=benchmark&object_key=1").json()["items"]
        assert [one["values"]["numerator"] for one in versions] == [40]


def test_a_reference_sheet_changes_in_its_words_and_keeps_what_it_said(client):
    where = f"{SHEETS}/1.3a"
    with acting(client, MANAGER):
        changed = patched(client, where, {"text": [{"lang": "de", "text": "Schulungen"}], "due_days": 45})
        assert (changed.json()["due_days"], changed.json()["revision"]) == (45, 2)
        assert patched(client, where, {"due_days": 50}, 1).status_code == 412
        assert wrong(patched(client, where, {"text": None, "responsible": None})) == [
            ("/text", "null_not_allowed"),
            ("/responsible", "null_not_allowed"),
        ]
        assert wrong(patched(client, where, {"threshold": 2})) == [("/…", "extra_forbidden")]
        (version,) = client.get("/api/v1/staff/versions?object_type=indicator&object_key=1.3a").json()["items"]
        assert version["values"]["due_days"] == 30
        assert (version["replaced_by"], version["replaced_by_name"]) == (MANAGER.key, None), "nobody of the accounts"
    assert client.get("/api/v1/indicators/1.3a").json()["text"]["text"] == "Schulungen"


def test_only_who_defines_does(client):
    with acting(client, somebody("trainer")):
        assert [client.get(one).status_code for one in (BENCHMARKS, SHEETS, f"{SHEETS}/1.3a")] == [403] * 3
        assert client.post(BENCHMARKS, json=wish(numerator=1)).status_code == 403
