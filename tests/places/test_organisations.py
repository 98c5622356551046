import datetime as dt

import pytest

from tests.places.conftest import place

ORGANISATIONS = "/api/v1/organisations"
OFFICES = "/api/v1/offices"


def names(client, query="", path=ORGANISATIONS):
    answer = client.get(f"{path}?limit=200&{query}")
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


def only(client, query="", path=ORGANISATIONS):
    (item,) = client.get(f"{path}?{query}").json()["items"]
    return item


def test_the_proposals_organisations_are_there(client):
    found = {item["key"]: item for item in client.get(f"{ORGANISATIONS}?limit=200").json()["items"]}

    network = found["netzwerk-fuer-migration-und-integration-in-stadt-und-landkreis-kaiserslautern"]
    assert [area["key"] for area in network["areas"]] == ["07312", "07335"]
    assert network["county_wide"] is True
    assert network["site"] == "https://www.integration.inwestkl.de"
    assert found["ehrenamtsboerse-westrich"]["valid_from"] == "2011-01-01"
    assert found["jugendbuero-ramstein-miesenbach"]["county_wide"] is False


@pytest.mark.parametrize(("day", "count"), [("2013-12-31", 9), ("2014-07-01", 7), ("2019-07-01", 6)])
def test_one_administration_per_verbandsgemeinde_of_the_day_and_the_countys(client, day, count):
    found = names(client, f"kind=administration&at={day}", OFFICES)

    assert len(found) == count + 1
    assert "Kreisverwaltung Kaiserslautern" in found
    assert sum(name.startswith("Verbandsgemeindeverwaltung ") for name in found) == count


def test_an_administration_that_ended_is_still_told_about(client):
    found = client.get(f"{OFFICES}/verwaltung-073355005").json()

    assert (found["name"], found["valid_to"]) == ("Verbandsgemeindeverwaltung Landstuhl", "2019-06-30")
    assert names(client, "q=verwaltung%20landstuhl") == ["Verbandsgemeindeverwaltung Landstuhl"]


def test_municipalities_outside_a_verbandsgemeinde_have_their_own(other_county):
    assert names(other_county, path=OFFICES) == [
        "Gemeindeverwaltung Musterdorf", "Gemeindeverwaltung Übermuster", "Kreisverwaltung Muster",
        "Stadtverwaltung Musterstadt",
    ]  # fmt: skip


def test_offices_are_administrations_and_offices(client, demo):
    assert client.get(f"{OFFICES}/kreisverwaltung-kaiserslautern").status_code == 200
    assert client.get(f"{OFFICES}/ehrenamtsboerse-westrich").status_code == 404
    assert client.get(f"{OFFICES}?kind=club").status_code == 422
    assert client.get(f"{ORGANISATIONS}/kreisverwaltung-kaiserslautern").status_code == 200
    assert only(demo, "kind=office", OFFICES)["part_of"] == {
        "key": "verwaltung-073355011", "name": "Verbandsgemeindeverwaltung Landstuhl",
    }  # fmt: skip


def test_an_area_brings_what_lies_within_it_and_what_is_there_for_all(demo):
    found = client_items(demo, "area=073355011")

    here = {item["name"] for item in found if not item["county_wide"]}
    assert "Musterverein für Heimat und Kultur Landstuhl" in here  # in a municipality of it
    assert "Ukrainischer Mustertreff Landstuhl" in here  # in itself
    assert "Freiwillige Musterfeuerwehr Otterbach" not in here
    assert {item["name"] for item in found if item["county_wide"]} >= {"Polnischer Musterverein Westpfalz"}


def client_items(client, query):
    return client.get(f"{ORGANISATIONS}?limit=200&{query}").json()["items"]


def test_containment_is_that_of_the_asked_day(county):
    client = county(
        place("990010001", "Verbandsgemeinde", vg_key="990010001"),
        place("99001001", vg_key="990010001", valid_from="2020-01-01"),
        place("99001001", valid_to="2019-12-31"),
        organisations=[
            {"name": "Verein", "kind": "club", "areas": ["99001001"]},
            {"name": "Kreisweit", "kind": "network"},
        ],
    )

    assert "Verein" not in names(client, "area=990010001&at=2019-12-31")
    assert "Verein" in names(client, "area=990010001&at=2020-01-01")
    assert "Kreisweit" in names(client, "area=990010001&at=2019-12-31")


def test_the_city_shows_only_what_names_it(client):
    assert names(client, "area=07312") == [
        "Netzwerk für Migration und Integration in Stadt und Landkreis Kaiserslautern"
    ]


