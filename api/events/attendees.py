"""Who signed up, as staff see them, enter them by phone, change and cancel for them. Seats are booked in `booking`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.events import answers, booking, calls, permissions, registering, waiting_list
from api.events.attendee_permissions import EDIT, SEE
from api.events.attendee_schemas import (
    Attendee,
    AttendeeEvent,
    AttendeeWish,
    Call,
    Date,
    SeatCount,
)
from api.events.letters import LetterKind
from api.events.registration_schemas import RegistrationChange
from api.events.registration_tables import Registration, RegistrationState, Seats
from api.events.seats import in_line
from api.events.states import EventState
from api.events.tables import Event, EventSession
from api.kernel.conditional import for_change
from api.kernel.findings import Findings
from api.kernel.language import said
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Permission
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import now, spoken

_AHEAD = aliased(Registration)
_POSITION = (
    select(func.count())
    .where(
        col(_AHEAD.event) == col(Registration.event),
        col(_AHEAD.state) == RegistrationState.waiting,
        col(_AHEAD.ticket) <= col(Registration.ticket),
        in_line(col(_AHEAD.party), col(Seats.capacity)),
    )
    .scalar_subquery()
)
_STANDS = (col(Registration.state) == RegistrationState.waiting) & in_line(col(Registration.party), col(Seats.capacity))
_SAME = ("id", "revision", "state", "name", "email", "phone", "party", "language", "answers", "by_staff")
_ATTENDEES = columns(
    *(getattr(Registration, name) for name in _SAME),
    Registration.ticket, Registration.offer_until, Registration.registered_at, Registration.ended_at,
    case((_STANDS, _POSITION)).label("position"),
).join(Seats, col(Seats.event) == col(Registration.event))  # fmt: skip


def event_of(session: Session, actor: Actor, number: int, permission: Permission = SEE) -> Event:
    """Return an event whose people the actor may see, or what `permission` says. Raises NotFound."""
    return permissions.event_of(session, actor, number, permission)


def get_event(session: Session, actor: Actor, number: int, language: str) -> AttendeeEvent:
    """Return what the screens about an event's people need of it. Raises NotFound."""
    event = event_of(session, actor, number)
    seats = session.get(Seats, number)
    return AttendeeEvent(
        id=number,
        state=event.state,
        title=said(event.title, language),
        registration=event.registration,
        working_group=event.working_group,
        seats=SeatCount.model_validate(seats, from_attributes=True) if seats else None,
        sessions=dates(session, number),
        questions=answers.shown(event.questions, event.retention_days, language),
    )


def dates(session: Session, number: int) -> list[Date]:
    """Return the dates of an event in their order."""
    found = columns(EventSession.id, EventSession.starts_at, EventSession.ends_at, EventSession.state)
    rows = rows_of(session, found.where(EventSession.event == number).order_by(col(EventSession.starts_at)))
    return [
        Date(id=row.id, starts_at=spoken(row.starts_at), ends_at=spoken(row.ends_at), state=row.state) for row in rows
    ]


def list_attendees(
    session: Session, actor: Actor, number: int, wanted: Wish, *, state: RegistrationState | None, call: bool
) -> Listing[Attendee]:
    """Return who signed up, in the order of signing up; `call`: only who is to be phoned. Raises NotFound."""
    event_of(session, actor, number)
    found = _ATTENDEES.where(Registration.event == number)
    if state is not None:
        found = found.where(Registration.state == state)
    if call:
        found = found.where(col(Registration.id).in_(calls.to_phone(session, number)))
    rows, following, total = page(session, found, [col(Registration.ticket), col(Registration.id)], wanted)
    return listing((_attendees(session, rows), following, total), lambda one: one)


def every(session: Session, number: int) -> list[Attendee]:
    """Return everybody who signed up for an event, in that order; the caller has asked for the permission."""
    return _attendees(session, rows_of(session, _ATTENDEES.where(Registration.event == number).order_by("ticket")))


def get_attendee(session: Session, actor: Actor, number: int, key: str) -> Attendee:
    """Return one registration of an event. Raises NotFound."""
    event_of(session, actor, number)
    rows = rows_of(session, _ATTENDEES.where(Registration.event == number, Registration.id == key))
    for found in _attendees(session, rows):
        return found
    raise NotFound


def add(
    session: Session, actor: Actor, secret: bytes, number: int, wish: AttendeeWish, languages: Sequence[str]
) -> Registration:
    """Sign somebody up who phones, is on a paper list or stands at the door; also before and after the public may.

    Seats are those of everybody: nobody overtakes as long as the list moves. Who is entered after an event was there:
    nobody writes to them about it. Raises NotFound, Invalid, EventFull, Conflict.
    """
    event, moment = event_of(session, actor, number, EDIT), now(session)
    if event.state != EventState.held:
        registering.require_taking_place(event)
    over = event.state == EventState.held or (event.last_at is not None and event.last_at <= moment)
    asked = None if over and not wish.answers else wish.answers  # nobody is asked afterwards
    found = Findings()
    registering.check(event, wish.language, asked, languages, found)
    found.settle()
    return booking.register(
        session,
        actor,
        number,
        registering.signing(secret, number, wish, by_staff=True),
        letter=None if over else LetterKind.confirmed,
        late=not waiting_list.moves(event, moment),
    )


def change(  # noqa: PLR0913, PLR0917 - who, what, and what is known of it
    session: Session,
    actor: Actor,
    secret: bytes,
    number: int,
    key: str,
    seen: int,
    wish: RegistrationChange,
    languages: Sequence[str],
) -> None:
    """Change what `registering.change` changes. Raises NotFound, RevisionMismatch, Conflict, EventFull, Invalid."""
    require_theirs(session, actor, number, key)
    row = for_change(session, Registration, key, seen)
    registering.change(session, actor, secret, row, wish, languages)


def cancel(session: Session, actor: Actor, number: int, key: str) -> None:
    """Give somebody's seats back; a second time changes nothing. Raises NotFound."""
    require_theirs(session, actor, number, key)
    booking.cancel(session, actor, key)


def accept(session: Session, actor: Actor, number: int, key: str) -> None:
    """Note that somebody who was offered a seat says yes. Raises NotFound, Conflict when nothing is offered."""
    require_theirs(session, actor, number, key)
    booking.accept(session, actor, key)


def told(session: Session, actor: Actor, number: int, key: str, known: Sequence[str]) -> None:
    """Note that somebody was phoned about these calls. Raises NotFound."""
    require_theirs(session, actor, number, key)
    calls.settle(session, actor, key, known)


def require_theirs(session: Session, actor: Actor, number: int, key: str) -> None:
    """Raise NotFound for a registration of another event, or of one whose people the actor may not change."""
    event_of(session, actor, number, EDIT)
    if session.exec(select(Registration.event).where(Registration.id == key)).first() != number:
        raise NotFound


def _attendees(session: Session, rows: Sequence[Any]) -> list[Attendee]:
    found = calls.of(session, [row.id for row in rows])
    return [_attendee(row, found.get(row.id, ())) for row in rows]


def _attendee(row: Any, to_make: Sequence[Any]) -> Attendee:
    return Attendee(
        **{name: getattr(row, name) for name in _SAME},
        position=row.position,
        offer_until=row.offer_until and spoken(row.offer_until),
        registered_at=spoken(row.registered_at),
        ended_at=row.ended_at and spoken(row.ended_at),
        calls=[Call(id=one.id, kind=one.kind, at=spoken(one.at)) for one in to_make],
    )
