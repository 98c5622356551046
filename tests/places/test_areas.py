import pytest

from tests.places.rows import county, last_day, rows, verbandsgemeinden

AREAS = "/api/v1/areas"


def keys(client, query):
    answer = client.get(f"{AREAS}?limit=200&{query}")
    assert answer.status_code == 200, answer.text
    return [item["key"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2013-12-31", 9), ("2014-06-30", 9), ("2014-07-01", 7), ("2014-12-31", 7),
        ("2019-06-30", 7), ("2019-07-01", 6), ("2026-11-22", 6),
    ],
)  # fmt: skip
def test_verbandsgemeinden_exist_by_date(client, day, count):
    assert len(keys(client, f"kind=verbandsgemeinde&at={day}")) == count


@pytest.mark.parametrize("day", ["2013-12-31", "2014-12-31", "2026-11-22"])
def test_the_county_always_has_50_municipalities(client, day):
    assert len(keys(client, f"kind=municipality&at={day}&within=07335")) == 50


def test_landstuhl_is_two_verbandsgemeinden_and_a_town(client):
    before = client.get(f"{AREAS}?q=landstuhl&at=2013-12-31").json()["items"]
    after = client.get(f"{AREAS}?q=landstuhl").json()["items"]

    assert {(one["key"], one["kind"], one["town"]) for one in before} == {
        ("07335022", "municipality", True), ("073355005", "verbandsgemeinde", False),
    }  # fmt: skip
    assert {one["key"] for one in after} == {"07335022", "073355011"}


def test_within_follows_the_territory_of_the_day(client):
    small, large = keys(client, "within=073355005&at=2019-06-30"), keys(client, "within=073355011&at=2019-07-01")

    assert len(small) == 1 + 6
    assert len(large) == 1 + 12
    assert set(small) - {"073355005"} < set(large)


def test_the_city_in_the_ring_is_an_area_outside_the_county(client):
    city = client.get(f"{AREAS}/07312").json()

    assert (city["kind"], city["parent"], city["population"], city["members"]) == ("city", None, None, [])
    assert "07312" in keys(client, "")
    assert "07312" not in keys(client, "within=07335")


def test_sizes_are_summed_over_the_territory_of_the_day(client):
    for row in verbandsgemeinden():
        found = client.get(f"{AREAS}/{row['ags']}?at={last_day(row)}").json()
        assert found["area_km2"] == pytest.approx(float(row["area_km2"])), row
    assert client.get(f"{AREAS}/07335").json()["area_km2"] == pytest.approx(float(county()["area_km2"]))


def test_sorted_by_german_names_on_every_database(client):
    names = [one["name"] for one in client.get(f"{AREAS}?kind=municipality&limit=200").json()["items"]]

    plain = [name.replace("ü", "u").replace("ö", "o").replace("ä", "a").lower() for name in names]
    assert plain == sorted(plain)
    assert names.index("Hütschenhausen") == names.index("Katzweiler") - 1


@pytest.mark.parametrize("words", ["Bruchmühl", "bruchmuhl", "BRUCHMUEHL"])
def test_names_are_found_however_they_are_spelt(client, words):
    assert keys(client, f"q={words}") == ["07335003", "073355001"]


@pytest.mark.parametrize("words", ["%25", "_", "nowhere", "%5C"])
def test_search_words_are_no_patterns(client, words):
    assert keys(client, f"q={words}") == []


def test_pages_lead_through_all_areas_once(client):
    seen, after = [], ""
    while True:
        page = client.get(f"{AREAS}?limit=7&count=true{after}").json()
        seen += [one["key"] for one in page["items"]]
        assert page["total"] == 58
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert len(seen) == len(set(seen)) == 58
    assert seen == keys(client, "")


def test_an_area_that_ended_answers_404_with_its_successor(client):
    answer = client.get(f"{AREAS}/073355005")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "/problems/area-not-valid"
    assert problem["successors"] == [{"key": "073355011", "name": "Landstuhl"}]
    assert "predecessors" not in problem


