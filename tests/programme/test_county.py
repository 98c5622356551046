"""`GET /county`."""

import datetime as dt


def test_the_county_and_its_project(client):
    county = client.get("/api/v1/county").json()

    assert (county["key"], county["name"], county["state"]) == ("07335", "Landkreis Kaiserslautern", "Rheinland-Pfalz")
    assert (county["area_km2"], county["nationalities"], county["demo"]) == (639.88, 127, False)
    assert county["today"] == "2026-11-22"
    assert county["project"] == {
        "title": {"text": "Willkommen im Kreis", "lang": "de", "state": "original"},
        "start": "2015-07-01",
        "end": "2018-06-30",
        "start_assumed": True,
        "years": 3,
        "quarters": 12,
        "quarter": None,
        "state": "ended",
    }


def test_figures_carry_unit_day_and_source(client):
    facts = {fact["code"]: fact for fact in client.get("/api/v1/county").json()["facts"]}

    assert {code: (fact["value"], fact["unit"]) for code, fact in facts.items()} == {
        "population": (104117, "people"),
        "foreigners": (5807, "people"),
        "foreigners_share": (5.6, "percent"),
        "population_change": (-6025, "people"),
        "foreigners_share_change": (0.9, "points"),
        "population_15_years_earlier": (110142, "people"),
    }
    assert {fact["as_of"] for fact in facts.values()} == {"2013-12-31"}
    assert all("Statistisches Landesamt" in fact["source"] for fact in facts.values())
    assert [code for code, fact in facts.items() if fact["derived"]] == ["population_15_years_earlier"]
    assert facts["population_15_years_earlier"]["note"]["text"] == "104.117 + 6.025"


def test_what_surrounds_the_figures(client):
    county = client.get("/api/v1/county?lang=en").json()

    assert len(county["notes"]) == 2
    assert "Ramstein" in county["notes"][0]["text"]
    assert county["surrounds"]["key"] == "07312"
    assert county["concept"]["measures"] == 23
    assert (county["concept"]["initiated"], county["concept"]["presented"]) == (2011, 2013)
    assert county["newspaper"] == {"name": "Wir im Landkreis", "copies": 57100, "frequency": "monthly"}
    assert [group["text"] for group in county["largest_groups"]] == ["Poland", "Türkiye", "Italy", "Romania"]
    assert len(county["target_groups"]) == 4
    assert county["funders"] == []


def test_nothing_of_the_imprint_is_invented(client):
    imprint = client.get("/api/v1/county").json()["imprint"]

    assert imprint.pop("organisation") == "Kreisverwaltung Kaiserslautern"
    assert set(imprint.values()) == {None}


def test_nine_languages_with_their_direction(client):
    languages = client.get("/api/v1/county").json()["languages"]

    assert [one["code"] for one in languages] == ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"]
    assert [one["code"] for one in languages if one["dir"] == "rtl"] == ["ar"]
    assert next(one["name"] for one in languages if one["code"] == "ar") == "العربية"


def test_a_demo_lies_in_project_year_two_and_says_so(demo):
    county = demo.get("/api/v1/county").json()

    assert county["demo"] is True
    assert (county["project"]["start"], county["project"]["quarter"]) == ("2025-07-01", 6)
    assert county["project"]["state"] == "running"
    assert [funder["name"] for funder in county["funders"]] == ["Beispielstiftung Zusammenleben"]
    assert "erfundenes Beispiel" in county["funders"][0]["line"]["text"]


def test_the_day_changes_at_berlin_midnight_without_a_write(start, clock):
    client = start(demo=True)
    clock.moment = dt.datetime(2026, 12, 31, 22, 59, tzinfo=dt.UTC)
    assert client.get("/api/v1/county").json()["project"]["quarter"] == 6

    clock.moment += dt.timedelta(minutes=1)

    county = client.get("/api/v1/county").json()
    assert (county["today"], county["project"]["quarter"]) == ("2027-01-01", 7)


def test_another_county_is_served_by_the_same_code(other_county):
    county = other_county.get("/api/v1/county").json()

    assert county["key"] == "99001"
    assert county["project"]["start_assumed"] is False
    assert county["project"]["quarter"] == 8
    assert county["surrounds"] is None
    assert county["concept"] is None
    assert [fact["code"] for fact in county["facts"]] == ["population"]


def test_without_a_profile_the_service_says_what_to_do(start, bases, backend):
    client = start(address=bases.migrated(backend))

    for path in ("/api/v1/county", "/api/v1/timeline", "/vorschau/de.png"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "wik profile load" in answer.json()["errors"][0]["hint"]
    for path in ("/api/v1/goals", "/api/v1/measures", "/api/v1/concept-measures", "/api/v1/indicators"):
        assert client.get(path).json()["items"] == [], path
