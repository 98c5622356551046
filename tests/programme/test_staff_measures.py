"""Measures as staff read and change them: full documents, rules, revisions, and what visitors see afterwards."""

import pytest

from tests.conftest import acting
from tests.programme.build import measure
from tests.programme.staff import AUTHOR, COUNCILLOR, EDITOR, MANAGER, MEASURES, pl
from tests.staff import de, patched, wrong

ONE = f"{MEASURES}/1"
CONCEPT = {"title": "Konzept", "initiated": 2011, "presented": 2013, "measures": 3}
MILESTONES = [{"code": "first", "title": "Erste", "quarter": 2}, {"code": "last", "title": "Letzte", "quarter": 12}]


@pytest.fixture
def client(small):
    first = measure(
        1,
        milestones=MILESTONES,
        audiences=["Familien", "Vereine"],
        partners=["Volkshochschule", {"name": "Kreisverwaltung"}],
    )
    return small(measures=[first, measure(2)], concept_source=CONCEPT)


def test_the_document_holds_everything_with_all_languages(start):
    client = start(demo=True)
    with acting(client, COUNCILLOR):
        answer = client.get(f"{MEASURES}/3")
        found = answer.json()
    public = client.get("/api/v1/measures/3?lang=pl").json()
    assert answer.headers["ETag"] == f'"{found["revision"]}"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {"lang": "pl", "text": public["title"]["text"], "state": public["title"]["state"]} in found["title"]
    assert {one["lang"] for one in found["title"]} == {"de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"}
    assert (found["status"], found["progress"]) == (public["status"], public["progress"])
    kinds = [one["kind"] for one in found["steps"]]
    assert kinds == sorted(kinds)
    assert len(kinds) == sum(len(public[name]) for name in ("activities", "phases", "milestones"))
    assert found["calendar"]["quarters"] == 12


def test_a_change_is_seen_by_visitors_at_their_next_read(start):
    client = start(demo=True)
    before = client.get("/api/v1/measures/3?lang=pl").json()
    assert before["title"]["state"] != "outdated"
    with acting(client, MANAGER):
        answer = patched(
            client, f"{MEASURES}/3", {"title": de("Neu"), "summary": de("Ein **Anfang** <b>"), "weight": 2}
        )
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["revision"]}"'
    assert client.get("/api/v1/measures/3?lang=pl").json()["title"] == {**before["title"], "state": "outdated"}
    german = client.get("/api/v1/measures/3?lang=de").json()
    assert german["title"]["text"] == "Neu"
    assert german["summary"] == {
        "text": "Ein **Anfang** <b>",
        "lang": "de",
        "state": "original",
        "html": "<p>Ein <strong>Anfang</strong> &lt;b&gt;</p>\n",
    }


def test_nothing_but_html_is_new_in_public(start):
    client = start(demo=True)
    found = client.get("/api/v1/measures/3").json()
    assert set(found["title"]) == {"text", "lang", "state"}
    assert {tuple(sorted(one)) for one in found["logbook"]} == {("day", "text")}
    assert {tuple(sorted(one["text"])) for one in found["logbook"]} == {("html", "lang", "state", "text")}


def test_second_editor_must_read_before_overwriting(client):
    with acting(client, MANAGER):
        first, second = patched(client, ONE, {"weight": 2}, 1), patched(client, ONE, {"weight": 3}, 1)
        without = client.patch(ONE, json={"weight": 3})
        assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
        assert (second.status_code, without.status_code) == (412, 428)
        assert "weight" not in second.text
        assert client.get(ONE).json()["weight"] == 2
        unchanged = patched(client, ONE, {"weight": 2}, 2)
    assert (unchanged.status_code, unchanged.json()["revision"]) == (200, 2)


def test_who_may_and_who_may_not(client):
    codes = {}
    for actor in (MANAGER, EDITOR, COUNCILLOR, AUTHOR):
        with acting(client, actor):
            codes[actor.grants[0].role] = (
                client.get(MEASURES).status_code,
                client.get(ONE).status_code,
                patched(client, ONE, {"weight": 2}, 99).status_code,
                client.get(f"{ONE}/logbook").status_code,
            )
    assert codes == {
        "project_manager": (200, 200, 412, 200),
        "editor": (200, 200, 403, 200),
        "council_member": (200, 200, 403, 403),
        "author": (403, 403, 403, 403),
    }
    assert client.get(MEASURES).status_code == 401
    with acting(client, MANAGER):
        assert [client.get(f"{MEASURES}/9{rest}").status_code for rest in ("", "/steps", "/logbook")] == [404] * 3
        assert patched(client, f"{MEASURES}/9", {"weight": 2}, 1).status_code == 404


