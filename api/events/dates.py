"""The dates of public events as entries of calendars. Four statements, however many there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_

from api.events.atom import Item
from api.events.ical import Entry, Status
from api.events.listing import Search, conditions, midnight
from api.events.registration_tables import Seats
from api.events.states import ICAL, PUBLIC, EventState
from api.events.tables import Event, EventSession, SessionState
from api.kernel.language import SOURCE, said
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import spoken, today
from api.places import ORGANISATIONS, Territory, read_territory

BEFORE, AFTER = dt.timedelta(days=60), dt.timedelta(days=400)  # what a feed holds around today
TOLD = dt.timedelta(days=30)  # what is cancelled is told that long, archived or not
MOST = 5000  # dates in one feed
_EVENTS = columns(
    Event.id, Event.kind, Event.topic, Event.title, Event.description, Event.getting_there, Event.place, Event.street,
    Event.postal_code, Event.town, Event.lon, Event.lat, Event.online, Event.created_at, Event.state, Event.sequence,
    Event.uid, Event.stamped_at, ORGANISATIONS.c.name.label("organiser"),
).outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(Event.organiser))  # fmt: skip
_DATES = (
    columns(
        EventSession.event, EventSession.uid, EventSession.starts_at, EventSession.ends_at, EventSession.state,
        EventSession.note, EventSession.sequence, EventSession.stamped_at,
    )
    .join(Event, col(Event.id) == col(EventSession.event))
    .outerjoin(Seats, col(Seats.event) == col(Event.id))
    .order_by(col(EventSession.starts_at), col(EventSession.id))
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Who gets a calendar: in which language, with pages at which address, from which sender."""

    language: str
    public_url: str
    sender: str


@cache
def _words() -> dict[str, dict[str, str]]:
    found: Any = yaml.safe_load((Path(__file__).parent / "feed_words.yaml").read_text(encoding="utf-8"))
    return found


def word(key: str, language: str, **values: str) -> str:
    """Return a text of `feed_words.yaml`, German where there is none."""
    known = _words()[key]
    return known.get(language, known[SOURCE]).format(**values)


def county(tree: Territory) -> str:
    """Return the official name of the county."""
    return next(
        (place.official_name or place.name for place in tree.places.values() if place.kind.value == "county"), ""
    )


def feed(session: Session, search: Search, reader: Reader) -> tuple[str, list[Entry]]:
    """Return the name of a feed and its dates; from 60 days back to 400 days ahead unless the search says otherwise.

    Raises Invalid for an unknown area.
    """
    found = _found(session, search)
    return word("name", reader.language, county=found.county), [entry for _, entry in _entries(found, reader)]


def items(session: Session, search: Search, reader: Reader) -> tuple[str, list[Item]]:
    """Return the name of a feed and its events, each once. Raises Invalid for an unknown area."""
    found = _found(session, search)
    by_event: defaultdict[int, list[Entry]] = defaultdict(list)
    for number, entry in _entries(found, reader):
        by_event[number].append(entry)
    name = word("name", reader.language, county=found.county)
    return name, [_item(found.events[number], entries, reader) for number, entries in by_event.items()]


def _item(row: Any, entries: Sequence[Entry], reader: Reader) -> Item:
    first = entries[0]
    times = [f"{spoken(one.starts_at):%Y-%m-%d %H:%M}\u2013{spoken(one.ends_at):%H:%M}" for one in entries]
    return Item(
        uid=row.uid,
        created_at=row.created_at,
        stamped_at=max(one.stamped_at for one in entries),
        title=_title(said(row.title, reader.language).text, ICAL[EventState(row.state)], reader.language),
        url=first.url,
        organiser=first.organiser,
        lines=[*times, *filter(None, [first.location, first.description])],
        categories=first.categories,
    )


@dataclass(frozen=True)
class _Found:
    """Rows of dates, the rows of their events by number, and the county's name."""

    dates: Sequence[Any]
    events: Mapping[int, Any]
    county: str


def _found(session: Session, search: Search) -> _Found:
    tree = read_territory(session)
    first = search.first or today(session) - BEFORE
    last = search.last or today(session) + AFTER
    window = (
        col(EventSession.ends_at) > midnight(first),
        col(EventSession.starts_at) < midnight(last + dt.timedelta(days=1)),
    )
    return _read(session, tree, *window, *conditions(session, search, tree, first))


def _read(session: Session, tree: Territory, *wanted: ColumnElement[bool]) -> _Found:
    told = col(Event.cancelled_at) >= midnight(today(session) - TOLD)
    shown = or_(col(Event.state).in_(sorted(PUBLIC)), (col(Event.state) == EventState.archived) & told)
    dates = rows_of(session, _DATES.where(shown, *wanted).limit(MOST))
    events = rows_of(session, _EVENTS.where(col(Event.id).in_(sorted({one.event for one in dates}))))
    return _Found(dates, {one.id: one for one in events}, county(tree))


def dates_of(session: Session, number: int, reader: Reader) -> list[Entry]:
    """Return every date of one event calendars are told of. Raises NotFound for an event without any."""
    found = _read(session, read_territory(session), col(Event.id) == number)
    if not found.dates:
        raise NotFound
    return [entry for _, entry in _entries(found, reader)]


def _entries(found: _Found, reader: Reader) -> Iterator[tuple[int, Entry]]:
    """Yield the number of an event and one of its dates; what dates of an event share is made once."""
    shared = {number: _shared(row, reader, found.county) for number, row in found.events.items()}
    titles = {number: said(row.title, reader.language).text for number, row in found.events.items()}
    abouts = {number: _about(row, reader.language) for number, row in found.events.items()}
    for row in found.dates:
        number, event = row.event, found.events[row.event]
        status = "CANCELLED" if row.state == SessionState.cancelled else ICAL[EventState(event.state)]
        note = said(row.note, reader.language).text if row.note else ""
        yield (
            number,
            Entry(
                uid=row.uid,
                sequence=event.sequence + row.sequence,
                stamped_at=max(event.stamped_at, row.stamped_at),
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                status=status,
                title=_title(titles[number], status, reader.language),
                description="\n\n".join(filter(None, [note, abouts[number]])),
                **shared[number],
            ),
        )


def _shared(row: Any, reader: Reader, county_name: str) -> dict[str, Any]:
    page = f"/{row.id}" if EventState(row.state) in PUBLIC else ""  # what is archived has none: the list instead
    return {
        "created_at": row.created_at,
        "url": f"{reader.public_url}/{reader.language}/veranstaltungen{page}",
        "organiser": row.organiser or county_name,
        "sender": reader.sender,
        "location": _place(row, reader),
        "position": None if row.lon is None else (row.lon, row.lat),
        "categories": (row.kind, row.topic) if row.topic else (row.kind,),
    }


def _title(title: str, status: Status, language: str) -> str:
    """Return the title, with the status in front where some clients do not show it."""
    prefix = {"CANCELLED": "cancelled", "TENTATIVE": "postponed"}.get(status)
    return word(prefix, language, title=title) if prefix else title


def _about(row: Any, language: str) -> str:
    return "\n\n".join(said(part, language).text for part in (row.description, row.getting_there) if part)


def _place(row: Any, reader: Reader) -> str:
    town = " ".join(filter(None, [row.postal_code, row.town]))
    online = word("online", reader.language) if row.online else ""
    return ", ".join(filter(None, [row.place, row.street, town])) or online
