"""What our fonts can show. A printed page with a letter they lack would not be accessible, and is not made at all."""

import json
import unicodedata
from functools import cache
from pathlib import Path

# First and last code point of each span that both weights of FiraGO cover; written anew when the fonts change, which
# a test notices.
_COVERED = Path(__file__).parent / "fonts" / "covered.json"
_INSTEAD = "?"


def printable(text: str) -> str:
    """Return `text` with letters our fonts lack as "?" and signs nobody sees, such as direction marks, left out."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter if ord(letter) in covered() else _INSTEAD
        for letter in composed
        if ord(letter) in covered() or unicodedata.category(letter) not in {"Cc", "Cf", "Cn", "Cs"}
    )


@cache
def covered() -> frozenset[int]:
    """Return the code points our fonts have a shape for."""
    spans: list[tuple[int, int]] = json.loads(_COVERED.read_text())
    return frozenset(code for first, last in spans for code in range(first, last + 1))
