"""Events as iCalendar (RFC 5545, 7986): one VEVENT for each date, the same in a feed, a file and a mail.

`icalendar` knows how a text is written; the lines around it are made here, because its components take eight times as
long and its folding looks at each character.
Bytes depend on nothing but what is given: no time of the answer is in them.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from icalendar import vText

from api.kernel.time import BERLIN

Method = Literal["PUBLISH", "CANCEL"]
Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
MEDIA_TYPE = "text/calendar; charset=utf-8"
_ZONE = "Europe/Berlin"
_LONGEST = 75  # octets of a line
_TWICE = 2  # the hour that comes twice on a day in autumn
# The rules of the EU since 1996 as rules, from 1970: zones made of lists of dates end some day, and not every client
# reads them. The onset is local time before the change (02:00, 03:00), as RFC 5545, 3.6.5 wants it.
_VTIMEZONE = f"""\
BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE""".splitlines()
# Control characters no calendar may hold, and what some readers take for the end of a line.
_CONTROL = re.compile(r"\r\n?|[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One date of an event, as calendars are told it; texts are in the reader's language, moments aware.

    `uid` never changes; `sequence` counts changes of time, place and status; `stamped_at` is the record's own time.
    `organiser` is who organises and `sender` the mail address that stands for them: of no person.
    """

    uid: str
    sequence: int
    stamped_at: dt.datetime
    created_at: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: Status
    title: str
    url: str
    organiser: str
    sender: str
    description: str = ""
    location: str = ""
    position: tuple[float, float] | None = None  # longitude, latitude
    categories: tuple[str, ...] = ()


def calendar(entries: Iterable[Entry], *, method: Method = "PUBLISH", name: str = "", source: str = "") -> bytes:
    """Return a calendar; `name` and `source` (its address) are for feeds, `CANCEL` for mails that take dates back."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Willkommen im Kreis//Events//DE",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
    ]
    if name:
        lines += [_said("NAME", name), _said("X-WR-CALNAME", name)]
    if source:
        lines += [
            _folded(f"SOURCE;VALUE=URI:{source}"),
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
        ]
    lines += _VTIMEZONE
    for entry in entries:
        lines += _event(entry, "CANCELLED" if method == "CANCEL" else entry.status)
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def _event(entry: Entry, status: Status) -> Iterator[str]:
    stamp = _utc(entry.stamped_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"CREATED:{_utc(entry.created_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART{_local(entry.starts_at)}"
    yield f"DTEND{_local(entry.ends_at)}"
    yield f"STATUS:{status}"
    yield _said("SUMMARY", entry.title)
    if entry.description:
        yield _said("DESCRIPTION", entry.description)
    if entry.location:
        yield _said("LOCATION", entry.location)
    if entry.position:
        yield f"GEO:{entry.position[1]:.5f};{entry.position[0]:.5f}"
    if entry.categories:
        yield _said("CATEGORIES", *entry.categories)
    yield _organiser(entry.organiser, entry.sender)
    yield _folded(f"URL:{entry.url}")
    yield "END:VEVENT"


def _folded(line: str) -> str:
    """Return a line, folded at 75 octets and between characters (RFC 5545, 3.1)."""
    if len(line) <= _LONGEST and line.isascii():
        return line
    whole = line.encode()
    pieces: list[str] = []
    start, most = 0, _LONGEST
    while len(whole) - start > most:
        end = start + most
        while whole[end] & 0xC0 == 0x80:  # inside a character  # noqa: PLR2004
            end -= 1
        pieces.append(whole[start:end].decode())
        start, most = end, _LONGEST - 1  # the space at its beginning counts
    return "\r\n ".join([*pieces, whole[start:].decode()])


@lru_cache(maxsize=2048)  # places, descriptions and categories come with each date of an event
def _said(name: str, *texts: str) -> str:
    """Return the folded line of a property with texts."""
    written = (vText(_CONTROL.sub("\n", one).strip()).to_ical().decode() for one in texts)
    return _folded(f"{name}:{','.join(written)}")


@lru_cache(maxsize=256)
def _organiser(name: str, sender: str) -> str:
    return _folded(f'ORGANIZER;CN="{_parameter(name)}":mailto:{sender}')


def _parameter(value: str) -> str:
    """Return a value for within double quotes (RFC 6868: ^' for a quote, ^n for a line)."""
    plain = _CONTROL.sub(" ", value).replace("^", "^^").replace('"', "^'")
    return " ".join(plain.split())


@lru_cache(maxsize=4096)
def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=8192)
def _local(moment: dt.datetime) -> str:
    """Return Berlin time with its zone; the hour that comes twice in autumn in UTC, where nobody can take the other."""
    here = moment.astimezone(BERLIN)
    twice = here.hour == _TWICE and here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset()
    return f":{_utc(moment)}" if twice else f";TZID={_ZONE}:{here:%Y%m%dT%H%M%S}"
