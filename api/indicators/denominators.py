"""How many there are on a day of what an indicator is measured against. Pure functions over a territory.

Councils: of each municipality and each Verbandsgemeinde (57, from 2019-07-01 56). Administrations: of the county and
each Verbandsgemeinde (8, from 2019-07-01 7). Clubs are counted by `feeds`, from the register.
"""

import datetime as dt
from collections.abc import Mapping

from api.indicators.codes import TOTAL
from api.places import Territory


def on(word: str | None, tree: Territory, area: str, codes: Mapping[str, str], day: dt.date) -> int | None:
    """Return how many of `word` an area has on a day, of those the codes name; None for what is not counted here."""
    if area not in tree.places:
        return None
    match word:
        case "councils":
            return _councils(tree, area, codes.get("council_level", TOTAL), day)
        case "administrations":
            return _with_councils(tree, area, day) + (tree.places[area].kind == "county")
        case _:
            return None


def _councils(tree: Territory, area: str, level: str, day: dt.date) -> int:
    unions, municipalities = _with_councils(tree, area, day), len(tree.municipalities(area, day))
    return {"verbandsgemeinde": unions, "municipality": municipalities}.get(level, unions + municipalities)


def _with_councils(tree: Territory, area: str, day: dt.date) -> int:
    """Return how many Verbandsgemeinden an area has on a day: itself, if it is one."""
    if tree.places[area].kind == "verbandsgemeinde":
        return 1
    return sum(tree.places[one].kind == "verbandsgemeinde" for one in tree.members(area, day))
