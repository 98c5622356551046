"""Translations side by side over every table people edit, and writing one of them."""

import pytest

from tests.conftest import acting
from tests.programme.staff import COUNCILLOR, EDITOR, MANAGER, MEASURES, pl
from tests.staff import de, patched, wrong
from tests.statements import statements

TEXTS = "/api/v1/staff/translations"


@pytest.fixture
def client(start):
    return start(demo=True)


def every(client, query):
    found, after = [], ""
    while True:
        answer = client.get(f"{TEXTS}?limit=200&{query}{after}")
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        if not answer.json()["next"]:
            return found
        after = f"&after={answer.json()['next']}"


def put(client, wish, revision):
    headers = {"If-Match": f'"{revision}"'} if revision else {}
    return client.put(TEXTS, json=wish, headers=headers)


def wish(found, **changes):
    names = ("object_type", "object_key", "field", "lang")
    return {**{name: found[name] for name in names}, "text": "Nowy", "state": "reviewed", **changes}


def test_every_table_and_every_place_of_a_text_is_there(client):
    with acting(client, EDITOR):
        found = every(client, "language=pl")
    kinds = {one["object_type"] for one in found}
    assert {"measure", "step", "goal", "sub_goal", "project", "funder", "logbook_entry"} <= kinds
    assert "contact" not in kinds
    places = {
        (one["object_type"], "/".join("*" if part.isdigit() else part for part in one["field"].split("/")))
        for one in found
    }
    assert {("measure", "partners/*/name"), ("measure", "target_groups/*"), ("project", "surrounds/note")} <= places
    identities = [(one["object_type"], one["object_key"], one["field"]) for one in found]
    assert len(identities) == len(set(identities)) > 200
    numbers = [int(one["object_key"]) for one in found if one["object_type"] == "measure"]
    assert numbers == sorted(numbers)


def test_filters_by_language_state_and_words(client):
    with acting(client, EDITOR):
        whole = every(client, "language=pl")
        states = {
            state: every(client, f"language=pl&state={state}")
            for state in ("missing", "machine", "outdated", "reviewed")
        }
        assert sum(map(len, states.values())) == len(whole)
        assert all(one["text"] == "" for one in states["missing"])
        assert {one["lang"] for one in every(client, "q=Mentorenprogramm")} == {
            "en",
            "pl",
            "tr",
            "it",
            "ro",
            "uk",
            "ar",
            "de-simple",
        }
        assert all("mentor" in f"{one['source']}{one['text']}".lower() for one in every(client, "language=pl&q=MENTOR"))
        assert client.get(f"{TEXTS}?language=xx").status_code == 422
        assert client.get(f"{TEXTS}?language=de").status_code == 422
        assert client.get(f"{TEXTS}?state=original").status_code == 422


def test_one_statement_of_its_own_however_many_tables(client):
    with acting(client, EDITOR), statements(client.app.database.engine) as seen:
        assert client.get(f"{TEXTS}?language=pl&limit=200").status_code == 200
    assert len(seen) == 2  # the revisions every reading begins with, and all texts


def test_a_translation_is_kept_and_seen_by_visitors(client):
    with acting(client, EDITOR):
        title = next(one for one in every(client, "language=pl&q=Mentorenprogramm") if one["field"] == "friendly_title")
        assert (title["state"], title["link"]) == ("machine", "/team/massnahmen/3")
        answer = put(client, wish(title), title["revision"])
        assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{title["revision"] + 1}"')
        assert answer.json() == {**title, "text": "Nowy", "state": "reviewed", "revision": title["revision"] + 1}
        assert client.get("/api/v1/measures/3?lang=pl").json()["friendly_title"] == {
            "text": "Nowy",
            "lang": "pl",
            "state": "reviewed",
        }
        removed = put(client, wish(title, text=" "), title["revision"] + 1)
        assert (removed.json()["state"], removed.json()["text"]) == ("missing", "")
    assert client.get("/api/v1/measures/3?lang=pl").json()["friendly_title"]["state"] == "missing"


def test_a_translation_inside_a_list_is_kept(client):
    with acting(client, MANAGER):
        patched(client, f"{MEASURES}/3", {"partners": [{"name": de("Eins")}, {"name": [*de("Zwei"), pl("Dwa")]}]})
        found = {
            one["field"]: one
            for one in every(client, "language=pl")
            if (one["object_type"], one["object_key"]) == ("measure", "3")
        }
        assert (found["partners/0/name"]["state"], found["partners/1/name"]["text"]) == ("missing", "Dwa")
        answer = put(client, wish(found["partners/0/name"], text="Jeden"), found["partners/0/name"]["revision"])
        assert answer.status_code == 200, answer.text
    partners = client.get("/api/v1/measures/3?lang=pl").json()["partners"]
    assert [one["name"]["text"] for one in partners] == ["Jeden", "Dwa"]


def test_a_changed_source_makes_translations_outdated_until_somebody_looks(client):
    with acting(client, MANAGER):
        patched(client, f"{MEASURES}/3", {"friendly_title": de("Ganz neu")})
        (found,) = every(client, "language=pl&state=outdated")
        assert (found["object_key"], found["field"], found["source"]) == ("3", "friendly_title", "Ganz neu")
        put(client, wish(found, text=found["text"]), found["revision"])
        assert every(client, "language=pl&state=outdated") == []


@pytest.mark.parametrize(
    ("changes", "status", "expected"),
    [
        ({"lang": "de"}, 422, ("/lang", "unknown_language")),
        ({"lang": "xx"}, 422, ("/lang", "unknown_language")),
        ({"field": "weight"}, 422, ("/field", "no_such_text")),
        ({"field": "partners/99/name"}, 422, ("/field", "no_such_text")),
        ({"field": "__class__"}, 422, ("/field", "no_such_text")),
        ({"field": ""}, 422, ("/field", "no_such_text")),
        ({"state": "original"}, 422, ("/state", "literal_error")),
        ({"text": "x" * 20_001}, 422, ("/text", "string_too_long")),
        ({"object_key": "999"}, 404, None),
        ({"object_key": "3; DROP TABLE measure"}, 404, None),
        ({"object_type": "contact"}, 404, None),
        ({"object_type": "account"}, 404, None),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_stored(client, changes, status, expected):
    base = {"object_type": "measure", "object_key": "3", "field": "title", "lang": "pl"}
    with acting(client, EDITOR):
        before = client.get(f"{MEASURES}/3").json()
        answer = put(client, wish(base, **changes), before["revision"])
        assert answer.status_code == status, answer.text
        if expected:
            assert wrong(answer) == [expected]
        assert client.get(f"{MEASURES}/3").json() == before


def test_who_may_translate_and_what_must_have_been_read(client):
    base = {"object_type": "measure", "object_key": "3", "field": "title", "lang": "pl"}
    with acting(client, EDITOR):
        assert put(client, wish(base), None).status_code == 428
        stale = put(client, wish(base), 99)
        assert (stale.status_code, "Mentoren" in stale.text) == (412, False)
    with acting(client, COUNCILLOR):
        assert client.get(TEXTS).status_code == 403
        assert put(client, wish(base), 1).status_code == 403
    assert client.get(TEXTS).status_code == 401
