"""Which letter goes to who signed up, and when: a row in the outbox beside the change it tells of.

The row holds the number of the registration; address and words are found when it leaves (`wording`).
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from api.events.registration_tables import Registration, RegistrationState
from api.events.tables import Event, EventSession
from api.kernel import jobs, mail
from api.kernel.audit import PROFILE
from api.kernel.permission import Actor
from api.kernel.time import now

NEWS = "event-news"  # job that tells people of a change
PATIENCE = dt.timedelta(minutes=5)  # several changes in a row are one letter


class LetterKind(StrEnum):
    """What a letter tells."""

    confirmed = "event-confirmed"
    invited = "event-invited"
    waiting = "event-waiting"
    moved_up = "event-moved-up"
    offer = "event-offer"
    expired = "event-expired"
    withdrawn = "event-withdrawn"
    changed = "event-changed"
    postponed = "event-postponed"
    cancelled = "event-cancelled"
    reminder = "event-reminder"
    certificate = "event-certificate"


_OF_STATE: Mapping[RegistrationState, LetterKind] = {
    RegistrationState.confirmed: LetterKind.confirmed,
    RegistrationState.waiting: LetterKind.waiting,
    RegistrationState.offered: LetterKind.offer,
    RegistrationState.cancelled: LetterKind.withdrawn,
    RegistrationState.expired: LetterKind.expired,
}


def tell(session: Session, actor: Actor, row: Registration, kind: LetterKind | None = None) -> None:
    """Note a letter about a registration, by default the one its state asks for; none without a mail address.

    Nobody writes to the invented people of a profile.
    """
    if row.email is not None and actor != PROFILE:
        told = kind or _OF_STATE[row.state]
        mail.queue(session, kind=told.value, object_key=row.id, language=row.language)


def sequence(session: Session, event: Event) -> int:
    """Return a number that grows with every change of time, place or state of an event and its dates."""
    dates = select(func.count() + func.coalesce(func.sum(col(EventSession.sequence)), 0))
    return event.sequence + session.exec(dates.where(EventSession.event == event.id)).one()


def changed(session: Session, event: Event) -> None:
    """Let everybody who signed up be told, in a few minutes, how an event stands then."""
    payload = {"event": event.id or 0, "sequence": sequence(session, event)}
    jobs.add(session, NEWS, payload, run_at=now(session) + PATIENCE)
