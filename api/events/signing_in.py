"""The sheet people sign at the door, as PDF/UA-1: a line for everybody with a seat, and some to fill in by hand.

Below them stands the code of the sheets without a name. It is the same for everybody and ties nobody to their line.

The words are those of `attendee_words.json`; the layout is `signing_in.typ`. Same people, same bytes.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from api.events import attendees, persons, sheets
from api.events.attendee_words import words_of
from api.events.registration_tables import Registration, RegistrationState
from api.events.tables import Event, EventSession
from api.kernel import qr
from api.kernel.language import Languages, Text, said
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.time import berlin_day, spoken
from api.programme import printable, sender, typeset_document

_TEMPLATE = Path(__file__).parent / "signing_in.typ"
_PAGE = 17  # lines that fit: whoever comes to an event nobody signs up for writes their name themselves


@dataclass(frozen=True)
class SignInSheet:
    """What the sheet shows. `people` are names by the order of the alphabet, those they bring behind them."""

    county: str
    title: Text
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    people: list[tuple[str, int]]
    spare: int
    retention_days: int
    sheets_of: int | None = None  # the event, where it has sheets without a name


def read(session: Session, actor: Actor, number: int, date: int, spare: int, language: str) -> SignInSheet:
    """Return what the sheet for one date of an event shows. Raises NotFound."""
    event = attendees.event_of(session, actor, number)
    on = session.get(EventSession, date)
    if on is None or on.event != number:
        raise NotFound
    seated = select(Registration.name, Registration.party).where(
        Registration.event == number, Registration.state == RegistrationState.confirmed
    )
    return SignInSheet(
        county=sender(session, language).name,
        title=said(event.title, language),
        place=_place(event),
        starts_at=on.starts_at,
        ends_at=on.ends_at,
        people=sorted(session.exec(seated).all(), key=lambda row: (persons.folded_name(row[0]), row[0])),
        spare=spare if event.registration else max(spare, _PAGE),
        retention_days=event.retention_days,
        sheets_of=number if event.state in sheets.TAKES_PLACE else None,
    )


def _place(event: Event) -> str:
    town = " ".join(part for part in (event.postal_code, event.town) if part)
    return ", ".join(part for part in (event.place, event.street, town) if part)


def pdf(sheet: SignInSheet, languages: Languages, language: str, secret: bytes, pages: str) -> bytes:
    """Return the sheet as PDF, dated noon (UTC) of the day it is for; `pages` is where ours begin."""
    words, day = words_of(language), berlin_day(sheet.starts_at)
    hours = f"{spoken(sheet.starts_at):%H:%M}-{spoken(sheet.ends_at):%H:%M}"  # from until, also from right to left
    data: dict[str, Any] = {
        "lang": languages.tag(language),
        "dir": languages.direction(language),
        "words": {**words, "privacy": words["privacy"].replace("{days}", str(sheet.retention_days))},
        "county": printable(sheet.county),
        "title": printable(sheet.title.text),
        "title_lang": languages.tag(sheet.title.lang),
        "title_dir": languages.direction(sheet.title.lang),
        "when": f"{words.day(sheet.starts_at)}, {hours.replace('-', chr(0x2013))}",
        "place": printable(sheet.place),
        "lines": [line(name, nth) for name, party in sheet.people for nth in range(party)],
        "spare": sheet.spare,
        "code": sheet.sheets_of and sheets.code_of(secret, sheet.sheets_of),
        "qr": sheet.sheets_of and qr.drawing(sheets.link_of(secret, pages, sheet.sheets_of)),
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
    return typeset_document(_TEMPLATE, data, day)


def line(name: str, nth: int) -> str:
    """Return what stands in the line of somebody (`nth` 0), or of who comes with them."""
    return printable(name) if nth == 0 else f"+{nth} ({printable(name)})"
