"""What visitors do: sign up, look at their registration, change it, give it back. Checked here, booked in `booking`."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any, Protocol, cast

from sqlalchemy import bindparam
from sqlmodel import Session, col

from api.events import booking, calls, certified, holding, letters, persons, seats, waiting_list
from api.events.answers import wrong
from api.events.booking import VISITOR, Signing
from api.events.registration_schemas import (
    CheckIn,
    HoldMade,
    HoldWish,
    OwnRegistration,
    Registrant,
    RegistrationChange,
    RegistrationWish,
)
from api.events.registration_tables import Registration, RegistrationState, SeatHold
from api.events.states import PUBLIC, TAKING_PLACE, EventState
from api.events.structured import has_place
from api.events.tables import Event
from api.kernel import audit, qr
from api.kernel.findings import Findings, given
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.reading import columns
from api.kernel.time import now, spoken

HELD_MORE = dt.timedelta(minutes=1)  # for each seat
_NEVER_NULL = ("name", "party", "language", "answers")
# Made once, and no entity: everybody who signs up reads it, and nobody calls it off until they have.
_ASKED = columns(
    Event.state, Event.registration, Event.opens_at, Event.closes_at, Event.first_at, Event.most_in_party,
    Event.questions,
).where(col(Event.id) == bindparam("number")).with_for_update(read=True)  # fmt: skip


class Asked(Protocol):
    """What of an event decides whether somebody may sign up, and with which answers."""

    state: EventState
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    first_at: dt.datetime | None
    most_in_party: int
    questions: list[dict[str, Any]]


def sign_up(
    session: Session, secret: bytes, number: int, wish: RegistrationWish, languages: Sequence[str]
) -> Registration:
    """Register somebody without an account. Raises NotFound, Invalid, EventFull, Conflict when it is not open."""
    event = _public(session, number)
    _require_open(session, event)
    found = Findings()
    check(event, wish.language, wish.answers, languages, found)
    if wish.email is None and wish.phone is None:
        found.say("/email", "no_contact", "Give a mail address or a phone number, so that we can reach you.")
    if wish.party > event.most_in_party:
        found.issues.append(booking.too_large(event.most_in_party))
    found.settle()
    who = signing(secret, number, wish)
    return booking.register(session, VISITOR, number, who, hold=_digest(secret, wish.hold))


def signing(secret: bytes, number: int, wish: Registrant, *, by_staff: bool = False) -> Signing:
    """Return who signs up for an event, as `booking` takes it."""
    return Signing(
        name=wish.name,
        language=wish.language,
        person=persons.person_key(secret, number, wish.name, wish.email, wish.phone),
        email=wish.email,
        phone=wish.phone,
        party=wish.party,
        answers=wish.answers,
        by_staff=by_staff,
    )


def hold(session: Session, secret: bytes, number: int, wish: HoldWish) -> HoldMade:
    """Keep seats while a form is filled in, if some are free and nobody waits. Raises NotFound, Conflict, Invalid.

    Seats kept before stay as they are where a larger party does not fit.
    """
    event = _public(session, number)
    _require_open(session, event)
    if wish.party > event.most_in_party:
        raise Invalid(booking.too_large(event.most_in_party))
    token, row = wish.hold, None
    if token is not None:
        row = holding.keep_as_many(session, number, _digest(secret, token), wish.party, HELD_MORE)
    if row is None:
        token, until = secrets.token_urlsafe(24), now(session) + holding.HELD + wish.party * HELD_MORE
        row = SeatHold(id=_digest(secret, token), event=number, party=wish.party, until=until)
        if not holding.keep(session, number, row):
            return HoldMade(hold=None, until=None, party=0)
    return HoldMade(hold=token, until=spoken(row.until), party=row.party)


def own(session: Session, secret: bytes, token: str) -> Registration:
    """Return the registration a link is for. Raises NotFound for a link that is none."""
    number, _, given_secret = token.partition(".")
    if not persons.is_secret_of(secret, number, given_secret):
        raise NotFound
    row = session.get(Registration, number)
    if row is None or not row.name:  # we know nothing of them any more
        raise NotFound
    return row


def change(
    session: Session, actor: Actor, secret: bytes, row: Registration, wish: RegistrationChange, languages: Sequence[str]
) -> Registration:
    """Change name, contact, party, language or answers. Raises Conflict for one that has ended, Invalid, EventFull.

    Who was entered without a contact by staff may stay without one. More people sign up as anybody does: in time.
    """
    seats.lock(session, row.event)
    session.refresh(row)
    if row.state not in booking.ACTIVE:
        raise Conflict(Issue("", "ended", "This registration has ended."))
    values, found, event = given(wish, never_null=_NEVER_NULL), Findings(), session.get_one(Event, row.event)
    party = values.pop("party", row.party)
    check(event, values.get("language", row.language), values.get("answers"), languages, found)
    after = {**row.model_dump(include={"name", "email", "phone"}), **values}
    if after["email"] is None and after["phone"] is None and not row.by_staff:
        found.say("/email", "no_contact", "Leave a mail address or a phone number, so that we can reach you.")
    if actor == VISITOR:
        _check_own(session, event, row, after["name"], party, found)
    found.settle()
    person = persons.person_key(secret, row.event, after["name"], after["email"], after["phone"])
    elsewhere = after["email"] != row.email
    booking.require_alone(session, row.event, person, but=row.id)
    with booking.changing_party(session, actor, row, party):
        for name, value in {**values, "person": person}.items():
            setattr(row, name, value)
        audit.record(session, actor, "change", row, public=False)
    if elsewhere:
        _write_there(session, actor, row)
    return row


def _write_there(session: Session, actor: Actor, row: Registration) -> None:
    if row.email is not None:
        calls.forget(session, [row.id])  # the letter says how it stands
    letters.tell(session, actor, row)


def _check_own(session: Session, event: Event, row: Registration, name: str, party: int, found: Findings) -> None:
    """Collect what staff may change and visitors may not. Raises Conflict for more people when signing up is over."""
    if name != row.name and certified.valid(session, row.id):
        found.say("/name", "on_certificate", "This name stands on a certificate; the organiser can change it.")
    if party > row.party:
        _require_open(session, event)
    if party > max(row.party, event.most_in_party):
        found.issues.append(booking.too_large(event.most_in_party))


def view(session: Session, secret: bytes, row: Registration) -> OwnRegistration:
    """Return a registration as who made it sees it."""
    same = row.model_dump(include={"id", "event", "name", "email", "phone", "party", "language", "answers"})
    event = session.get_one(Event, row.event)
    comes = row.state == RegistrationState.confirmed and has_place(event)
    return OwnRegistration(
        **same,
        state=row.state,
        position=waiting_list.position(session, row),
        offer_until=row.offer_until and spoken(row.offer_until),
        registered_at=spoken(row.registered_at),
        online_link=way_in(event, row),
        certificate=certified.own(session, row),
        check_in=_check_in(secret, row.id) if comes else None,
    )


def way_in(event: Event, row: Registration) -> str | None:
    """Return how somebody takes part online: told to who has a seat, for what takes place."""
    seated = row.state == RegistrationState.confirmed and event.state in TAKING_PLACE
    return event.online_link if event.online and seated else None


def _check_in(secret: bytes, registration: str) -> CheckIn:
    code = persons.check_in_code(secret, registration)
    return CheckIn(code=code, qr=qr.picture(code))


def _public(session: Session, number: int) -> Asked:
    event = session.connection().execute(_ASKED, {"number": number}).first()
    if event is None or event.state not in PUBLIC or not event.registration:
        raise NotFound
    return cast("Asked", event)


def require_taking_place(event: Event | Asked) -> None:
    """Raise Conflict for an event nobody can sign up for, such as one that was called off."""
    if event.state not in TAKING_PLACE:
        raise Conflict(Issue("", "not_taking_place", "Nobody can sign up for this event now."))


def _require_open(session: Session, event: Event | Asked) -> None:
    moment, closes_at = now(session), event.closes_at or event.first_at
    require_taking_place(event)
    if event.opens_at is not None and moment < event.opens_at:
        raise Conflict(Issue("", "not_open_yet", f"Signing up begins at {spoken(event.opens_at):%Y-%m-%d %H:%M}."))
    if closes_at is not None and moment >= closes_at:
        raise Conflict(Issue("", "closed", "Signing up is over."))


def check(
    event: Event | Asked, language: str, answers: dict[str, Any] | None, languages: Sequence[str], found: Findings
) -> None:
    """Collect what is wrong with a language, and with answers to an event's questions where some are given."""
    if language not in languages:
        found.say("/language", "unknown_language", f"Use one of: {', '.join(languages)}.")
    for pointer, code, hint in () if answers is None else wrong(event.questions, answers):
        found.say(pointer, code, hint)


def _digest(secret: bytes, token: str | None) -> str:
    return persons.hold_key(secret, token) if token else ""
