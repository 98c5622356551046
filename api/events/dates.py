"""The dates of public events as entries of calendars. Three statements, however many there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlmodel import Session, col

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
MOST = 5000  # dates in one feed
_DATES = (
    columns(
        Event.id, Event.kind, Event.topic, Event.title, Event.description, Event.getting_there, Event.place,
        Event.street, Event.postal_code, Event.town, Event.lon, Event.lat, Event.online, Event.created_at,
        col(Event.state).label("event_state"), col(Event.sequence).label("event_sequence"),
        col(Event.uid).label("event_uid"),
        col(Event.stamped_at).label("event_stamped_at"), ORGANISATIONS.c.name.label("organiser"),
        EventSession.uid, EventSession.starts_at, EventSession.ends_at, EventSession.state, EventSession.note,
        EventSession.sequence, EventSession.stamped_at,
    )
    .join(EventSession, col(EventSession.event) == col(Event.id))
    .outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(Event.organiser))
    .outerjoin(Seats, col(Seats.event) == col(Event.id))
    .where(col(Event.state).in_(sorted(PUBLIC)))
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
    rows, county_name = _found(session, search)
    return word("name", reader.language, county=county_name), list(_entries(rows, reader, county_name))


def items(session: Session, search: Search, reader: Reader) -> tuple[str, list[Item]]:
    """Return the name of a feed and its events, each once. Raises Invalid for an unknown area."""
    rows, county_name = _found(session, search)
    by_event: defaultdict[str, list[tuple[Any, Entry]]] = defaultdict(list)
    for row, entry in zip(rows, _entries(rows, reader, county_name), strict=True):
        by_event[row.event_uid].append((row, entry))
    name = word("name", reader.language, county=county_name)
    return name, [_item(uid, found, reader) for uid, found in by_event.items()]


def _item(uid: str, found: Sequence[tuple[Any, Entry]], reader: Reader) -> Item:
    row, entry = found[0]
    times = [f"{spoken(one.starts_at):%Y-%m-%d %H:%M}\u2013{spoken(one.ends_at):%H:%M}" for _, one in found]
    return Item(
        uid=uid,
        created_at=row.created_at,
        stamped_at=max(one.stamped_at for _, one in found),
        title=_title(said(row.title, reader.language).text, ICAL[EventState(row.event_state)], reader.language),
        url=entry.url,
        organiser=entry.organiser,
        lines=[*times, *filter(None, [entry.location, entry.description])],
        categories=entry.categories,
    )


def _found(session: Session, search: Search) -> tuple[Sequence[Any], str]:
    """Return the rows of a feed, and the county's name."""
    tree = read_territory(session)
    first = search.first or today(session) - BEFORE
    last = search.last or today(session) + AFTER
    window = (
        col(EventSession.ends_at) > midnight(first),
        col(EventSession.starts_at) < midnight(last + dt.timedelta(days=1)),
    )
    return rows_of(session, _DATES.where(*window, *conditions(search, tree, first)).limit(MOST)), county(tree)


def dates_of(session: Session, number: int, reader: Reader) -> list[Entry]:
    """Return every date of one public event. Raises NotFound for an event without any."""
    rows = rows_of(session, _DATES.where(col(Event.id) == number))
    if not rows:
        raise NotFound
    return list(_entries(rows, reader, county(read_territory(session))))


def _entries(rows: Sequence[Any], reader: Reader, county_name: str) -> Iterator[Entry]:
    told: dict[int, tuple[str, str, str]] = {}  # once an event, however many dates it has
    for row in rows:
        if row.id not in told:
            told[row.id] = said(row.title, reader.language).text, _about(row, reader.language), _place(row, reader)
        title, about, place = told[row.id]
        status = ICAL[EventState(row.event_state)]
        if row.state == SessionState.cancelled:
            status = "CANCELLED"
        yield Entry(
            uid=row.uid,
            sequence=row.event_sequence + row.sequence,
            stamped_at=max(row.event_stamped_at, row.stamped_at),
            created_at=row.created_at,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            status=status,
            title=_title(title, status, reader.language),
            url=f"{reader.public_url}/{reader.language}/veranstaltungen/{row.id}",
            organiser=row.organiser or county_name,
            sender=reader.sender,
            description="\n\n".join(filter(None, [row.note and said(row.note, reader.language).text, about])),
            location=place,
            position=None if row.lon is None else (row.lon, row.lat),
            categories=tuple(filter(None, [row.kind, row.topic])),
        )


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
