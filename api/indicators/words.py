"""What dimensions, codes, states and columns are called, in every language of the programme.

`words.json` holds the texts: German is the original, every other language is a machine's until its key stands under
`reviewed`, a list of keys per language.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from api.indicators.codes import AREA, TOTAL
from api.kernel.language import SOURCE, StaffText, Text, Texts, every, said, texts
from api.places import Territory


def say(key: str, language: str) -> Text | None:
    """Return the text of a key with its state, German where the language has none; None for a key that is none."""
    stored = _all().get(key)
    return said(stored, language) if stored else None


def word(key: str, language: str) -> str:
    """Return the bare text of a key that is known to be there. Raises KeyError when it is not."""
    return said(_all()[key], language).text


def dimension_label(dimension: str, language: str) -> str:
    """Return what a dimension is called: `gender` -> "Geschlecht"."""
    return word(f"dimension.{dimension}", language)


def label(dimension: str, code: str, language: str) -> str:
    """Return what a code of a dimension is called; codes of open lists, which grow, speak for themselves."""
    found = say("total" if code == TOTAL and dimension != AREA else f"{dimension}.{code}", language)
    return found.text if found else code


def dimension_texts(dimension: str) -> list[StaffText]:
    """Return what a dimension is called in all languages."""
    return every(_all()[f"dimension.{dimension}"])


def code_texts(dimension: str, code: str) -> list[StaffText]:
    """Return what a code is called in all languages; none for codes of open lists."""
    return every(_all().get("total" if code == TOTAL and dimension != AREA else f"{dimension}.{code}"))


def area_name(tree: Territory, area: str) -> str:
    """Return the name of an area; reserved keys are their own, the screen has words for them."""
    if area not in tree.places:
        return area
    place = tree.places[area]
    return place.official_name if place.kind == "county" else place.name  # the city in its middle is called the same


@cache
def _all() -> Mapping[str, Texts]:
    content = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))
    reviewed: Mapping[str, list[str]] = content["reviewed"]
    return {
        key: texts(
            stored[SOURCE],
            {
                language: (text, "reviewed" if key in reviewed.get(language, ()) else "machine")
                for language, text in stored.items()
                if language != SOURCE
            },
        )
        for key, stored in content["texts"].items()
    }
