"""Which language a reader gets, and what a text says about itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from api.kernel.language import Languages, TextWish, digest, edited, every, said, said_or_none, texts
from api.kernel.problems import Invalid
from tests.kernel.conftest import LANGUAGES


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "de"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("ar-SY,de;q=0.5", "ar"),
        ("de;q=0.5, en;q=0.9", "en"),
        ("en;q=0.5, de;q=0.5", "en"),
        ("fr, nl;q=0.9, ar;q=0.1", "ar"),
        ("fr", "de"),
        ("en;q=0", "de"),
        ("en;q=0.000, ar;q=0.001", "ar"),
        ("en; q=0.3 , ar ;q=0.8", "ar"),
        ("en;q=7, ar;q=0.1", "ar"),
        ("en;q=x", "de"),
        ("en;level=1", "de"),
        ("*", "de"),
        ("de-simple, en;q=0.9", "de"),
        ("englisch", "de"),
        (",,;q=1,", "de"),
        (", " * 200 + "en", "de"),
        ("x" * 600 + ", en", "de"),  # what comes later is not read, nor kept
    ],
)
def test_the_best_offered_language_wins(header, code):
    assert LANGUAGES.negotiated(header) == code


def test_a_plain_language_is_chosen_and_never_negotiated():
    assert Languages(codes=("de", "leicht"), plain={"leicht": "de"}).negotiated("leicht") == "de"
    assert Languages(codes=("de", "leicht")).negotiated("leicht") == "leicht"


@given(header=some.text())
def test_any_header_leads_to_an_offered_language_that_is_not_plain(header):
    assert LANGUAGES.negotiated(header) in {"de", "en", "ar"}


def test_direction_and_tag():
    assert [LANGUAGES.direction(code) for code in ("de", "ar", "de-simple")] == ["ltr", "rtl", "ltr"]
    assert [LANGUAGES.tag(code) for code in ("en", "de-simple")] == ["en", "de"]


def test_a_text_says_its_language_and_state():
    stored = texts("Der Ball", {"en": ("The ball", "reviewed"), "ar": ("الكرة", "machine")})
    assert said(stored, "de").model_dump() == {"text": "Der Ball", "lang": "de", "state": "original"}
    assert said(stored, "en").model_dump() == {"text": "The ball", "lang": "en", "state": "reviewed"}
    assert said(stored, "ar").model_dump() == {"text": "الكرة", "lang": "ar", "state": "machine"}


def test_without_a_translation_the_german_text_stands_marked_as_missing():
    assert said(texts("Der Ball"), "en").model_dump() == {"text": "Der Ball", "lang": "de", "state": "missing"}


def test_a_translation_of_an_older_source_is_outdated():
    stored = texts("Der Ball", {"en": ("The ball", "reviewed")})
    stored["de"]["text"] = "Der rote Ball"
    assert said(stored, "en").model_dump() == {"text": "The ball", "lang": "en", "state": "outdated"}
    stored["en"]["source"] = digest("Der rote Ball")
    assert said(stored, "en").state == "reviewed"


def test_no_text_is_no_text():
    assert said_or_none(None, "de") is None
    assert said_or_none({}, "de") is None
    assert said_or_none(texts("x"), "de").text == "x"


@pytest.fixture(scope="module")
def toy(shared):
    answer = shared.post("/api/v1/staff/toys", json={"name": "Ball"})
    yield f"/api/v1/toys/{answer.json()['id']}"
    with shared.app.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM toy")
        connection.exec_driver_sql("DELETE FROM audit_entry")


@pytest.mark.parametrize(
    ("query", "header", "tag", "text", "state"),
    [
        ("", "en", "en", "The Ball", "machine"),
        ("?lang=en", "de", "en", "The Ball", "machine"),
        ("", "fr", "de", "Der Ball", "original"),
        ("", None, "de", "Der Ball", "original"),
        ("", "ar", "ar", "Der Ball", "missing"),
        ("?lang=de-simple", "en", "de", "Der Ball", "missing"),
        ("", "de-simple", "de", "Der Ball", "original"),
    ],
)
def test_the_address_goes_before_the_header(shared, toy, query, header, tag, text, state):
    answer = shared.get(toy + query, headers={"Accept-Language": header} if header else {})
    assert (answer.headers["Content-Language"], answer.json()["title"]["text"], answer.json()["title"]["state"]) == (
        tag,
        text,
        state,
    )
    assert answer.headers["Vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize("lang", ["fr", "", "de-DE", "DE", "de,en", "../en"])
def test_an_unknown_language_in_the_address_is_refused(shared, toy, lang):
    answer = shared.get(toy, params={"lang": lang})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_language")
    assert answer.json()["errors"][0]["hint"] == "Use one of: de, en, ar, de-simple."


OFFERED = ("de", "en", "pl")


def test_staff_see_every_language_german_first():
    stored = texts("Ball", {"pl": ("Piłka", "machine"), "en": ("Ball", "reviewed")})
    assert [(one.lang, one.state) for one in every(stored)] == [
        ("de", "original"), ("en", "reviewed"), ("pl", "machine"),
    ]  # fmt: skip
    assert every(None) == []


def test_an_edit_changes_the_languages_it_names_and_no_other():
    stored = texts("Ball", {"pl": ("Piłka", "machine")})
    changed = edited(stored, [TextWish(lang="en", text=" Ball ")], OFFERED)
    assert [(one.lang, one.text, one.state) for one in every(changed)] == [
        ("de", "Ball", "original"), ("en", "Ball", "reviewed"), ("pl", "Piłka", "machine"),
    ]  # fmt: skip
    assert stored == texts("Ball", {"pl": ("Piłka", "machine")})


def test_changing_the_german_text_makes_translations_outdated_but_not_those_sent_along():
    stored = texts("Ball", {"pl": ("Piłka", "reviewed"), "en": ("Ball", "reviewed")})
    changed = edited(stored, [TextWish(lang="en", text="Kite"), TextWish(lang="de", text="Drachen")], OFFERED)
    assert {one.lang: one.state for one in every(changed)} == {"de": "original", "en": "reviewed", "pl": "outdated"}


def test_an_empty_text_removes_a_translation():
    changed = edited(texts("Ball", {"pl": ("Piłka", "machine")}), [TextWish(lang="pl", text="")], OFFERED)
    assert [one.lang for one in every(changed)] == ["de"]


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ([TextWish(lang="xx", text="?")], "unknown_language"),
        ([TextWish(lang="pl", text="a"), TextWish(lang="pl", text="b")], "given_twice"),
        ([TextWish(lang="de", text=" ")], "source_missing"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(wishes, code):
    with pytest.raises(Invalid) as refused:
        edited(texts("Ball"), wishes, OFFERED)
    assert [issue.code for issue in refused.value.issues] == [code]
