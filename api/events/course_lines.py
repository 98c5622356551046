"""Lines of a table as dates of courses: which heading means what, days, times and prices as people write them. Pure."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.kernel.problems import Invalid
from api.kernel.reading_files import Cell, Line, UnreadableFileError
from api.kernel.time import understood
from api.places import folded

HEADINGS = {
    "external_id": ("kursnummer", "kursnr", "kurs-nr", "nummer", "number"),
    "title": ("titel", "kurstitel", "bezeichnung", "title"),
    "description": ("beschreibung", "inhalt", "kursbeschreibung", "description"),
    "day": ("datum", "tag", "termin", "date"),
    "begins": ("beginn", "von", "uhrzeit von", "begin"),
    "ends": ("ende", "bis", "uhrzeit bis", "end"),
    "place": ("ort", "kursort", "veranstaltungsort", "raum", "place"),
    "street": ("strasse", "straße", "street"),
    "postal_code": ("plz", "postleitzahl", "postal code"),
    "town": ("gemeinde", "stadt", "town"),
    "price": ("gebuhr", "gebühr", "preis", "entgelt", "price"),
    "link": ("link", "url", "anmeldung", "anmeldelink"),
}
NEEDED = ("external_id", "title", "day", "begins", "ends")
_LONGEST = {"external_id": 120, "title": 300, "description": 5000, "place": 200, "street": 200, "postal_code": 10,
            "town": 100, "link": 500}  # fmt: skip
_KNOWN = {folded(word): name for name, words in HEADINGS.items() for word in words}
_DAY = re.compile(r"(?:[A-Za-z]{2,10}\.?,?\s*)?(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?:\s*Uhr)?")
_PRICE = re.compile(r"(?:EUR|€)?\s*(\d{1,5})(?:[.,](\d{1,2}|-))?\s*(?:EUR|Euro|€)?", re.IGNORECASE)
_YEARS = range(2000, 2100)  # as everywhere in this API
_FREE = frozenset({"", "kostenlos", "kostenfrei", "gebuhrenfrei", "frei", "free"})


@dataclass(frozen=True, order=True)
class CourseDate:
    """Beginning and end of one date, aware, in UTC."""

    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class CourseLine:
    """One date of a course, with what its line says of the course."""

    external_id: str
    title: str
    date: CourseDate
    description: str = ""
    place: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    price_cents: int = 0


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, or with the whole file (0)."""

    line: int
    code: str
    hint: str


def lines_of(lines: Sequence[Line]) -> tuple[list[CourseLine], list[Fault], list[str]]:
    """Return what lines say, everything that is wrong, and the headings nobody knows. Raises UnreadableFileError."""
    if not lines:
        raise UnreadableFileError("empty", "There is nothing in this file.")
    heading = [text_of(cell) for cell in lines[0].cells]
    columns = {_KNOWN[folded(text)]: place for place, text in reversed([*enumerate(heading)]) if folded(text) in _KNOWN}
    missing = [HEADINGS[name][0].capitalize() for name in NEEDED if name not in columns]
    if missing:
        raise UnreadableFileError(
            "columns_missing", f"These columns are needed: {', '.join(missing)}.", lines[0].number
        )
    faults: list[Fault] = []
    found: list[CourseLine] = []
    for line in lines[1:]:
        cells = {name: text_of(line.cells[place]) if place < len(line.cells) else "" for name, place in columns.items()}
        one = _line(cells, line.number, faults)
        if one is not None:
            found.append(one)
    return found, faults, [text for text in heading if text and folded(text) not in _KNOWN]


def _line(cells: dict[str, str], number: int, faults: list[Fault]) -> CourseLine | None:
    before = len(faults)
    if not cells["external_id"] or not cells["title"]:
        faults.append(Fault(number, "number_or_title_missing", "Each course needs its number and its title."))
    for name, longest in _LONGEST.items():
        if len(cells.get(name, "")) > longest:
            faults.append(Fault(number, "too_long", f"At most {longest} characters: {HEADINGS[name][0]}."))
    price = _price(cells.get("price", ""), number, faults)
    date = _date(cells, number, faults)
    if date is None or len(faults) > before:
        return None
    said = {name: cells.get(name, "") for name in ("place", "street", "postal_code", "town")}
    told = "\n\n".join(filter(None, [cells.get("description"), cells.get("link")]))
    return CourseLine(cells["external_id"], cells["title"], date, told, price_cents=price, **said)


def _date(cells: dict[str, str], number: int, faults: list[Fault]) -> CourseDate | None:
    day = _day(cells["day"])
    times = [_time(cells[name]) for name in ("begins", "ends")]
    if day is None or None in times:
        hint = "Write the day as 24.12.2026 or 2026-12-24, and times as 18:30."
        faults.append(Fault(number, "no_date", hint))
        return None
    starts_at, ends_at = (moment(dt.datetime.combine(day, time), number, faults) for time in times if time)
    if starts_at is None or ends_at is None:
        return None
    if starts_at >= ends_at:
        faults.append(Fault(number, "not_in_order", "It must end after it begins."))
        return None
    return CourseDate(starts_at, ends_at)


def moment(typed: dt.datetime, number: int, faults: list[Fault]) -> dt.datetime | None:
    """Return a moment in UTC; one that does not exist in Berlin, or exists twice, is a fault, and one far away."""
    if typed.year not in _YEARS:
        faults.append(Fault(number, "no_date", "Write the day as 24.12.2026 or 2026-12-24."))
        return None
    try:
        return understood(typed)
    except Invalid as error:
        faults += [Fault(number, one.code, one.hint) for one in error.issues]
        return None


def text_of(cell: Cell) -> str:
    """Return a cell as text without space around it; a day as ISO writes it."""
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell).strip()


def _day(text: str) -> dt.date | None:
    match = _DAY.fullmatch(text.removesuffix(" 00:00:00"))
    if match is None:
        return None
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return dt.date(int(year), int(month), int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None


def _time(text: str) -> dt.time | None:
    match = _TIME.fullmatch(text)
    try:
        return dt.time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


def _price(text: str, number: int, faults: list[Fault]) -> int:
    if folded(text) in _FREE:
        return 0
    match = _PRICE.fullmatch(text)
    if match is None:
        faults.append(Fault(number, "no_price", "Write a price as 12,50 or 12,50 €; nothing or “kostenlos” is 0."))
        return 0
    cents = (match[2] or "0").replace("-", "0")
    return int(match[1]) * 100 + int(cents.ljust(2, "0"))