@pytest.mark.parametrize("area", ["99999", "x", "%25"])
def test_an_unknown_area_is_refused_with_a_hint(client, area):
    answer = client.get(f"{ORGANISATIONS}?area={area}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "unknown_area"
    assert area not in answer.text


def test_filters_by_language_kind_and_words(demo):
    assert "Polnischer Musterverein Westpfalz" in names(demo, "language=pl")
    assert "Deutsch-Türkischer Beispielverein Otterberg" not in names(demo, "language=pl")
    assert names(demo, "language=xx") == []
    assert all(item["kind"] == "club" for item in client_items(demo, "kind=club"))
    assert names(demo, "q=musterfeuerwehr&kind=club") == ["Freiwillige Musterfeuerwehr Otterbach"]
    assert only(demo, "q=tuerkisch")["name"] == "Deutsch-Türkischer Beispielverein Otterberg"


def test_dates_of_existence(county):
    client = county(organisations=[
        {"name": "Alt", "kind": "club", "until": dt.date(2020, 1, 1)},
        {"name": "Neu", "kind": "club", "since": dt.date(2020, 1, 2)},
    ])  # fmt: skip

    assert names(client, "at=2020-01-01") == ["Alt"]
    assert names(client) == ["Neu"]
    assert client.get(f"{ORGANISATIONS}/alt").json()["valid_to"] == "2020-01-01"


def test_people_are_shown_from_the_day_of_their_consent_on(county, clock):
    client = county(organisations=[
        {
            "name": "Verein",
            "kind": "club",
            "contacts": [
                {"name": "Nie Genannt", "email": "nie@example.org", "internal_note": "ruft lieber an"},
                {"name": "Heute Genannt", "phone": "+49 631 1", "consent_on": clock().date()},
                {"name": "Morgen Genannt", "consent_on": clock().date() + dt.timedelta(days=1)},
                {"name": "Im Quartal", "role": "Wart", "consent_on": "q2+5", "internal_phone": "0631 999"},
            ],
        }
    ])  # fmt: skip

    for answer in (client.get(f"{ORGANISATIONS}/verein"), client.get(ORGANISATIONS)):
        assert "Nie" not in answer.text
        assert "nie@" not in answer.text
        assert "Morgen" not in answer.text
        assert "ruft" not in answer.text
        assert "0631 999" not in answer.text
        assert "consent" not in answer.text
    assert client.get(f"{ORGANISATIONS}/verein").json()["contacts"] == [
        {"name": "Heute Genannt", "role": None, "email": None, "phone": "+49 631 1"},
        {
            "name": "Im Quartal",
            "role": {"text": "Wart", "lang": "de", "state": "original"},
            "email": None,
            "phone": None,
        },
    ]


def test_a_consent_that_begins_tomorrow_shows_tomorrow(county, clock):
    day = clock().date() + dt.timedelta(days=1)
    client = county(
        organisations=[{"name": "Verein", "kind": "club", "contacts": [{"name": "Morgen", "consent_on": day}]}]
    )
    assert client.get(f"{ORGANISATIONS}/verein").json()["contacts"] == []

    clock.moment += dt.timedelta(days=1)

    assert client.get(f"{ORGANISATIONS}/verein").json()["contacts"][0]["name"] == "Morgen"


def test_the_audit_trail_of_contacts_names_nobody(county):
    county(organisations=[{"name": "Verein", "kind": "club", "contacts": [{"name": "Erika Mustermann"}]}])

    from sqlmodel import select  # noqa: PLC0415

    from api.kernel.tables import AuditEntry  # noqa: PLC0415

    with county.database.reading() as session:
        trail = session.exec(select(AuditEntry).where(AuditEntry.object_type == "contact")).all()
    assert [(one.action, one.object_key) for one in trail] == [("create", "verein:profile-1")]
    assert "Erika" not in str(trail)


def test_opening_hours_and_exceptions(demo):
    found = only(demo, "q=musterberatung")

    assert found["opening_hours"][:2] == [
        {"weekday": 1, "opens": "09:00", "closes": "12:00"},
        {"weekday": 2, "opens": "09:00", "closes": "12:00"},
    ]
    assert found["opening_exceptions"][0] == {
        "date": "2026-12-24",
        "opens": None,
        "closes": None,
        "note": {"text": "Geschlossen", "lang": "de", "state": "original"},
    }
    assert found["position"] == [7.5571, 49.4421]
    assert found["barrier_free"] == "yes"
    assert found["description"]["lang"] == "de"


def test_interest_in_inclusion_carries_its_date(demo, client):
    found = only(demo, "q=musterfeuerwehr")

    assert found["interest_in_inclusion"] == {"since": "2026-03-02"}  # q3+60, the demo began on 2025-07-01
    assert all(item["interest_in_inclusion"] is None for item in client_items(client, ""))


def test_what_it_is_part_of(county):
    client = county(organisations=[
        {"name": "Amt", "key": "amt", "kind": "office", "part_of": "haus"},
        {"name": "Haus", "key": "haus", "kind": "administration"},
    ])  # fmt: skip

    assert client.get(f"{OFFICES}/amt").json()["part_of"] == {"key": "haus", "name": "Haus"}


def test_pages_lead_through_all_organisations_once(demo):
    seen, after = [], ""
    while True:
        page = demo.get(f"{ORGANISATIONS}?limit=5&count=true{after}").json()
        seen += [one["key"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert page["total"] == len(seen) == len(set(seen)) > 20


@pytest.mark.parametrize("query", ["kind=pub", "language=PL!", "limit=0", "at=x", "place=1", "lang=xx", "after=%00"])
def test_bad_questions_are_refused(client, query):
    for path in (ORGANISATIONS, OFFICES):
        assert client.get(f"{path}?{query}").status_code in {400, 422}


@pytest.mark.parametrize("key", ["nobody", "x" * 81, "%00", "a%2Fb"])
def test_unknown_keys(client, key):
    for path in (ORGANISATIONS, OFFICES):
        assert client.get(f"{path}/{key}").status_code in {400, 404, 422}
