"""Dates of an event: entered, moved, cancelled, one by one or by a rule. Each has a UID of its own, for ever."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.events import letters
from api.events.date_schemas import DateChange, DateWish, SeriesWish
from api.events.permissions import EDIT, event_of
from api.events.series import expanded
from api.events.states import PUBLIC, EventState
from api.events.tables import Event, EventSession, SessionState
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue, NotFound
from api.kernel.time import now, understood

MOST = 200  # dates of one event
LONGEST = dt.timedelta(days=31)
_ENDED = frozenset({EventState.archived, EventState.held})


def add_date(session: Session, actor: Actor, number: int, wish: DateWish, offered: Sequence[str]) -> EventSession:
    """Add a date. Raises NotFound, Invalid, Conflict for an event that is over."""
    event, found = own(session, actor, number), Findings()
    made = checked([wish], offered, found)
    found.settle()
    return add(session, actor, event, made)[0]


def add_series(session: Session, actor: Actor, number: int, wish: SeriesWish) -> Event:
    """Add the dates of a series, without those on holidays if wished. Raises NotFound, Invalid, Conflict."""
    event = own(session, actor, number)
    dates = [{"starts_at": one.starts_at, "ends_at": one.ends_at} for one in expanded(wish) if one.holiday is None]
    add(session, actor, event, dates)
    return event


def change_date(  # noqa: PLR0913, PLR0917 - who, what, which
    session: Session, actor: Actor, number: int, key: int, seen: int, wish: DateChange, offered: Sequence[str]
) -> EventSession:
    """Move, cancel or annotate one date; the others stay as they are.

    Raises NotFound, RevisionMismatch, Invalid, Conflict for an event that is over.
    """
    event = own(session, actor, number)
    row = _date(session, number, key, seen)
    values, found = given(wish, never_null=("starts_at", "ends_at", "state")), Findings()
    values |= _times(values, found)
    if "note" in values:
        values["note"] = found.text("/note", row.note, values["note"], offered)
    starts: dt.datetime = values.get("starts_at", row.starts_at)
    ends: dt.datetime = values.get("ends_at", row.ends_at)
    _check_order(starts, ends, found)
    if values.get("state") == SessionState.held and starts > now(session):
        found.say("/state", "in_the_future", "What has not begun was not held.")
    found.settle()
    told = any(values.get(name, getattr(row, name)) != getattr(row, name) for name in ("starts_at", "ends_at", "state"))
    row.sequence += event.state in PUBLIC and told
    row.stamped_at = now(session)
    _write(row, values, announced=event.state in PUBLIC)
    audit.record(session, actor, "change", row)
    _frame(session, actor, event)
    if told and event.state in PUBLIC:
        letters.changed(session, event)
    return row


def _write(row: EventSession, values: dict[str, Any], *, announced: bool) -> None:
    if announced and values.get("starts_at", row.starts_at) != row.starts_at:
        row.previous_starts_at = row.starts_at
    for name, value in values.items():
        setattr(row, name, value)


def delete_date(session: Session, actor: Actor, number: int, key: int, seen: int) -> None:
    """Take a date out of a draft; one that was published is cancelled instead, so that calendars hear of it.

    Raises NotFound, RevisionMismatch, Conflict.
    """
    event = own(session, actor, number)
    row = _date(session, number, key, seen)
    if event.state != EventState.draft:
        raise Conflict(Issue("", "was_published", "Cancel the date instead: calendars have to be told."))
    audit.record(session, actor, "delete", row)
    _frame(session, actor, event)


def own(session: Session, actor: Actor, number: int, *, lock: bool = True) -> Event:
    """Return an event whose dates may be changed. Raises NotFound, Conflict for one that is over."""
    event = event_of(session, actor, number, EDIT, lock=lock)
    if event.state in _ENDED:
        raise Conflict(Issue("", "event_over", "The event is over; its dates stay as they are."))
    return event


def checked(
    wishes: Sequence[DateWish], offered: Sequence[str], found: Findings, pointer: str | None = None
) -> list[dict[str, Any]]:
    """Return dates as they are stored; what is wrong with them is collected."""
    made: list[dict[str, Any]] = []
    for place, wish in enumerate(wishes):
        own_findings = Findings()
        values: dict[str, Any] = {**wish.model_dump(include={"starts_at", "ends_at"})}
        values |= _times(values, own_findings)
        if not own_findings.issues:
            _check_order(values["starts_at"], values["ends_at"], own_findings)
        values["note"] = own_findings.text("/note", None, wish.note, offered)
        with found.under(f"{pointer}/{place}" if pointer else ""):
            own_findings.settle()
        made.append(values)
    return made


def add(session: Session, actor: Actor, event: Event, dates: Sequence[dict[str, Any]]) -> list[EventSession]:
    """Add checked dates. Raises Conflict beyond what one event may have."""
    number, moment = event.id or 0, now(session)
    rows = [EventSession(event=number, uid=str(uuid.uuid4()), stamped_at=moment, **one) for one in dates]
    if len(rows) + len(_dates(session, number)) > MOST:
        raise Conflict(Issue("", "too_many_dates", f"An event has at most {MOST} dates."))
    audit.record(session, actor, "create", *rows)
    _frame(session, actor, event)
    if event.state in PUBLIC:
        letters.changed(session, event)
    return rows


def follow(session: Session, actor: Actor, event: Event) -> None:
    """Let dates follow the state of their event: with it, those that were planned are held."""
    if event.state == EventState.held:
        rows = [one for one in _dates(session, event.id or 0) if one.state == SessionState.planned]
        for row in rows:
            row.state, row.stamped_at = SessionState.held, now(session)
        audit.record(session, actor, "change", *rows)


def _frame(session: Session, actor: Actor, event: Event) -> None:
    """Keep first and last moment of the dates that take place; of all where none does, so that it is still found."""
    rows = _dates(session, event.id or 0)
    rows = [one for one in rows if one.state != SessionState.cancelled] or rows
    event.first_at = min((one.starts_at for one in rows), default=None)
    event.last_at = max((one.ends_at for one in rows), default=None)
    if event.source is not None:
        event.edited = sorted({*event.edited, "dates"})  # the next import leaves them alone
    audit.record(session, actor, "change", event)


def _dates(session: Session, number: int) -> Sequence[EventSession]:
    return session.exec(select(EventSession).where(col(EventSession.event) == number)).all()


def _date(session: Session, number: int, key: int, seen: int) -> EventSession:
    def of_it(row: EventSession) -> None:
        if row.event != number:
            raise NotFound

    return for_change(session, EventSession, key, seen, may=of_it)


def _times(values: dict[str, Any], found: Findings) -> dict[str, Any]:
    """Return the times among `values` in UTC; what does not exist or exists twice is collected."""
    told: dict[str, Any] = {}
    for name in ("starts_at", "ends_at"):
        if name in values:
            with found.under(f"/{name}"):
                told[name] = understood(values[name])
    return told


def _check_order(starts: dt.datetime, ends: dt.datetime, found: Findings) -> None:
    if starts.tzinfo is None or ends.tzinfo is None:
        return  # said already that it is no time
    if starts >= ends:
        found.say("/ends_at", "not_in_order", "It must end after it begins.")
    elif ends - starts > LONGEST:
        found.say("/ends_at", "too_long", f"A date lasts at most {LONGEST.days} days.")
