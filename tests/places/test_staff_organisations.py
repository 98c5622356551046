"""Organisations as staff change them: whose they are, what may be said, and what visitors see afterwards."""

import pytest

from api.kernel.permission import Actor, Grant, Role
from tests.conftest import acting
from tests.places.conftest import place
from tests.places.staff import (
    AUTHOR,
    CLUBS,
    COUNCILLOR,
    COUNTY,
    EDITOR,
    EVALUATOR,
    MANAGER,
    NORTH,
    NORTHERNER,
    ORGANISATIONS,
    SOUTH,
    posted,
)
from tests.staff import de, patched, wrong

OFFICES = "/api/v1/staff/offices"
ALL = {"chor-nord", "chor-sued", "beratung", "amt-nord", "kreisverwaltung"}


@pytest.fixture
def client(county):
    return county(place(NORTH), place(SOUTH), organisations=ORGANISATIONS)


def keys(client, query=""):
    answer = client.get(f"{CLUBS}?{query}")
    assert answer.status_code == 200, answer.text
    return {item["key"] for item in answer.json()["items"]} - {f"verwaltung-{NORTH}", f"verwaltung-{SOUTH}"}


def test_everybody_sees_what_is_theirs(client):
    seen = {}
    for actor in (MANAGER, EVALUATOR, NORTHERNER, AUTHOR):
        with acting(client, actor):
            seen[actor.grants[0].role] = keys(client)
    everything = {"chor-nord", "chor-sued", "beratung", "amt-nord"}

    assert seen == {
        "project_manager": everything,
        "evaluator": everything,
        "area_staff": {"chor-nord", "amt-nord"},
        "author": {"chor-nord"},
    }


def test_the_list_and_the_single_one_agree(client):
    token = Actor("account:7", MANAGER.grants, limit=frozenset({SOUTH}), account=7)
    county = Actor("account:5", (Grant(Role.area_staff, frozenset({COUNTY, NORTH, SOUTH})),), account=5)
    for actor in (MANAGER, NORTHERNER, AUTHOR, token, county):
        with acting(client, actor):
            listed = keys(client)
            found = {key for key in ALL if client.get(f"{CLUBS}/{key}").status_code == 200}
        assert found == listed, actor
    assert listed == {"chor-nord", "chor-sued", "beratung", "amt-nord"}


@pytest.mark.parametrize("key", ["chor-sued", "beratung", "nowhere"])
def test_what_is_foreign_does_not_exist(client, key):
    with acting(client, NORTHERNER):
        answers = [
            client.get(f"{CLUBS}/{key}"),
            patched(client, f"{CLUBS}/{key}", {"phone": "0631 1"}, 1),
            patched(client, f"{CLUBS}/{key}", {"phone": "0631 1"}, 99),
            posted(client, f"{CLUBS}/{key}/merge", {"into": "chor-nord"}, **{"If-Match": '"1"'}),
            client.get(f"{CLUBS}/{key}/contacts"),
            posted(client, f"{CLUBS}/{key}/contacts", {"name": "Erika Mustermann"}),
            client.get(f"/api/v1/staff/versions?object_type=organisation&object_key={key}"),
        ]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["type"] for answer in answers} == {"/problems/not-found"}


def test_nobody_takes_an_organisation_out_of_their_own_reach_or_into_it(client):
    with acting(client, NORTHERNER):
        out = patched(client, f"{CLUBS}/chor-nord", {"areas": [SOUTH]})
        county_wide = patched(client, f"{CLUBS}/chor-nord", {"areas": []})
        elsewhere = posted(client, CLUBS, {"kind": "club", "name": "Neu", "areas": [SOUTH]})
        everywhere = posted(client, CLUBS, {"kind": "club", "name": "Neu"})
        here = posted(client, CLUBS, {"kind": "club", "name": "Neu", "areas": [NORTH]})
        both = patched(client, f"{CLUBS}/chor-nord", {"areas": [NORTH, SOUTH]})

    assert [one.status_code for one in (out, county_wide, elsewhere, everywhere)] == [404] * 4
    assert (here.status_code, both.status_code) == (201, 200)


@pytest.mark.parametrize("areas", [[], [SOUTH], [NORTH, SOUTH], [COUNTY]])
def test_an_author_does_not_move_the_own_organisation_out_of_reach_of_those_who_look_after_it(client, areas):
    path = f"{CLUBS}/chor-nord"
    with acting(client, AUTHOR):
        assert wrong(patched(client, path, {"areas": areas})) == [("/areas", "not_yours")]
        assert patched(client, path, {"areas": [NORTH], "phone": "0631 1"}).status_code == 200  # as it is
    with acting(client, MANAGER):
        assert patched(client, path, {"areas": areas}).status_code == 200


