"""Which letter goes to who signed up, and when: a row in the outbox beside the change it tells of.

The row holds the number of the registration; address and words are found when it leaves (`wording`).
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlmodel import Session

from api.events.registration_tables import Registration, RegistrationState
from api.kernel import mail
from api.kernel.audit import PROFILE
from api.kernel.permission import Actor


class LetterKind(StrEnum):
    """What a letter tells."""

    confirmed = "event-confirmed"
    waiting = "event-waiting"
    moved_up = "event-moved-up"
    offer = "event-offer"
    expired = "event-expired"
    withdrawn = "event-withdrawn"
    changed = "event-changed"
    postponed = "event-postponed"
    cancelled = "event-cancelled"
    reminder = "event-reminder"


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
