"""Programme texts in the reader's language, each saying what it is."""

import pytest

TITLES = {
    "de": ("de", "original"),
    "en": ("en", "machine"),
    "pl": ("pl", "machine"),
    "ar": ("ar", "machine"),
    "de-simple": ("de-simple", "machine"),
}


@pytest.mark.parametrize("language", TITLES)
def test_a_text_says_its_language_and_state(client, language):
    answer = client.get(f"/api/v1/measures/3?lang={language}")

    title = answer.json()["title"]
    assert (title["lang"], title["state"]) == TITLES[language]
    assert answer.headers["content-language"] == language.replace("-simple", "")


def texts_in(value):
    if isinstance(value, dict):
        if set(value) == {"text", "lang", "state"}:
            yield value
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


@pytest.mark.parametrize("language", ["en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"])
def test_every_programme_text_is_there_in_every_language(demo, language):
    paths = [
        "/county",
        "/goals",
        "/measures",
        "/timeline",
        "/concept-measures",
        "/indicators",
        *(f"/measures/{n}" for n in range(1, 14)),
    ]
    found = [text for path in paths for text in texts_in(demo.get(f"/api/v1{path}?lang={language}").json())]

    assert len(found) > 300
    assert [text["text"] for text in found if (text["lang"], text["state"]) != (language, "machine")] == []


def test_without_a_translation_the_german_text_comes_and_says_so(other_county):
    measure = other_county.get("/api/v1/measures/1?lang=fr").json()

    assert measure["title"] == {"text": "Vereine ansprechen", "lang": "de", "state": "missing"}
    assert measure["friendly_title"] == {"text": "Les associations participent", "lang": "fr", "state": "machine"}
    assert other_county.get("/api/v1/goals?lang=fr").json()["items"][0]["title"]["state"] == "reviewed"


def test_the_header_chooses_a_language_but_never_plain_german(client):
    def language(header):
        return client.get("/api/v1/goals", headers={"Accept-Language": header}).headers["content-language"]

    assert language("pl-PL,pl;q=0.9,en;q=0.8") == "pl"
    assert language("fr") == "de"
    assert (
        client.get("/api/v1/goals", headers={"Accept-Language": "de-simple"}).json()["items"][0]["title"]["lang"]
        == "de"
    )