def test_an_author_does_not_make_the_own_organisation_part_of_another(client):
    path = f"{CLUBS}/chor-nord"
    with acting(client, AUTHOR):
        assert wrong(patched(client, path, {"part_of": "beratung"})) == [("/part_of", "not_yours")]
        assert wrong(patched(client, path, {"part_of": "chor-sued", "phone": "0631 1"})) == [("/part_of", "not_yours")]
        assert client.get(path).json()["part_of"] is None
    with acting(client, NORTHERNER):
        assert patched(client, path, {"part_of": "beratung"}).status_code == 200
    with acting(client, AUTHOR):
        assert patched(client, path, {"part_of": "beratung", "phone": "0631 1"}).status_code == 200  # as it is
        assert patched(client, path, {"part_of": None}).status_code == 200


def test_who_has_no_role_for_it_is_told_so(client):
    with acting(client, EVALUATOR):
        assert patched(client, f"{CLUBS}/chor-nord", {"name": "x"}, 1).status_code == 403
        assert posted(client, CLUBS, {"kind": "club", "name": "x"}).status_code == 403
        assert client.get(f"{CLUBS}/chor-nord/contacts").status_code == 403
    with acting(client, AUTHOR):
        assert posted(client, CLUBS, {"kind": "club", "name": "x"}).status_code == 403
        assert client.get("/api/v1/staff/organisation-duplicates").status_code == 403
    with acting(client, COUNCILLOR):
        assert client.get(CLUBS).status_code == 403
    assert client.get(CLUBS).status_code == 401


def test_a_change_is_seen_by_visitors_at_their_next_read(client):
    public = "/api/v1/organisations/chor-nord"
    assert client.get(public).json()["phone"] == "0631 12345"
    with acting(client, NORTHERNER):
        answer = patched(
            client,
            f"{CLUBS}/chor-nord",
            {
                "name": "Chöre Nord",
                "phone": "+49 631 99",
                "description": [{"lang": "de", "text": "Wir singen"}, {"lang": "pl", "text": "Śpiewamy"}],
                "opening_hours": [
                    {"weekday": 2, "opens": "18:00", "closes": "20:00"},
                    {"weekday": 1, "opens": "18:00", "closes": "20:00"},
                ],
                "opening_exceptions": [{"date": "2026-12-24", "note": de("Heiligabend")}],
                "position": [7.57, 49.41],
                "languages": ["pl", "de"],
                "confirmed_on": "2026-11-22",
            },
        )
    assert answer.status_code == 200, answer.text
    assert (answer.headers["ETag"], answer.json()["revision"]) == ('"2"', 2)
    seen = client.get(f"{public}?lang=pl").json()
    assert (seen["name"], seen["phone"], seen["position"]) == ("Chöre Nord", "+49 631 99", [7.57, 49.41])
    assert seen["description"] == {"text": "Śpiewamy", "lang": "pl", "state": "reviewed"}
    assert [one["weekday"] for one in seen["opening_hours"]] == [1, 2]
    assert seen["opening_exceptions"][0]["note"]["text"] == "Heiligabend"
    assert "confirmed_on" not in seen
    assert [item["name"] for item in client.get("/api/v1/organisations?q=choere").json()["items"]] == ["Chöre Nord"]


def test_second_editor_must_read_before_overwriting(client):
    with acting(client, MANAGER):
        first = patched(client, f"{CLUBS}/chor-nord", {"town": "Musterdorf"}, 1)
        second = patched(client, f"{CLUBS}/chor-nord", {"town": "Anderswo"}, 1)
        without = client.patch(f"{CLUBS}/chor-nord", json={"town": "x"})
        nonsense = client.patch(f"{CLUBS}/chor-nord", json={"town": "x"}, headers={"If-Match": "*"})

    assert [one.status_code for one in (first, second, without, nonsense)] == [200, 412, 428, 412]
    assert "Musterdorf" not in second.text


def test_where_an_organisation_works_is_part_of_its_revision(client):
    with acting(client, MANAGER):
        first = patched(client, f"{CLUBS}/chor-nord", {"areas": [NORTH, SOUTH]}, 1)
        second = patched(client, f"{CLUBS}/chor-nord", {"areas": [SOUTH]}, 1)
        same = patched(client, f"{CLUBS}/chor-nord", {"areas": [SOUTH, NORTH]}, 2)

    assert (first.json()["revision"], second.status_code, same.json()["revision"]) == (2, 412, 2)
    with acting(client, MANAGER):
        everywhere = patched(client, f"{CLUBS}/chor-nord", {"areas": [COUNTY]}, 2).json()
    assert (everywhere["county_wide"], [one["key"] for one in everywhere["areas"]]) == (True, [COUNTY])


