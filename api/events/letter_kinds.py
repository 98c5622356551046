"""Which letters there are about a registration, and for how long each is right. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from api.events.registration_tables import RegistrationState
from api.events.states import PUBLIC, EventState


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


ACTIVE = frozenset({RegistrationState.confirmed, RegistrationState.waiting, RegistrationState.offered})
RIGHT_FOR: Mapping[LetterKind, frozenset[RegistrationState]] = {
    LetterKind.confirmed: frozenset({RegistrationState.confirmed}),
    LetterKind.invited: frozenset({RegistrationState.confirmed}),
    LetterKind.waiting: frozenset({RegistrationState.waiting}),
    LetterKind.moved_up: frozenset({RegistrationState.confirmed}),
    LetterKind.offer: frozenset({RegistrationState.offered}),
    LetterKind.expired: frozenset({RegistrationState.expired}),
    LetterKind.withdrawn: frozenset({RegistrationState.cancelled}),
    LetterKind.changed: ACTIVE,
    LetterKind.postponed: ACTIVE,
    LetterKind.cancelled: ACTIVE,
    LetterKind.reminder: frozenset({RegistrationState.confirmed}),
    LetterKind.certificate: frozenset(RegistrationState),
}
STANDS: Mapping[LetterKind, frozenset[EventState]] = {  # others: it is still to come
    LetterKind.withdrawn: PUBLIC,
    LetterKind.postponed: frozenset({EventState.postponed}),
    LetterKind.cancelled: frozenset({EventState.cancelled, EventState.archived}),
    LetterKind.certificate: frozenset({EventState.held, EventState.archived}),
}
