"""Measures, goals, timeline and concept measures on the project's real dates: it is over and nobody reported."""

import pytest


def items(client, path):
    return client.get("/api/v1" + path).json()["items"]


def test_twelve_measures_in_four_fields(client):
    measures = items(client, "/measures")

    assert [one["number"] for one in measures] == list(range(1, 13))
    assert [one["field"] for one in measures] == ["social"] * 3 + ["political"] * 3 + ["media"] * 3 + [
        "administration"
    ] * 3
    assert {one["kind"] for one in measures} == {"measure"}
    assert measures[2]["title"]["text"] == "Einrichtung eines Mentorenprogramms"
    assert measures[2]["friendly_title"]["text"] == "Jemand an Ihrer Seite: das Mentorenprogramm"


def test_after_the_projects_end_what_nobody_reported_is_not_late(client):
    measures = items(client, "/measures")

    assert {one["status"] for one in measures} == {"not_reported"}
    assert {one["progress"]["value"] for one in measures} == {None}
    assert {(one["actual_start"], one["actual_end"], one["status_reason"]) for one in measures} == {(None, None, None)}


def test_a_measure_is_planned_in_project_quarters_which_are_assumed(client):
    measure = client.get("/api/v1/measures/3").json()

    first, second = measure["phases"]
    assert (first["first_quarter"], first["last_quarter"]) == (1, 4)
    assert (first["planned_start"], first["planned_end"]) == ("2015-07-01", "2016-06-30")
    assert (second["planned_start"], second["planned_end"]) == ("2016-07-01", "2016-09-30")
    assert first["assumed"] is second["assumed"] is True
    assert (measure["planned_start"], measure["planned_end"]) == ("2015-07-01", "2016-09-30")
    assert [phase["end_slip_days"] for phase in measure["phases"]] == [None, None]
    assert [phase["start_slip_days"] for phase in measure["phases"]] == [None, None]


def test_everything_about_one_measure(client):
    measure = client.get("/api/v1/measures/6").json()

    assert measure["sub_goals"] == ["2.3"]
    assert [(one["state"], one["concept_measure"]) for one in measure["activities"]] == [("open", None)] * 3 + [
        ("open", 3)
    ]
    assert [one["name"]["text"] for one in measure["partners"]] == [
        "Beirat für Migration und Integration",
        "weiterführende Schulen",
    ]
    assert [one["text"] for one in measure["target_groups"]] == [
        "weiterführende Schulen",
        "Fächer Sozialkunde und Politik",
    ]
    assert [one["organisation"] for one in measure["partners"]] == [
        "beirat-fuer-migration-und-integration-des-landkreises-kaiserslautern",
        None,
    ]
    assert measure["responsible"] is None
    assert measure["concept_measure"] is None
    assert measure["logbook"] == []
    assert measure["summary"]["text"].startswith("Der Beirat")
    assert client.get("/api/v1/measures/1").json()["experience_from"] == [
        "Integration durch Sport",
        "Meine Feuerwehr, Deine Feuerwehr",
    ]


def test_a_successor_the_proposal_does_not_name_is_null_and_says_so(client):
    assert client.get("/api/v1/measures/4").json()["hand_over"] == {
        "successor": None,
        "from": None,
        "state": "not_named",
    }
    assert client.get("/api/v1/measures/2").json()["hand_over"] == {
        "successor": {"text": "Kreisvolkshochschule", "lang": "de", "state": "original"},
        "from": None,
        "state": "named",
    }


def test_a_profile_says_how_far_the_hand_over_has_come(other_county):
    assert other_county.get("/api/v1/measures/1").json()["hand_over"] == {
        "successor": {"text": "Kreisvereinsring", "lang": "de", "state": "original"},
        "from": "2027-01-01",
        "state": "agreed",
    }


def test_dates_the_programme_itself_gives_are_not_assumed(other_county):
    measure = other_county.get("/api/v1/measures/1").json()
    (strand,) = other_county.get("/api/v1/timeline").json()["strands"]

    assert [(one["title"]["text"], one["assumed"]) for one in measure["phases"]] == [
        ("Ansprache", False),
        ("Begleitung", True),
    ]
    assert [(one["code"], one["assumed"]) for one in measure["milestones"]] == [("start", False), ("fest", True)]
    assert (strand["phases"], strand["milestones"]) == (measure["phases"], measure["milestones"])


