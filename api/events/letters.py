"""Which letter goes to who signed up, and when: a row in the outbox beside the change it tells of.

The row holds the number of the registration; address and words are found when it leaves (`wording`).
"""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import func
from sqlmodel import Session, col, select

from api.events import calls
from api.events.letter_kinds import LetterKind
from api.events.registration_tables import Registration, RegistrationState
from api.events.tables import Event, EventSession
from api.kernel import jobs, mail
from api.kernel.audit import PROFILE
from api.kernel.permission import Actor
from api.kernel.time import now

NEWS = "event-news"  # job that tells people of a change
PATIENCE = dt.timedelta(minutes=5)  # several changes in a row are one letter


_OF_STATE: Mapping[RegistrationState, LetterKind] = {
    RegistrationState.confirmed: LetterKind.confirmed,
    RegistrationState.waiting: LetterKind.waiting,
    RegistrationState.offered: LetterKind.offer,
    RegistrationState.cancelled: LetterKind.withdrawn,
    RegistrationState.expired: LetterKind.expired,
}


def tell(session: Session, actor: Actor, row: Registration, kind: LetterKind | None = None) -> None:
    """Note a letter about a registration, by default the one its state asks for; a call where it has no mail address.

    Nobody writes to the invented people of a profile.
    """
    if actor == PROFILE:
        return
    told = kind or _OF_STATE[row.state]
    if row.email is None:
        calls.note(session, row.id, told)
    else:
        mail.queue(session, kind=told.value, object_key=row.id, language=row.language)


def sequence(session: Session, event: Event) -> int:
    """Return a number that grows with every change of time, place or state of an event and its dates."""
    dates = select(func.count() + func.coalesce(func.sum(col(EventSession.sequence)), 0))
    return event.sequence + session.exec(dates.where(EventSession.event == event.id)).one()


def changed(session: Session, event: Event) -> None:
    """Let everybody who signed up be told, in a few minutes, how an event stands then."""
    payload = {"event": event.id or 0, "sequence": sequence(session, event)}
    jobs.add(session, NEWS, payload, run_at=now(session) + PATIENCE)
