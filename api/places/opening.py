"""Opening hours as staff type them: in order, without overlaps, days said once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.kernel.findings import Findings
from api.places.staff_schemas import ExceptionWish, OpeningWish


def hours(wishes: Sequence[OpeningWish], found: Findings) -> list[dict[str, Any]]:
    """Return opening hours as they are stored, by weekday and time. What is wrong with them is collected."""
    taken: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for place, one in enumerate(wishes):
        _check(one.opens, one.closes, taken[one.weekday], f"/opening_hours/{place}", found)
        taken[one.weekday].append((one.opens, one.closes))
    stored = [{"weekday": one.weekday, "opens": one.opens, "closes": one.closes} for one in wishes]
    return sorted(stored, key=lambda one: (one["weekday"], one["opens"]))


def exceptions(
    before: Sequence[Mapping[str, Any]], wishes: Sequence[ExceptionWish], offered: Sequence[str], found: Findings
) -> list[dict[str, Any]]:
    """Return exceptions as they are stored, by day; the note of a day keeps its translations."""
    notes = {(one["date"], one["opens"]): one["note"] for one in before}
    taken: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    stored: list[dict[str, Any]] = []
    for place, one in enumerate(wishes):
        pointer = f"/opening_exceptions/{place}"
        day = one.date.isoformat()
        opens, closes = one.opens, one.closes
        if (opens is None) != (closes is None):
            found.say(pointer, "half_a_time", "Give both times, or neither for a closed day.")
        else:
            _check(opens or "00:00", closes or "24:00", taken[day], pointer, found)
        taken[day].append((opens or "00:00", closes or "24:00"))
        note = found.text(f"{pointer}/note", notes.get((day, opens)), one.note, offered)
        stored.append({"date": day, "opens": opens, "closes": closes, "note": note})
    return sorted(stored, key=lambda one: (one["date"], one["opens"] or ""))


def _check(opens: str, closes: str, taken: Sequence[tuple[str, str]], pointer: str, found: Findings) -> None:
    if opens >= closes:
        found.say(f"{pointer}/closes", "not_in_order", "Closing comes after opening.")
    elif any(opens < other_closes and other_opens < closes for other_opens, other_closes in taken):
        found.say(pointer, "overlaps", "These times overlap with others of the same day.")