def test_the_thirteenth_strand_steers_the_project(client):
    strand = client.get("/api/v1/measures/13").json()

    assert (strand["kind"], strand["field"], strand["sub_goals"]) == ("management", None, [])
    assert [(one["code"], one["due"]) for one in strand["milestones"]] == [
        ("ist-analyse", "2015-12-31"),
        ("interim-evaluation", "2016-12-31"),
        ("final-evaluation", "2018-06-30"),
    ]
    assert {one["slip_days"] for one in strand["milestones"]} == {None}
    assert {one["assumed"] for one in strand["milestones"]} == {True}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("goal=1", [1, 2, 3]),
        ("goal=4", [10, 11, 12]),
        ("goal=X", []),
        ("field=media", [7, 8, 9]),
        ("status=not_reported&goal=2", [4, 5, 6]),
        ("status=late", []),
        ("goal=1&field=media", []),
    ],
)
def test_filters(client, query, numbers):
    assert [one["number"] for one in items(client, f"/measures?{query}")] == numbers


@pytest.mark.parametrize(
    ("query", "pointer", "allowed"),
    [
        ("goal=5", "goal", "1, 2, 3, 4, X"),
        ("goal=" + "1" * 41, "goal", "40"),
        ("field=sports", "field", "administration"),
        ("status=overdue", "status", "not_reported"),
        ("limit=0", "limit", "1"),
        ("after=3", "after", "next"),
        ("after=WyJhIl0", "after", "next"),
        ("lang=fr", "lang", "de-simple"),
        ("sort=title", "query parameter 1", "goal"),
    ],
)
def test_a_wrong_parameter_is_answered_with_what_is_right(client, query, pointer, allowed):
    answer = client.get(f"/api/v1/measures?{query}")

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (issue,) = answer.json()["errors"]
    assert issue["pointer"] == pointer
    assert allowed in issue["hint"]


@pytest.mark.parametrize(("number", "status"), [("99", 404), ("14", 404), ("0", 422), ("3a", 422), ("1000", 422)])
def test_a_measure_that_is_not_there(client, number, status):
    assert client.get(f"/api/v1/measures/{number}").status_code == status


@pytest.mark.parametrize("path", ["/measures", "/goals", "/concept-measures"])
def test_lists_come_page_by_page(client, path):
    whole = items(client, path)
    page = client.get(f"/api/v1{path}?limit=2&count=true").json()
    found = list(page["items"])
    assert page["total"] == len(whole)
    while page["next"]:
        answer = client.get(f"/api/v1{path}?limit=2&after={page['next']}")
        page = answer.json()
        found += page["items"]
        assert (page["next"] is not None) == ('rel="next"' in answer.headers.get("link", ""))

    assert found == whole


def test_goals_with_sub_goals_and_their_measures(client):
    goals = items(client, "/goals")

    assert [one["code"] for one in goals] == ["1", "2", "3", "4", "X"]
    assert [len(one["sub_goals"]) for one in goals] == [4, 3, 3, 4, 0]
    assert {code["code"]: code["measures"] for code in goals[0]["sub_goals"]} == {
        "1.1": [1],
        "1.2": [2],
        "1.3": [2],
        "1.4": [3],
    }
    assert [one["cross_cutting"] for one in goals] == [False] * 4 + [True]
    assert [one["progress"] for one in goals] == [{"value": None, "counted": 0, "left_out": 3}] * 4 + [
        {"value": None, "counted": 0, "left_out": 0}
    ]


def test_the_timeline_spans_the_project(client):
    timeline = client.get("/api/v1/timeline").json()

    assert (timeline["start"], timeline["end"], timeline["start_assumed"]) == ("2015-07-01", "2018-06-30", True)
    assert len(timeline["quarters"]) == 12
    assert timeline["quarters"][1] == {"number": 2, "start": "2015-10-01", "end": "2015-12-31"}
    assert timeline["quarters"][-1] == {"number": 12, "start": "2018-04-01", "end": "2018-06-30"}
    assert [one["number"] for one in timeline["strands"]] == list(range(1, 14))
    assert [len(one["phases"]) for one in timeline["strands"]] == [4, 2, 2, 2, 2, 2, 3, 2, 3, 2, 3, 2, 4]
    assert [len(one["milestones"]) for one in timeline["strands"]] == [0] * 12 + [3]


def test_concept_measures_say_when_nothing_is_known(client):
    concept = items(client, "/concept-measures")

    assert [one["number"] for one in concept] == list(range(1, 24))
    linked = {one["number"]: one["measures"] for one in concept if one["data"] == "linked"}
    assert linked == {2: [8], 3: [], 7: [7], 10: [3], 11: [1], 12: [2], 13: [4], 14: [10], 16: [9]}
    assert concept[2]["activities"][0]["measure"] == 6
    assert concept[9]["title"]["text"] == "Einrichtung eines Mentorenprogramms"
    assert {one["title"] for one in concept if one["data"] == "missing"} == {None}