def test_texts_name_only_the_languages_they_change(client):
    with acting(client, MANAGER):
        patched(client, ONE, {"title": [pl("Polski"), {"lang": "en", "text": "English"}]})
        found = patched(client, ONE, {"title": [pl("Po polsku", "machine")]}).json()["title"]
        assert {one["lang"]: (one["text"], one["state"]) for one in found} == {
            "de": ("Maßnahme 1", "original"),
            "en": ("English", "reviewed"),
            "pl": ("Po polsku", "machine"),
        }
        removed = patched(client, ONE, {"title": [pl("")]}).json()["title"]
        assert [one["lang"] for one in removed] == ["de", "en"]


def test_a_list_of_texts_keeps_translations_through_moving_and_renaming(client):
    with acting(client, MANAGER):
        patched(client, ONE, {"target_groups": [[*de("Familien"), pl("Rodziny")], [*de("Vereine"), pl("Kluby")]]})
        moved = patched(client, ONE, {"target_groups": [de("Vereine"), de("Familien")]}).json()["target_groups"]
        assert [one[1]["text"] for one in moved] == ["Kluby", "Rodziny"]
        renamed = patched(client, ONE, {"target_groups": [de("Vereine"), de("Alle Familien"), de("Neue")]}).json()[
            "target_groups"
        ]
    assert renamed[1] == [
        {"lang": "de", "text": "Alle Familien", "state": "original"},
        {"lang": "pl", "text": "Rodziny", "state": "outdated"},
    ]
    assert [len(one) for one in renamed] == [2, 2, 1]


def test_something_else_at_the_same_place_does_not_inherit_translations(client):
    with acting(client, MANAGER):
        patched(client, ONE, {"target_groups": [[*de("Familien"), pl("Rodziny")]]})
        found = patched(client, ONE, {"target_groups": [de("Schulen")]}).json()["target_groups"]
    assert found == [[{"lang": "de", "text": "Schulen", "state": "original"}]]


def test_partners_are_names_and_organisations_that_exist(start):
    client = start()
    with acting(client, MANAGER):
        known = {"name": de("Kreisverwaltung"), "organisation": "kreisverwaltung-kaiserslautern"}
        answer = patched(client, f"{MEASURES}/3", {"partners": [known, {"name": [*de("Chor"), pl("Chór")]}]})
        assert answer.status_code == 200, answer.text
        unknown = patched(client, f"{MEASURES}/3", {"partners": [known, {"name": de("x"), "organisation": "nowhere"}]})
        nameless = patched(client, f"{MEASURES}/3", {"partners": [{"name": [pl("Chór nowy")]}]})
    assert [one["organisation"] for one in answer.json()["partners"]] == ["kreisverwaltung-kaiserslautern", None]
    assert wrong(unknown) == [("/partners/1/organisation", "unknown_organisation")]
    assert wrong(nameless) == [("/partners/0/name", "source_missing")]
    assert client.get("/api/v1/measures/3?lang=pl").json()["partners"][1]["name"]["text"] == "Chór"


def test_an_organisation_that_was_merged_is_followed(start):
    client = start()
    with acting(client, MANAGER):
        wish = {"kind": "club", "name": "Doppelt"}
        made = [client.post("/api/v1/staff/organisations", json=wish).json()["key"] for _ in range(2)]
        patched(client, f"{MEASURES}/3", {"partners": [{"name": de("Doppelt"), "organisation": made[0]}]})
        merge = client.post(
            f"/api/v1/staff/organisations/{made[0]}/merge", json={"into": made[1]}, headers={"If-Match": '"1"'}
        )
        assert merge.status_code == 200, merge.text
        assert client.get(f"{MEASURES}/3").json()["partners"][0]["organisation"] == made[1]
        again = patched(client, f"{MEASURES}/3", {"partners": [{"name": de("Doppelt"), "organisation": made[0]}]})
    assert wrong(again) == [("/partners/0/organisation", "unknown_organisation")]
    assert client.get("/api/v1/measures/3").json()["partners"][0]["organisation"] == made[1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"title": None}, [("/title", "null_not_allowed")]),
        ({"title": de("")}, [("/title", "source_missing")]),
        ({"title": de("x" * 20_001)}, [("/title/0/text", "string_too_long")]),
        ({"title": [pl("a"), pl("b")]}, [("/title", "given_twice")]),
        ({"title": [{"lang": "xx", "text": "a"}]}, [("/title/0/lang", "unknown_language")]),
        ({"title": [{"lang": "pl", "text": "a", "state": "outdated"}]}, [("/title/0/state", "literal_error")]),
        ({"title": "Text"}, [("/title", "list_type")]),
        ({"weight": 0}, [("/weight", "greater_than")]),
        ({"weight": 1001}, [("/weight", "less_than_equal")]),
        ({"weight": None}, [("/weight", "null_not_allowed")]),
        ({"sub_goals": ["1.1", "9.9", "1.1"]}, [("/sub_goals/1", "unknown_sub_goal"), ("/sub_goals/2", "given_twice")]),
        ({"concept_measure": 4}, [("/concept_measure", "unknown_concept_measure")]),
        ({"closed": "stopped"}, [("/closed_reason", "reason_missing")]),
        ({"closed_reason": de("Kein Bedarf")}, [("/closed", "closed_missing")]),
        ({"closed": "done"}, [("/closed", "enum")]),
        ({"hand_over": "agreed"}, [("/successor", "successor_missing")]),
        ({"hand_over": "not_named"}, [("/hand_over", "literal_error")]),
        ({"hand_over_from": "2027-01-01"}, [("/successor", "successor_missing")]),
        ({"hand_over_from": "2027-02-30"}, [("/hand_over_from", "date_from_datetime_parsing")]),
        ({"experience_from": [""]}, [("/experience_from/0", "string_too_short")]),
        ({"number": 4}, [("/…", "extra_forbidden")]),
        ({"revision": 4}, [("/…", "extra_forbidden")]),
        ({"title": de(""), "closed": "stopped"}, [("/title", "source_missing"), ("/closed_reason", "reason_missing")]),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_stored(client, body, expected):
    with acting(client, MANAGER):
        assert wrong(patched(client, ONE, body)) == expected
        assert client.get(ONE).json()["revision"] == 1


