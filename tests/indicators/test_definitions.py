"""Definitions of the indicators."""

import json
from pathlib import Path

import pytest

_WORDS = json.loads((Path(__file__).parents[2] / "frontend/messages/de.json").read_text("utf-8"))


def codes(client, query=""):
    return [one["code"] for one in client.get(f"/api/v1/indicators{query}").json()["items"]]


def test_eighteen_indicators_and_a_derived_one(client):
    found = client.get("/api/v1/indicators").json()["items"]

    assert len(found) == 19
    assert [one["code"] for one in found if one["derived"]] == ["X.1"]
    assert [one["code"] for one in found if one["assumed"]] == ["X.1"]
    assert found[0]["code"] == "1.1a"


def test_nothing_is_set_that_the_proposal_does_not_give(client):
    for one in client.get("/api/v1/indicators").json()["items"]:
        assert (one["baseline"], one["target"]) == ({"state": "not_set"}, {"state": "not_set"})


def test_whoever_counts_people_has_a_threshold(client):
    found = client.get("/api/v1/indicators").json()["items"]

    assert {one["code"]: one["threshold"] for one in found if one["person"]} == {
        "1.1b": 5, "1.3b": 5, "1.4b": 5, "2.2": 10, "4.3b": 5, "4.4": 10, "X.1": 5,
    }  # fmt: skip
    assert {one["threshold"] for one in found if not one["person"]} == {None}


def test_one_definition(client):
    one = client.get("/api/v1/indicators/1.3b?lang=en").json()

    assert (one["measure"], one["kind"], one["period"], one["time_rule"], one["area_rule"]) == (
        2,
        "count",
        "year",
        "sum",
        "sum",
    )
    assert one["dimensions"] == ["area", "gender", "migration_background"]
    assert one["unit"] == {"text": "attendances", "lang": "en", "state": "machine"}
    assert one["counts"]["text"].startswith("Attendances per training course")
    assert (one["fed_by"], one["responsible"], one["due_days"]) == (["events"], "trainer", 30)
    assert one["publish"] == {"county": "quarter", "verbandsgemeinde": "year"}
    assert client.get("/api/v1/indicators/2.1").json()["denominator"] == "councils"
    assert client.get("/api/v1/indicators/1.2").json()["goal_says"] == "Anteil"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?measure=2", ["1.2", "1.3a", "1.3b"]),
        ("?goal=2", ["2.1", "2.2", "2.3"]),
        ("?goal=X", ["X.1"]),
        ("?goal=1&measure=3", ["1.4a", "1.4b"]),
        ("?goal=X&measure=3", []),
        ("?measure=13", []),
    ],
)
def test_filters(client, query, expected):
    assert codes(client, query) == expected


@pytest.mark.parametrize(
    ("query", "pointer", "allowed"),
    [("?measure=14", "measure", "13"), ("?measure=x", "measure", "integer"), ("?goal=7", "goal", "1, 2, 3, 4, X")],
)
def test_a_wrong_filter_is_answered_with_what_is_right(client, query, pointer, allowed):
    answer = client.get(f"/api/v1/indicators{query}")

    assert answer.status_code == 422
    (issue,) = answer.json()["errors"]
    assert issue["pointer"] == pointer
    assert allowed in issue["hint"]


@pytest.mark.parametrize("code", ["9.9", "1.1A", "x"])
def test_an_indicator_that_is_not_there(client, code):
    assert client.get(f"/api/v1/indicators/{code}").status_code == 404


def test_they_come_page_by_page(client):
    first = client.get("/api/v1/indicators?limit=10&count=true").json()
    second = client.get(f"/api/v1/indicators?limit=10&after={first['next']}").json()

    assert first["total"] == 19
    assert [one["code"] for one in (*first["items"], *second["items"])] == codes(client)
    assert second["next"] is None


def test_every_source_and_whole_has_a_word_on_the_screen_and_no_word_is_of_none(client):
    found = client.get("/api/v1/indicators").json()["items"]
    codes = {one["code"] for one in found}
    for kind, named in (
        ("source", {"indicator", *(word for one in found for word in one["fed_by"] if word not in codes)}),
        ("denominator", {one["denominator"] for one in found} - {None}),
    ):
        assert {key for key in _WORDS if key.startswith(f"indicator.{kind}_")} == {
            f"indicator.{kind}_{word}" for word in named
        }


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_indicator_says_what_is_counted(client, language):
    for one in client.get(f"/api/v1/indicators?lang={language}").json()["items"]:
        assert one["definition"], one["code"]
        assert (one["definition"]["lang"], len(one["definition"]["text"]) > 30) == (language, True), one["code"]
