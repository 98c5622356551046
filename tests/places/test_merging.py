"""Two entries that are one organisation: found, made one, everything moved, both keys still lead there."""

import pytest
from sqlmodel import select

from api.kernel.tables import AuditEntry
from api.places.tables import OrganisationArea
from tests.conftest import acting
from tests.places.conftest import place
from tests.places.staff import CLUBS, EDITOR, MANAGER, NORTH, NORTHERNER, ORGANISATIONS, SOUTH, posted
from tests.staff import de, patched, wrong

PAIRS = "/api/v1/staff/organisation-duplicates"
TWINS = [
    *ORGANISATIONS,
    {"name": "TV Musterdorf", "kind": "club", "areas": [NORTH], "phone": "0631 / 4711-0", "languages": ["de"]},
    {
        "name": "Turnverein Musterdorf e. V.",
        "kind": "club",
        "areas": [SOUTH, NORTH],
        "phone": "+49 631 47110",
        "site": "www.tv.example.org",
        "languages": ["pl"],
        "street": "Am Platz 1",
        "postal_code": "67655",
        "town": "Muster",
        "contacts": [{"name": "Erika Mustermann", "consent_on": "q1"}],
        "description": "Wir turnen",
    },
    {
        "name": "Jugend des TV",
        "kind": "club",
        "areas": [SOUTH],
        "part_of": "turnverein-musterdorf-e-v",
        "phone": "063147110",
    },
]


@pytest.fixture
def client(county):
    return county(place(NORTH), place(SOUTH), organisations=TWINS)


def merged(client, gone, into, revision=1):
    return posted(client, f"{CLUBS}/{gone}/merge", {"into": into}, **{"If-Match": f'"{revision}"'})


def pairs(client):
    return {
        (one["first"]["key"], one["second"]["key"]): one["reasons"]
        for one in client.get(f"{PAIRS}?limit=200").json()["items"]
    }


def test_everything_moves_to_the_one_that_stays(client):
    with acting(client, MANAGER):
        answer = merged(client, "turnverein-musterdorf-e-v", "tv-musterdorf")
        assert answer.status_code == 200, answer.text
        whole = client.get(f"{CLUBS}/jugend-des-tv").json()["part_of"]
        contacts = client.get(f"{CLUBS}/tv-musterdorf/contacts").json()["items"]
        gone = client.get(f"{CLUBS}/turnverein-musterdorf-e-v").status_code
        listed = {one["key"] for one in client.get(f"{CLUBS}?limit=200").json()["items"]}
    stays = answer.json()
    assert answer.headers["ETag"] == f'"{stays["revision"]}"'
    assert [one["key"] for one in stays["areas"]] == [NORTH, SOUTH]
    assert (stays["phone"], stays["site"]) == ("0631 / 4711-0", "https://www.tv.example.org")  # its own, and taken over
    assert (stays["languages"], stays["street"], stays["town"]) == (["de", "pl"], "Am Platz 1", "Muster")
    assert stays["description"][0]["text"] == "Wir turnen"
    assert whole == {"key": "tv-musterdorf", "name": "TV Musterdorf"}
    assert [one["name"] for one in contacts] == ["Erika Mustermann"]
    assert gone == 404
    assert "turnverein-musterdorf-e-v" not in listed
    assert "tv-musterdorf" in listed


def test_visitors_are_led_to_the_one_that_stays(client):
    public = "/api/v1/organisations"
    assert client.get(f"{public}/turnverein-musterdorf-e-v").status_code == 200
    with acting(client, MANAGER):
        merged(client, "turnverein-musterdorf-e-v", "tv-musterdorf")
    answer = client.get(f"{public}/turnverein-musterdorf-e-v")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/organisation-merged")
    assert answer.json()["merged_into"] == "tv-musterdorf"
    assert [one["name"] for one in client.get(f"{public}?q=turnverein").json()["items"]] == []
    assert [one["name"] for one in client.get(f"{public}/tv-musterdorf").json()["contacts"]] == ["Erika Mustermann"]


def test_a_chain_of_merges_leads_to_its_end(client):
    with acting(client, MANAGER):
        merged(client, "turnverein-musterdorf-e-v", "tv-musterdorf")
        seen = client.get(f"{CLUBS}/tv-musterdorf").json()["revision"]
        assert merged(client, "tv-musterdorf", "chor-nord", seen).status_code == 200
        assert wrong(merged(client, "chor-sued", "tv-musterdorf")) == [("/into", "unknown_organisation")]
    for key in ("turnverein-musterdorf-e-v", "tv-musterdorf"):
        assert client.get(f"/api/v1/organisations/{key}").json()["merged_into"] == "chor-nord"


