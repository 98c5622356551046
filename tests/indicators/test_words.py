import json
from pathlib import Path
from string import Formatter

import pytest

from api.indicators import codes, words
from api.indicators.tables import ObservationStatus, Realisation

_LANGUAGES = {"de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"}
_STORED = json.loads((Path(words.__file__).parent / "words.json").read_text("utf-8"))


def test_every_text_stands_in_nine_languages_with_the_same_gaps_to_fill():
    for key, stored in _STORED["texts"].items():
        assert set(stored) == _LANGUAGES, key
        gaps = {
            language: sorted(name or "" for _, name, _, _ in Formatter().parse(text))
            for language, text in stored.items()
        }
        assert all(stored.values()), key
        assert all(sorted(filter(None, one)) == sorted(filter(None, gaps["de"])) for one in gaps.values()), key


def test_every_dimension_closed_code_status_and_realisation_has_a_word():
    keys = {f"dimension.{one}" for one in (codes.AREA, *codes.CLOSED, *codes.OPEN)}
    keys |= {f"{dimension}.{code}" for dimension, listed in codes.CLOSED.items() for code in listed}
    keys |= {f"area.{one}" for one in codes.RESERVED_AREAS}
    keys |= {f"status.{one.value}" for one in ObservationStatus} | {f"realisation.{one.value}" for one in Realisation}
    assert keys <= set(_STORED["texts"])


def test_a_text_says_whether_a_person_has_read_it():
    german, polish = words.say("gender.f", "de"), words.say("gender.f", "pl")
    assert german
    assert (german.text, german.state) == ("Frauen", "original")
    assert polish
    assert (polish.text, polish.state) == ("Kobiety", "machine")


@pytest.mark.parametrize(("dimension", "code", "said"), [("gender", "_T", "Total"), ("role", "mentor", "Mentors")])
def test_codes_have_labels(dimension, code, said):
    assert words.label(dimension, code, "en") == said


def test_codes_of_open_lists_and_areas_without_a_word_speak_for_themselves():
    assert words.label("paper", "sonntagsblatt", "en") == "sonntagsblatt"
    assert words.label("area", "073355011", "en") == "073355011"