def test_a_measure_is_closed_with_a_reason_and_opened_again(client):
    with acting(client, MANAGER):
        closed = patched(client, ONE, {"closed": "stopped", "closed_reason": de("Kein Bedarf")}).json()
        assert (closed["status"], closed["overdue"]) == ("stopped", 0)
        assert client.get("/api/v1/measures/1").json()["status_reason"]["text"] == "Kein Bedarf"
        opened = patched(client, ONE, {"closed": None, "closed_reason": None}).json()
    assert (opened["status"], opened["closed_reason"], opened["overdue"]) == ("late", None, 1)


def test_a_hand_over_step_by_step(client):
    with acting(client, MANAGER):
        named = patched(client, ONE, {"successor": de("Volkshochschule")})
        done = patched(client, ONE, {"hand_over": "done", "hand_over_from": "2028-07-01"})
        assert (named.status_code, done.status_code) == (200, 200)
        assert wrong(patched(client, ONE, {"successor": None})) == [("/successor", "successor_missing")]
    over = client.get("/api/v1/measures/1").json()["hand_over"]
    assert (over["successor"]["text"], over["from"], over["state"]) == ("Volkshochschule", "2028-07-01", "done")


def test_earlier_states_are_kept_with_what_changed(client):
    versions = "/api/v1/staff/versions?object_type=measure&object_key=1"
    with acting(client, MANAGER):
        patched(client, ONE, {"weight": 2, "title": [*de("Zweiter"), pl("Drugi")]})
        patched(client, ONE, {"partners": [], "closed": "stopped", "closed_reason": de("Aus")})
        second, first = client.get(versions).json()["items"]
        paged = client.get(f"{versions}&limit=1").json()
        rest = client.get(f"{versions}&limit=1&after={paged['next']}").json()
        assert (paged["items"], rest["items"], rest["next"]) == ([second], [first], None)
        back = {name: first["values"][name] for name in ("weight", "closed", "closed_reason")}
        back |= {"title": de(first["values"]["title"][0]["text"])}
        back |= {"partners": [{**one, "name": de(one["name"][0]["text"])} for one in first["values"]["partners"]]}
        restored = patched(client, ONE, back).json()
    assert (first["revision"], first["fields"], first["replaced_by"]) == (1, ["title", "weight"], "account:7")
    assert (second["revision"], second["fields"]) == (2, ["closed", "closed_reason", "partners"])
    assert second["values"]["title"][1] == {"lang": "pl", "text": "Drugi", "state": "reviewed"}
    assert "revision" not in first["values"]
    assert (restored["weight"], restored["closed"], len(restored["partners"])) == (1.0, None, 2)
    assert restored["title"] == [
        {"lang": "de", "text": "Maßnahme 1", "state": "original"},
        {"lang": "pl", "text": "Drugi", "state": "outdated"},
    ]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("object_type=measure&object_key=99", 404),
        ("object_type=measure&object_key=x", 404),
        ("object_type=measure&object_key=" + "9" * 30, 404),
        ("object_type=contact&object_key=1", 404),
        ("object_type=account&object_key=1", 404),
        ("object_type=measure", 422),
    ],
)
def test_history_of_nothing(client, query, status):
    with acting(client, MANAGER):
        assert client.get(f"/api/v1/staff/versions?{query}").status_code == status


def test_history_is_for_those_who_may_see_the_object(client):
    versions = "/api/v1/staff/versions?object_type=measure&object_key=1"
    with acting(client, AUTHOR):
        assert client.get(versions).status_code == 404
    with acting(client, COUNCILLOR):
        assert client.get(versions).status_code == 200
    assert client.get(versions).status_code == 401
