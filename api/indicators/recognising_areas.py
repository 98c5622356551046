"""Keys and names of areas as files write them: a lost leading zero, twelve digits, a kind before or after, a date.

Pure functions over a territory. Verbandsgemeinde Landstuhl is 073355005 until 2019-06-30 and 073355011 afterwards.
"""

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from functools import cached_property

from api.indicators.codes import RESERVED_AREAS
from api.indicators.recognising import UnclearError
from api.indicators.recognising_periods import day
from api.kernel.reading_files import Cell
from api.places import Territory

_KINDS = {
    "verbandsgemeinde": "verbandsgemeinde",
    "vg": "verbandsgemeinde",
    "ortsgemeinde": "municipality",
    "og": "municipality",
    "gemeinde": "municipality",
    "stadt": "municipality",
    "landkreis": "county",
    "kreis": "county",
    "lk": "county",
}
_RESERVED = {  # casefolded: no ß
    **{one: one for one in RESERVED_AREAS},
    **dict.fromkeys(("ausserhalb", "ausserhalb des landkreises"), "outside"),
    **dict.fromkeys(("unbekannt", "gebiet unbekannt", "keine angabe", "ohne angabe"), "unknown"),
}
_DATED = re.compile(r"\s*\(\s*(ab|seit|from|bis|until|to|am|zum|at)\s+([^()]+)\)$", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"^({'|'.join(_KINDS)})\.?\s+")
_KIND_AFTER = re.compile(rf"(?:,\s*|\s*\()({'|'.join(_KINDS)})\)?$")
_ARS_DIGITS = 12
_TITLE = re.compile(r",\s*[^,]*stadt(?=,|$)")


class Areas:
    """Finds areas by what a file calls them."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place in self._territory.places.values():
            for name in (place.name, place.official_name):
                found[_bare(name)[0]].add(place.key)
        return found

    def key(self, cell: Cell, at: dt.date) -> str:
        """Return the key of the area a cell means on a day; a date beside a name counts more. Raises UnclearError."""
        text = str(cell).strip()
        if reserved := _RESERVED.get(text.casefold()):
            return reserved
        if dated := _DATED.search(text):
            at = day(dated[2])
            text = text[: dated.start()].strip()
        digits = text.replace(" ", "")
        candidates = self._by_key(digits) if digits.isdecimal() else self._by_name(text)
        then = {key for key in candidates if self._existed(key, at)}
        if not candidates:
            raise UnclearError("unknown_area", "Use an official key (5, 8 or 9 digits) or the name of an area.")
        if not then:
            raise UnclearError("area_not_then", f"It did not exist on {at}.{self._instead(candidates, at)}")
        if len(then) > 1:
            raise UnclearError("ambiguous_area", f"Several areas have this name. Use a key: {', '.join(sorted(then))}.")
        return then.pop()

    def _existed(self, key: str, at: dt.date) -> bool:
        return not self._territory.stays[key] or self._territory.span(key, at) is not None

    def _instead(self, candidates: set[str], at: dt.date) -> str:
        others = {
            other
            for key in candidates
            for other in (*self._territory.successors(key), *self._territory.predecessors(key))
            if self._existed(other, at)
        }
        return f" Use {', '.join(sorted(others))}, or another date." if others else ""

    def _by_key(self, digits: str) -> set[str]:
        for one in (digits, f"0{digits}"):
            for key in (one, *_shortened(one)):
                if key in self._territory.places:
                    return {key}
        return set()

    def _by_name(self, text: str) -> set[str]:
        name, kind = _bare(text)
        found = self._named.get(name, set())
        return {key for key in found if kind is None or self._territory.places[key].kind.value == kind}


def _shortened(ars: str) -> tuple[str, ...]:
    """Return the key within a key of twelve digits: county, Verbandsgemeinde or municipality."""
    if len(ars) != _ARS_DIGITS:
        return ()
    return (ars[:5],) if ars.endswith("0" * 7) else (ars[:9],) if ars.endswith("000") else (ars[:5] + ars[9:],)


def _bare(name: str) -> tuple[str, str | None]:
    """Return a name without kind, title and chance of spelling, and the kind it names."""
    text = unicodedata.normalize("NFC", name).casefold().strip()
    text = re.sub(r"\s*([/-])\s*", r"\1", text)
    found = _KIND_BEFORE.search(text) or _KIND_AFTER.search(text)
    if found:
        text = (text[: found.start()] + text[found.end() :]).strip()
    text = _TITLE.sub("", text)
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(umlaut, plain)
    return " ".join(text.split()), _KINDS[found[1]] if found else None
