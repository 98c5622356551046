"""Courses of another system (the adult-education centre's) as a file says them: CSV, XLSX or iCalendar. Pure.

XML is not read at all, and what is XML inside a spreadsheet goes through `kernel.reading_files`: no entity expands.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from icalendar import Calendar, Event

from api.events.course_lines import CourseDate, CourseLine, Fault, lines_of, moment
from api.kernel.reading_files import LARGEST, UnreadableFileError, read

_UNREAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MOST_DATES = 200  # of one course


@dataclass
class Course:
    """One course with its dates; `external_id` is its number there."""

    external_id: str
    title: str
    description: str = ""
    place: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    price_cents: int = 0
    dates: list[CourseDate] = field(default_factory=list[CourseDate])


@dataclass
class CourseFile:
    """What a file says, and everything that is wrong with it."""

    courses: list[Course]
    faults: list[Fault]
    ignored: list[str] = field(default_factory=list[str])  # headings nobody knows
    cancelled: frozenset[str] = frozenset()  # numbers of courses that do not take place


def opened(content: bytes) -> CourseFile:
    """Return the courses of a file; its first bytes say what it is. Raises UnreadableFileError."""
    if len(content) > LARGEST:
        raise UnreadableFileError("too_large", f"Files may have {LARGEST // 1024 // 1024} MB.")
    start = content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").replace(b"\0", b"")
    if start.startswith(b"<"):
        raise UnreadableFileError("xml_refused", "XML is not read. Export CSV, XLSX or iCalendar.")
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        lines, faults, cancelled = _calendar(content)
        found = _gathered(lines, faults, [])
        return replace(found, cancelled=cancelled - {one.external_id for one in found.courses})
    return _gathered(*lines_of(read(content).lines))


def _gathered(found: list[CourseLine], faults: list[Fault], ignored: list[str]) -> CourseFile:
    """Return lines as courses: those with one number are dates of one course, whose facts the first line says."""
    courses: dict[str, Course] = {}
    for one in found:
        made = courses.setdefault(
            one.external_id,
            Course(
                one.external_id, one.title, one.description, one.place, one.street, one.postal_code, one.town,
                one.price_cents,
            ),
        )  # fmt: skip
        if one.date not in made.dates:
            made.dates.append(one.date)
    for made in courses.values():
        made.dates.sort()
        if len(made.dates) > MOST_DATES:
            faults.append(Fault(0, "too_many_dates", f"A course has at most {MOST_DATES} dates."))
    return CourseFile(list(courses.values()), faults, ignored)


def _calendar(content: bytes) -> tuple[list[CourseLine], list[Fault], frozenset[str]]:
    """Return dates as lines, what is wrong, and the numbers of entries that say they are cancelled."""
    try:
        every: Any = Calendar.from_ical(content)
        events: list[Event] = every.walk("VEVENT")
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise UnreadableFileError("broken_calendar", "Export the calendar again: this file is damaged.") from error
    found: list[CourseLine] = []
    faults: list[Fault] = []
    off = {id(one): _number(one) for one in events if str(one.get("STATUS")).upper() == "CANCELLED"}
    for place, event in enumerate((one for one in events if id(one) not in off), 1):
        start, end, wrong = _span(event)
        starts_at, ends_at = (
            moment(one, place, faults) if isinstance(one, dt.datetime) else None for one in (start, end)
        )
        faults += [Fault(place, code, hint) for code, hint in wrong]
        if starts_at is None or ends_at is None or _turned(starts_at, ends_at, place, faults):
            continue
        found.append(
            CourseLine(
                external_id=_number(event),
                title=_said(event, "SUMMARY")[:300],
                date=CourseDate(starts_at, ends_at),
                description=_said(event, "DESCRIPTION")[:5000],
                place=_said(event, "LOCATION")[:200],
            )
        )
    return found, faults, frozenset(off.values())


def _said(event: Any, name: str) -> str:
    """Return a text of an entry without signs nobody can read."""
    return _UNREAD.sub("", str(event.get(name, ""))).strip()


def _span(event: Any) -> tuple[Any, Any, list[tuple[str, str]]]:
    """Return beginning and end of an entry, and what is wrong with it."""
    start = end = None
    try:
        wrong = list(_wrong(event))
        if not wrong:
            start, end = event.start, event.end
    except (ValueError, TypeError, AttributeError, KeyError, ArithmeticError):  # what cannot be read, or stands twice
        wrong = [("broken_entry", "This entry is damaged; export it again.")]
    return start, end, wrong


def _turned(starts_at: dt.datetime, ends_at: dt.datetime, place: int, faults: list[Fault]) -> bool:
    if starts_at >= ends_at:
        faults.append(Fault(place, "not_in_order", "It must end after it begins."))
    return starts_at >= ends_at


def _number(event: Event) -> str:
    return str(event.get("UID", ""))[:120]


def _wrong(event: Any) -> Iterator[tuple[str, str]]:
    if not all(isinstance(event.get(name), str) and event[name].strip() for name in ("UID", "SUMMARY")):
        yield "number_or_title_missing", "Each course needs its number (UID) and its title (SUMMARY)."
    if any(isinstance(event.get(name), list) for name in ("STATUS", "DESCRIPTION", "LOCATION")):
        yield "broken_entry", "This entry says something twice; export it again."
    if "RRULE" in event or "RDATE" in event:
        yield "series_not_read", "Export each date as an entry of its own: a rule does not say what was moved."
    if not all(isinstance(one.dt, dt.datetime) for one in (event.get("DTSTART"), event.get("DTEND")) if one):
        yield "time_missing", "Each date needs a time of day."
    if not (event.get("DTSTART") and (event.get("DTEND") or event.get("DURATION"))):
        yield "time_missing", "Each date needs its beginning and its end."
