"""Who is to be phoned: people without a mail address are told by staff what others read in a letter.

A call is noted where a letter would be, in the same transaction, and holds nothing but the number of the registration
and what is to be told. Like a letter, it is left out as soon as it is no longer right.
"""

import datetime as dt
import secrets
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func
from sqlmodel import Session, col, or_, select

from api.events.attendee_permissions import EDIT
from api.events.letter_kinds import RIGHT_FOR, STANDS, LetterKind
from api.events.permissions import visible
from api.events.registration_tables import CallToMake, Registration
from api.events.signed_up import not_over
from api.events.states import COMING
from api.events.tables import Event
from api.kernel import audit
from api.kernel.permission import Actor, can
from api.kernel.reading import columns, rows_of
from api.kernel.time import now

# What people do not do themselves, and hear of in no other way; a reminder or a certificate can wait for the door.
KINDS = frozenset({
    LetterKind.invited, LetterKind.moved_up, LetterKind.offer, LetterKind.expired,
    LetterKind.changed, LetterKind.postponed, LetterKind.cancelled,
})  # fmt: skip


def note(session: Session, registration: str, kind: LetterKind) -> None:
    """Note that somebody is to be phoned about this; news of one kind replace older ones nobody has told yet."""
    if kind not in KINDS:
        return
    _delete(session, col(CallToMake.registration) == registration, col(CallToMake.kind) == kind.name)
    session.add(CallToMake(id=secrets.token_hex(16), registration=registration, kind=kind.name, at=now(session)))
    session.flush()


def open_for(moment: dt.datetime) -> ColumnElement[bool]:
    """Return which calls are still to be made, of a call joined with its registration and its event."""
    right = or_(
        *(
            and_(
                col(CallToMake.kind) == kind.name,
                col(Registration.state).in_(sorted(RIGHT_FOR[kind])),
                col(Event.state).in_(sorted(STANDS.get(kind, COMING))),
            )
            for kind in sorted(KINDS)
        )
    )
    return and_(right, not_over(moment))


def to_phone(session: Session, number: int) -> Any:
    """Return the registrations of an event somebody is to be phoned about, as a subquery."""
    return _joined(CallToMake.registration).where(Registration.event == number, open_for(now(session)))


def of(session: Session, registrations: Collection[str]) -> dict[str, list[Any]]:
    """Return the open calls of registrations, oldest first: `id`, `kind`, `at`."""
    wanted = _joined(CallToMake.registration, CallToMake.id, CallToMake.kind, CallToMake.at).where(
        col(CallToMake.registration).in_(registrations), open_for(now(session))
    )
    found: dict[str, list[Any]] = {}
    for row in rows_of(session, wanted.order_by(col(CallToMake.at), col(CallToMake.id))):
        found.setdefault(row.registration, []).append(row)
    return found


def events(session: Session, actor: Actor) -> Sequence[Any]:
    """Return the events of whose people some are to be phoned by the actor: how many, since and until when."""
    if not can(actor, EDIT):
        return ()
    counted = (
        _joined(
            Event.id,
            func.count(func.distinct(CallToMake.registration)).label("people"),
            func.min(CallToMake.at).label("since"),
            func.min(Registration.offer_until).label("until"),
        )
        .where(open_for(now(session)), visible(actor, EDIT))
        .group_by(col(Event.id))
        .subquery()  # titles are JSON, which PostgreSQL does not group by
    )
    titled = columns(Event.id, Event.title, counted.c.people, counted.c.since, counted.c.until)
    return rows_of(session, titled.join(counted, counted.c.id == col(Event.id)).order_by(col(Event.id)))


def settle(session: Session, actor: Actor, registration: str, known: Collection[str]) -> None:
    """Take away the calls that were made; one that came in meanwhile stays. Again changes nothing."""
    mine = (col(CallToMake.registration) == registration, col(CallToMake.id).in_(known))
    if session.exec(select(CallToMake.id).where(*mine)).first() is not None:
        _delete(session, *mine)
        audit.note(session, actor, "told", "registration", registration)


def forget(session: Session, registrations: Collection[str]) -> None:
    """Take away every call to people we know no more."""
    _delete(session, col(CallToMake.registration).in_(registrations))


def _joined(*wanted: Any) -> Any:
    return (
        columns(*wanted)
        .select_from(CallToMake)
        .join(Registration, col(Registration.id) == col(CallToMake.registration))
        .join(Event, col(Event.id) == col(Registration.event))
    )


def _delete(session: Session, *which: ColumnElement[bool]) -> None:
    session.connection().execute(delete(CallToMake).where(*which))