def test_other_rooms_move_their_rows_and_everything_is_in_the_trail(client):
    told = []
    client.app.api.state.on_merge = (lambda _session, actor, *what: told.append((actor.key, *what)),)
    with acting(client, MANAGER):
        merged(client, "turnverein-musterdorf-e-v", "tv-musterdorf")
    assert told == [("account:7", "organisation", "turnverein-musterdorf-e-v", "tv-musterdorf")]
    with client.app.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.actor == "account:7")).all()
        areas = session.exec(
            select(OrganisationArea).where(OrganisationArea.organisation == "turnverein-musterdorf-e-v")
        )
        assert areas.all() == []
    done = {(row.action, row.object_type, row.object_key) for row in rows}
    assert {
        ("merge", "organisation", "tv-musterdorf"),
        ("change", "organisation", "tv-musterdorf"),
        ("change", "organisation", "turnverein-musterdorf-e-v"),
        ("change", "organisation", "jugend-des-tv"),
        ("change", "contact", "turnverein-musterdorf-e-v:profile-1"),
        ("create", "organisation_area", f"tv-musterdorf/{SOUTH}"),
        ("delete", "organisation_area", f"turnverein-musterdorf-e-v/{SOUTH}"),
    } <= done


def test_a_merge_that_fails_elsewhere_leaves_everything_as_it_was(client):
    def fails(*_):
        raise RuntimeError

    client.app.api.state.on_merge = (fails,)
    with acting(client, MANAGER):
        before = client.get(f"{CLUBS}/tv-musterdorf").json()
        assert merged(client, "turnverein-musterdorf-e-v", "tv-musterdorf").status_code == 500
        assert client.get(f"{CLUBS}/tv-musterdorf").json() == before
        assert client.get(f"{CLUBS}/turnverein-musterdorf-e-v").status_code == 200


@pytest.mark.parametrize("into", ["turnverein-musterdorf-e-v", "nowhere"])
def test_there_must_be_another_one_to_stay(client, into):
    with acting(client, MANAGER):
        assert wrong(merged(client, "turnverein-musterdorf-e-v", into)) == [("/into", "unknown_organisation")]


def test_only_whole_pairs_of_ones_own_area_and_only_as_last_read(client):
    with acting(client, NORTHERNER):
        assert wrong(merged(client, "tv-musterdorf", "chor-sued")) == [("/into", "unknown_organisation")]
        assert merged(client, "chor-sued", "tv-musterdorf").status_code == 404
        assert merged(client, "tv-musterdorf", "chor-nord", 7).status_code == 412
        assert posted(client, f"{CLUBS}/tv-musterdorf/merge", {"into": "chor-nord"}).status_code == 428
    with acting(client, EDITOR):  # contacts would move, and an editor may not see them
        assert merged(client, "tv-musterdorf", "chor-nord").status_code == 403


def test_a_whole_that_joins_its_part_is_not_part_of_itself(client):
    with acting(client, MANAGER):
        patched(client, f"{CLUBS}/turnverein-musterdorf-e-v", {"part_of": "chor-nord"})
        answer = merged(client, "turnverein-musterdorf-e-v", "jugend-des-tv", 2)
    assert answer.json()["part_of"] == {"key": "chor-nord", "name": "Chor Nord"}


def test_duplicates_are_found_with_their_reason(client):
    with acting(client, MANAGER):
        for name in ("Chor Nord e.V.", "Chor Nordd"):
            posted(client, CLUBS, {"kind": "club", "name": name, "areas": [NORTH]})
        posted(client, CLUBS, {"kind": "club", "name": "Chor Süd", "areas": [NORTH]})
        patched(client, f"{CLUBS}/beratung", {"site": "http://chor.example.org/"})
        found = pairs(client)
    assert found == {
        ("chor-nord", "chor-nord-e-v"): ["same_name"],
        ("chor-nord", "chor-nordd"): ["similar_name"],
        ("chor-nord-e-v", "chor-nordd"): ["similar_name"],
        ("beratung", "chor-nord"): ["same_site"],
        ("turnverein-musterdorf-e-v", "tv-musterdorf"): ["same_phone"],
    }


def test_only_pairs_within_reach_are_shown(client):
    with acting(client, NORTHERNER):
        assert set(pairs(client)) == {("turnverein-musterdorf-e-v", "tv-musterdorf")}
    with acting(client, MANAGER):
        merged(client, "turnverein-musterdorf-e-v", "tv-musterdorf")
        assert pairs(client) == {}


def test_pages_of_pairs_hold_every_pair_once(client):
    with acting(client, MANAGER):
        for number in range(4):
            posted(
                client,
                CLUBS,
                {"kind": "club", "name": "Immer gleich", "areas": [NORTH], "description": de(str(number))},
            )
        found, after = [], ""
        while True:
            answer = client.get(f"{PAIRS}?limit=2{after}").json()
            found += [(one["first"]["key"], one["second"]["key"]) for one in answer["items"]]
            if not answer["next"]:
                break
            after = f"&after={answer['next']}"
    assert len(found) == len(set(found)) == 6 + 1
