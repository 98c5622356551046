"""What letters to people of an event say, in their language, with the dates for their calendar."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func
from sqlmodel import Session, select

from api.events import certified, persons, registering, waiting_list
from api.events.dates import Reader, county, dates_of
from api.events.ical import Entry, Method, calendar
from api.events.letter_kinds import RIGHT_FOR, STANDS, LetterKind
from api.events.registration_tables import Registration, RegistrationState
from api.events.retention import known_until
from api.events.states import COMING
from api.events.tables import Event
from api.kernel.language import SOURCE, said
from api.kernel.mail import Letter, Renderer
from api.kernel.problems import NotFound
from api.kernel.tables import Mail
from api.kernel.time import spoken
from api.places import read_territory

_MOST_DATES = 12  # named in the text; the calendar has all
_NO_NAME = re.compile(r"[/@:<>\d]|\.\S")  # nobody sends an address of theirs to others under our name
_CALENDARS: Mapping[LetterKind, Method] = {
    LetterKind.confirmed: "PUBLISH",
    LetterKind.invited: "PUBLISH",
    LetterKind.moved_up: "PUBLISH",
    LetterKind.changed: "PUBLISH",
    LetterKind.postponed: "PUBLISH",
    LetterKind.withdrawn: "CANCEL",
    LetterKind.cancelled: "CANCEL",
}
_WITH_DATES = frozenset(LetterKind) - {
    LetterKind.expired,
    LetterKind.withdrawn,
    LetterKind.postponed,
    LetterKind.certificate,
}
_WITH_WAY_IN = frozenset(
    {LetterKind.confirmed, LetterKind.invited, LetterKind.moved_up, LetterKind.changed, LetterKind.reminder}
)
_WITH_LINK = frozenset(LetterKind) - {LetterKind.expired, LetterKind.withdrawn, LetterKind.cancelled}


@dataclass(frozen=True)
class Sender:
    """Who writes: the key of the manage links, the address of our pages, the mail address."""

    secret: bytes
    public_url: str
    address: str


def renderers(sender: Sender) -> Mapping[str, Renderer]:
    """Return what writes each kind of letter."""
    return {kind.value: partial(letter, sender=sender) for kind in LetterKind}


def letter(session: Session, row: Mail, *, sender: Sender) -> Letter | None:
    """Write the mail of an outbox row; None when it is no longer right, or nobody is there to get it."""
    kind, registration = LetterKind(row.kind), session.get(Registration, row.object_key)
    if registration is None or registration.email is None or registration.state not in RIGHT_FOR[kind]:
        return None
    if kind == LetterKind.certificate and certified.valid(session, registration.id) is None:
        return None
    if kind == LetterKind.waiting and waiting_list.position(session, registration) is None:
        return None
    event = session.get_one(Event, registration.event)
    if event.state not in STANDS.get(kind, COMING):
        return None
    entries = _entries(session, registration, Reader(row.language, sender.public_url, sender.address))
    for told in _way_in(kind, event, registration, row.language):  # their calendar has it beside the date
        entries = [replace(one, description=f"{told}\n\n{one.description}".strip()) for one in entries]
    title = said(event.title, row.language).text
    method = _CALENDARS.get(kind)
    return Letter(
        registration.email,
        _one_line(_said(kind.value, row.language)["subject"].format(title=title)),
        "\n\n".join(_paragraphs(session, kind, registration, title, entries, row.language, sender)),
        calendar=calendar(entries, method=method) if method and entries else b"",
        method=method or "PUBLISH",
    )


def _paragraphs(  # noqa: PLR0913, PLR0917 - all of it is said
    session: Session,
    kind: LetterKind,
    row: Registration,
    title: str,
    entries: Sequence[Entry],
    language: str,
    sender: Sender,
) -> list[str]:
    told = {
        "title": title,
        "position": waiting_list.position(session, row) if kind == LetterKind.waiting else None,
        "until": row.offer_until and _moment(row.offer_until),
        "day": _day(known_until(session.get_one(Event, row.event))),
    }
    county_name = county(read_territory(session))
    found = [_hello(row.name, language), _said(kind.value, language)["text"].format(**told)]
    found += _facts(entries, language) if kind in _WITH_DATES else []
    found += _way_in(kind, session.get_one(Event, row.event), row, language)
    if kind in _WITH_LINK:
        link = persons.manage_link(sender.secret, f"{sender.public_url}/{language}", row.id)
        found.append(f"{_said('manage', language)}\n{link}")
    if kind in _WITH_LINK and row.state == RegistrationState.confirmed and kind != LetterKind.postponed:
        found.append(_said("door", language))
    return [*found, _said("bye", language).format(county=county_name)]


def _way_in(kind: LetterKind, event: Event, row: Registration, language: str) -> list[str]:
    """Return how somebody takes part online, if they do and may know."""
    found = registering.way_in(event, row) if kind in _WITH_WAY_IN else None
    return [f"{_said('way_in', language)}\n{found}"] if found else []


def _hello(name: str, language: str) -> str:
    if _NO_NAME.search(name):
        return _said("hello_you", language)
    return _said("hello", language).format(name=_one_line(name))


def _facts(entries: Sequence[Entry], language: str) -> list[str]:
    """Return when and where; what does not take place is left out."""
    coming = [one for one in entries if one.status != "CANCELLED"] or entries
    lines = [_date(one) for one in coming[:_MOST_DATES]] + ["…"] * (len(coming) > _MOST_DATES)
    found = ["\n".join([_said("when", language), *lines])] if lines else []
    places = [*dict.fromkeys(one.location for one in coming if one.location)]
    return [*found, "\n".join([_said("where", language), *places])] if places else found


def _date(entry: Entry) -> str:
    begin, end = spoken(entry.starts_at), spoken(entry.ends_at)
    last = f"{end:%H:%M}" if begin.date() == end.date() else _moment(entry.ends_at)
    return f"{_moment(entry.starts_at)} – {last}"


def _day(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _moment(moment: dt.datetime) -> str:
    here = spoken(moment)
    return f"{_day(here)}, {here:%H:%M}"


def _entries(session: Session, row: Registration, reader: Reader) -> Sequence[Entry]:
    """Return the dates as this person's calendar is to take them.

    What somebody gave back counts as a version of its own (RFC 5546, 3.2.5: a CANCEL raises SEQUENCE), and what they
    sign up for again as no older one: else a calendar takes it for what it deleted.
    """
    try:
        found = dates_of(session, row.event, reader)
    except NotFound:  # it has no dates yet
        return ()
    same = select(func.count()).where(Registration.event == row.event, Registration.person == row.person)
    given_back = session.exec(same.where(Registration.state == RegistrationState.cancelled)).one()
    if not given_back:
        return found
    moment = row.ended_at or row.registered_at
    return [replace(one, sequence=one.sequence + given_back, stamped_at=max(one.stamped_at, moment)) for one in found]


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _texts() -> dict[str, dict[str, Any]]:
    found: Any = yaml.safe_load((Path(__file__).parent / "letters.yaml").read_text(encoding="utf-8"))
    return found


def _said(key: str, language: str) -> Any:
    known = _texts()[key]
    return known.get(language, known[SOURCE])
