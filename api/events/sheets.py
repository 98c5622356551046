"""Sheets people fill in without their name: who was there (in plain words), and how it was.

Open from the beginning of an event until two weeks after its end; staff see what came in afterwards, never while it
comes in. A code, the same for everybody at the event, keeps strangers out and tells nobody apart.
"""

import base64
import datetime as dt
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from sqlalchemy import case, insert, update
from sqlmodel import Session, col, select

from api.events.sheet_schemas import FeedbackWish, SheetView, StatisticsWish
from api.events.sheet_tables import EventComment, EventTally, SheetKind
from api.events.states import EventState
from api.events.tables import Event
from api.kernel import anonymous_write
from api.kernel.db import expires
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.tables import insert_into
from api.kernel.time import BERLIN, berlin_day, now

OPEN_FOR = dt.timedelta(days=14)  # after the day an event ends
DEFINITION = 1  # of the question about migration background, as the page asks it (microcensus: self or a parent)
GENDERS = ("f", "m", "d", "not_stated")
BACKGROUNDS = ("yes", "no", "not_stated")
QUESTIONS = ("overall", "understandable", "useful")
GRADES = (1, 2, 3, 4, 5)
CELLS: Mapping[SheetKind, Sequence[str]] = {
    SheetKind.statistics: [".".join(pair) for pair in product(GENDERS, BACKGROUNDS)],
    SheetKind.feedback: [f"{question}.{grade}" for question, grade in product(QUESTIONS, GRADES)],
}
TAKES_PLACE = frozenset({EventState.published, EventState.rescheduled, EventState.held})


def code_of(secret: bytes, event: int) -> str:
    """Return the code of an event's sheets, such as `k7q2mx9pah`: 50 bits, worked out again each time."""
    digest = hmac.digest(secret, f"sheets\x1f{event}".encode(), "sha256")
    return base64.b32encode(digest).decode().lower()[:10]


def link_of(secret: bytes, pages: str, event: int) -> str:
    """Return the address of an event's sheets; the code stands behind the #, which reaches no log."""
    return f"{pages}/veranstaltungen/{event}/rueckmeldung#{code_of(secret, event)}"


def last_day(event: Event) -> dt.date | None:
    """Return the last Berlin day the sheets of an event are open; None where it has no dates."""
    return None if event.last_at is None else berlin_day(event.last_at) + OPEN_FOR


def comments_until(event: Event) -> dt.date:
    """Return the last Berlin day somebody can read what was written: counted from when the sheets close."""
    return (last_day(event) or berlin_day(event.stamped_at)) + dt.timedelta(days=event.retention_days)


def is_closed(session: Session, event: Event) -> bool:
    """Say whether nobody answers any more."""
    last = last_day(event)
    return last is not None and berlin_day(now(session)) > last


def is_open(session: Session, event: Event) -> bool:
    """Say whether one can answer now."""
    begun = event.first_at is not None and event.first_at <= now(session)
    return begun and event.state in TAKES_PLACE and not is_closed(session, event)


def view(session: Session, number: int) -> SheetView:
    """Return whether the sheets of an event can be filled in. Raises NotFound."""
    event = _event(session, number)
    last = last_day(event)
    edges = [event.first_at, last and dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), BERLIN)]
    for edge in edges:
        if edge is not None and edge > now(session):
            expires(session, edge.timestamp())
    return SheetView(
        event=number,
        open=is_open(session, event),
        last_day=last,
        comments_until=comments_until(event),
        definition=DEFINITION,
    )


def say_who(session: Session, secret: bytes, number: int, wish: StatisticsWish) -> None:
    """Count somebody who was there. Raises NotFound, Invalid for a wrong code, Conflict when the sheet is not open."""
    _require_open(session, secret, number, wish.code)
    if wish.definition != DEFINITION:
        raise Conflict(Issue("/definition", "other_question", "The question was changed. Load the page again."))
    _count(session, number, SheetKind.statistics, {f"{wish.gender}.{wish.migration_background}"})


def say_how(session: Session, secret: bytes, number: int, wish: FeedbackWish) -> None:
    """Keep what somebody says about an event. Raises NotFound, Invalid, Conflict when the sheet is not open."""
    _require_open(session, secret, number, wish.code)
    given = {name: getattr(wish, name) for name in QUESTIONS}
    if not wish.comment and not any(given.values()):
        raise Invalid(Issue("", "nothing_said", "Answer at least one question."))
    _count(session, number, SheetKind.feedback, {f"{name}.{grade}" for name, grade in given.items() if grade})
    if wish.comment:
        row = {"event": number, "id": secrets.token_hex(16), "text": wish.comment}
        anonymous_write.write(session, insert(EventComment).values(row))


def answers(session: Session, kind: SheetKind, events: Collection[int]) -> dict[int, dict[str, int]]:
    """Return how often each cell was answered, by event; none for an event nobody answered about."""
    wanted = select(EventTally.event, EventTally.cell, EventTally.answers).where(
        EventTally.kind == kind, col(EventTally.event).in_(sorted(events))
    )
    found: dict[int, dict[str, int]] = {}
    for event, cell, number in session.exec(wanted).all():
        found.setdefault(event, {})[cell] = number
    return found


def _event(session: Session, number: int) -> Event:
    event = session.exec(select(Event).where(Event.id == number)).first()
    if event is None or event.state not in TAKES_PLACE:
        raise NotFound
    return event


def _require_open(session: Session, secret: bytes, number: int, code: str) -> None:
    event = _event(session, number)
    if not hmac.compare_digest(code_of(secret, number).encode(), code.lower().encode()):
        raise Invalid(Issue("/code", "wrong_code", "Use the code you got at the event."))
    if not is_open(session, event):
        raise Conflict(Issue("", "not_open", "This sheet is open from the beginning until two weeks after the end."))


def _count(session: Session, event: int, kind: SheetKind, chosen: set[str]) -> None:
    """Add one to the chosen cells and write all of them, locked in one order so that two answers never meet."""
    place = (col(EventTally.event) == event, col(EventTally.kind) == kind)
    every = [{"event": event, "kind": kind, "cell": cell, "answers": 0} for cell in sorted(CELLS[kind])]
    anonymous_write.write(session, insert_into(session, EventTally).values(every).on_conflict_do_nothing())
    session.exec(select(EventTally.cell).where(*place).order_by(col(EventTally.cell)).with_for_update()).all()
    more = case((col(EventTally.cell).in_(sorted(chosen)), 1), else_=0)
    anonymous_write.write(session, update(EventTally).where(*place).values(answers=col(EventTally.answers) + more))