def test_keys_are_made_from_names_and_never_twice(client):
    with acting(client, EDITOR):
        made = [
            posted(client, CLUBS, {"kind": "club", "name": name, "areas": [NORTH]})
            for name in ("Grüner Weg e.V.", "Grüner Weg e.V.", "Chor Nord", "Спілка", "x" * 200)
        ]
    assert {one.status_code for one in made} == {201}
    found = [one.json()["key"] for one in made]
    assert found[:3] == ["gruener-weg-e-v", "gruener-weg-e-v-2", "chor-nord-2"]
    assert found[3].startswith("organisation-")
    assert len(found[4]) <= 80
    assert made[0].headers["Location"] == f"{CLUBS}/gruener-weg-e-v"
    assert client.get("/api/v1/organisations/gruener-weg-e-v").json()["areas"][0]["key"] == NORTH


def test_making_twice_with_the_same_key_makes_one(client):
    wish, retry = {"kind": "club", "name": "Neu", "areas": [NORTH]}, {"Idempotency-Key": "a new club"}
    with acting(client, MANAGER):
        first, again = posted(client, CLUBS, wish, **retry), posted(client, CLUBS, wish, **retry)
        other = posted(client, CLUBS, {**wish, "name": "Anders"}, **retry)
        assert keys(client, "q=neu") == {"neu"}
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"name": None}, [("/name", "null_not_allowed")]),
        ({"name": "  "}, [("/name", "blank")]),
        ({"kind": "castle"}, [("/kind", "enum")]),
        ({"kind": "advice", "club_type": "music"}, [("/club_type", "not_a_club")]),
        ({"site": "javascript:alert(1)"}, [("/site", "site_format")]),
        ({"site": "https://user@example.org"}, [("/site", "site_format")]),
        ({"email": "nobody"}, [("/email", "mail_format")]),
        ({"phone": "ring me"}, [("/phone", "phone_format")]),
        ({"postal_code": "6765"}, [("/postal_code", "postal_code_format")]),
        ({"languages": ["Polish"]}, [("/languages/0", "language_code")]),
        ({"areas": [NORTH, "123"]}, [("/areas/1", "unknown_area")]),
        ({"position": [7.5]}, [("/position", "too_short")]),
        ({"position": [49.4, 97.5]}, [("/position/1", "no_such_latitude")]),
        ({"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, [("/valid_to", "not_in_order")]),
        ({"valid_to": "2026-02-30"}, [("/valid_to", "date_from_datetime_parsing")]),
        ({"confirmed_on": "2026-11-23"}, [("/confirmed_on", "in_the_future")]),
        ({"inclusion_since": "2026-11-23"}, [("/inclusion_since", "in_the_future")]),
        ({"part_of": "nowhere"}, [("/part_of", "unknown_organisation")]),
        ({"part_of": "chor-nord"}, [("/part_of", "part_of_itself")]),
        (
            {"description": [{"lang": "xx", "text": "a"}]},
            [("/description/0/lang", "unknown_language"), ("/description", "source_missing")],
        ),
        ({"description": [{"lang": "pl", "text": "a"}]}, [("/description", "source_missing")]),
        (
            {"opening_hours": [{"weekday": 8, "opens": "09:00", "closes": "10:00"}]},
            [("/opening_hours/0/weekday", "less_than_equal")],
        ),
        (
            {"opening_hours": [{"weekday": 1, "opens": "9", "closes": "10:00"}]},
            [("/opening_hours/0/opens", "hour_format")],
        ),
        (
            {"opening_hours": [{"weekday": 1, "opens": "11:00", "closes": "10:00"}]},
            [("/opening_hours/0/closes", "not_in_order")],
        ),
        (
            {
                "opening_hours": [
                    {"weekday": 1, "opens": "09:00", "closes": "12:00"},
                    {"weekday": 1, "opens": "11:59", "closes": "13:00"},
                ]
            },
            [("/opening_hours/1", "overlaps")],
        ),
        (
            {"opening_exceptions": [{"date": "2026-12-24", "opens": "09:00"}]},
            [("/opening_exceptions/0", "half_a_time")],
        ),
        (
            {
                "opening_exceptions": [
                    {"date": "2026-12-24"},
                    {"date": "2026-12-24", "opens": "09:00", "closes": "10:00"},
                ]
            },
            [("/opening_exceptions/1", "overlaps")],
        ),
        ({"revision": 7}, [("/…", "extra_forbidden")]),
        ({"merged_into": "beratung"}, [("/…", "extra_forbidden")]),
        ({"phone": "ring me", "email": "nobody"}, [("/email", "mail_format"), ("/phone", "phone_format")]),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_stored(client, body, expected):
    with acting(client, MANAGER):
        before = client.get(f"{CLUBS}/chor-nord").json()
        assert wrong(patched(client, f"{CLUBS}/chor-nord", body)) == expected
        assert client.get(f"{CLUBS}/chor-nord").json() == before
        hints = patched(client, f"{CLUBS}/chor-nord", body).json()["errors"]
    assert all(len(one["hint"]) > 10 and "Traceback" not in one["hint"] for one in hints)


def test_a_part_cannot_be_the_whole_of_its_whole(client):
    with acting(client, MANAGER):
        assert patched(client, f"{CLUBS}/chor-sued", {"part_of": "chor-nord"}).status_code == 200
        assert wrong(patched(client, f"{CLUBS}/chor-nord", {"part_of": "chor-sued"})) == [
            ("/part_of", "part_of_itself")
        ]
        assert client.get(f"{CLUBS}/chor-sued").json()["part_of"] == {"key": "chor-nord", "name": "Chor Nord"}


def test_offices_are_only_administrations_and_offices(client):
    with acting(client, MANAGER):
        assert client.get(f"{OFFICES}/amt-nord").status_code == 200
        assert client.get(f"{OFFICES}/chor-nord").status_code == 404
        assert patched(client, f"{OFFICES}/chor-nord", {"town": "x"}, 1).status_code == 404
        assert wrong(patched(client, f"{OFFICES}/amt-nord", {"kind": "club"})) == [("/kind", "literal_error")]
        made = posted(client, OFFICES, {"kind": "office", "name": "Standesamt", "areas": [NORTH]})
        assert (made.status_code, made.headers["Location"]) == (201, f"{OFFICES}/standesamt")
        assert wrong(posted(client, OFFICES, {"kind": "club", "name": "x"})) == [("/kind", "literal_error")]
        listed = {item["key"] for item in client.get(OFFICES).json()["items"]}
        assert {"amt-nord", "standesamt"} <= listed
        assert "chor-nord" not in listed
        assert {item["kind"] for item in client.get(f"{OFFICES}?kind=office").json()["items"]} == {"office"}


def test_an_earlier_state_is_kept_and_can_be_sent_back(client):
    versions = "/api/v1/staff/versions?object_type=organisation&object_key=chor-nord"
    with acting(client, MANAGER):
        assert client.get(versions).json()["items"] == []
        patched(client, f"{CLUBS}/chor-nord", {"phone": None, "description": de("Wir singen"), "position": [7.5, 49.4]})
        patched(client, f"{CLUBS}/chor-nord", {"description": de("Wir tanzen"), "valid_to": "2030-12-31"})
        second, first = client.get(versions).json()["items"]
        assert (second["revision"], second["fields"]) == (2, ["description", "valid_to"])
        assert (first["revision"], first["fields"]) == (1, ["description", "phone", "position"])
        assert (first["values"]["phone"], first["values"]["valid_to"]) == ("0631 12345", None)
        restored = patched(
            client,
            f"{CLUBS}/chor-nord",
            {
                "phone": first["values"]["phone"],
                "description": [{"lang": "de", "text": second["values"]["description"][0]["text"]}],
                **{name: second["values"][name] for name in ("position", "valid_to")},
            },
        ).json()
    assert (restored["phone"], restored["description"][0]["text"]) == ("0631 12345", "Wir singen")
    assert (restored["position"], restored["valid_to"], restored["revision"]) == ([7.5, 49.4], None, 4)
    with acting(client, NORTHERNER):
        assert len(client.get(versions).json()["items"]) == 3


def test_what_needs_looking_after(client):
    day = {"confirmed_on": "2026-01-01"}
    with acting(client, NORTHERNER):
        assert keys(client, "need=contact") == {"chor-nord", "amt-nord"}
        posted(client, f"{CLUBS}/chor-nord/contacts", {"name": "Erika Mustermann"})
        assert keys(client, "need=contact") == {"amt-nord"}
        assert keys(client, "need=consent") == {"chor-nord"}
        patched(client, f"{CLUBS}/amt-nord", day)
        assert keys(client, "need=confirmation") == {"chor-nord"}
        patched(client, f"{CLUBS}/amt-nord", {"confirmed_on": "2025-11-21"})
        assert keys(client, "need=confirmation") == {"chor-nord", "amt-nord"}
    with acting(client, EDITOR):  # who may not see contacts is not told where there are none
        assert keys(client, "need=contact") == set()
        assert "chor-sued" in keys(client, "need=confirmation")