@pytest.mark.parametrize(
    ("ended", "successor"),
    [("073355003", "073355002"), ("073355004", "073355011"), ("073355006", "073355010"), ("073355007", "073355010")],
)
def test_successors_are_where_the_members_went(client, ended, successor):
    assert [one["key"] for one in client.get(f"{AREAS}/{ended}").json()["successors"]] == [successor]
    assert ended in [one["key"] for one in client.get(f"{AREAS}/{successor}").json()["predecessors"]]


def test_an_area_to_come_answers_404_with_its_predecessors(client):
    problem = client.get(f"{AREAS}/073355011?at=2013-12-31").json()

    assert problem["status"] == 404
    assert [one["key"] for one in problem["predecessors"]] == ["073355004", "073355005"]


@pytest.mark.parametrize("path", ["", "/population", "/population.csv"])
def test_every_answer_about_an_area_names_the_successor(client, path):
    assert client.get(f"{AREAS}/073355005{path}").json()["successors"][0]["key"] == "073355011"


def test_an_area_that_kept_its_key_has_one_existence(client):
    found = client.get(f"{AREAS}/073355002?at=2013-12-31").json()

    assert (found["valid_from"], found["valid_to"]) == (None, None)
    assert len(found["members"]) == 4
    assert len(client.get(f"{AREAS}/073355002").json()["members"]) == 8
    assert [one["key"] for one in found["predecessors"]] == ["073355003"]


def test_a_municipality_tells_its_memberships(client):
    found = client.get(f"{AREAS}/07335022").json()

    assert found["parent"] == "073355011"
    assert [(one["parent"]["key"], one["valid_from"], one["valid_to"]) for one in found["history"]] == [
        ("073355005", None, "2019-06-30"), ("073355011", "2019-07-01", None),
    ]  # fmt: skip
    assert (found["valid_from"], found["valid_to"]) == (None, None)
    assert client.get(f"{AREAS}/07335022?at=2019-06-30").json()["parent"] == "073355005"


def test_history_agrees_with_every_row_of_the_file(client):
    for row in rows():
        if row["vg_key"] and row["kind"] in {"Ortsgemeinde", "Stadt"}:
            history = client.get(f"{AREAS}/{row['ags']}").json()["history"]
            stages = {(one["parent"]["key"], one["valid_from"], one["valid_to"]) for one in history}
            assert (row["vg_key"], row["valid_from"] or None, row["valid_to"] or None) in stages


@pytest.mark.parametrize("key", ["99999", "0733", "x", "07335%2F", "%00", "ä"])
def test_unknown_keys_are_404_or_refused(client, key):
    assert client.get(f"{AREAS}/{key}").status_code in {400, 404, 422}


@pytest.mark.parametrize(
    "query",
    [
        "kind=village", "at=2016-02-30", "at=yesterday", "within=99999", "within=073355005", "limit=0", "limit=201",
        "after=x", "colour=red", "kind=city&kind=city", "level=county",
    ],
)  # fmt: skip
def test_bad_questions_are_refused_with_a_hint(client, query):
    answer = client.get(f"{AREAS}?{query}")

    assert answer.status_code == 422
    assert all(issue["hint"] for issue in answer.json()["errors"])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(client, day):
    assert client.get(f"{AREAS}?at={day}").status_code == 200
    assert client.get(f"{AREAS}/07335?at={day}").status_code == 200
    assert client.get(f"/api/v1/areas.geojson?at={day}").status_code == 200


def test_a_county_without_verbandsgemeinden(other_county):
    found = other_county.get(f"{AREAS}?limit=200").json()["items"]

    assert [(one["name"], one["kind"], one["parent"]) for one in found] == [
        ("Muster", "county", None),
        ("Musterdorf", "municipality", "99001"),
        ("Musterstadt", "municipality", "99001"),
        ("Übermuster", "municipality", "99001"),
    ]
    assert other_county.get(f"{AREAS}/99001").json()["area_km2"] == 60.0
