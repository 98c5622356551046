"""Inviting a working group to its meeting: everybody in it gets a seat, and who has an account a letter."""

from typing import Any

from sqlmodel import Session, select

from api.events import booking, permissions, registering
from api.events.attendee_permissions import EDIT
from api.events.attendee_schemas import AttendeeWish, Invitations
from api.events.letters import LetterKind
from api.events.registration_tables import Registration, RegistrationState
from api.events.seats import lock
from api.kernel.language import SOURCE
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue
from api.outreach import invitees


def invite(session: Session, actor: Actor, secret: bytes, number: int) -> Invitations:
    """Sign up everybody of an event's working group who never was; again changes nothing.

    Who cancelled is not asked again. Raises NotFound, Conflict without a working group, EventFull for all of them when
    one finds no place.
    """
    event = permissions.event_of(session, actor, number, EDIT)
    if event.working_group is None:
        raise Conflict(Issue("/working_group", "no_working_group", "Say first whose meeting this is."))
    if not event.registration:
        raise Conflict(
            Issue("/registration", "no_registration", "Give the meeting seats first: people sign up for it.")
        )
    registering.require_taking_place(event)
    lock(session, number)
    known = {*session.exec(select(Registration.person).where(Registration.event == number)).all()}
    made: list[Registration] = []
    people = invitees(session, actor, event.working_group)
    for one in people:
        who = registering.signing(secret, number, _wish(one), by_staff=True)
        if who.person not in known:
            known.add(who.person)
            made.append(booking.register(session, actor, number, who, letter=LetterKind.invited))
    seated = sum(row.state == RegistrationState.confirmed for row in made)
    return Invitations(
        invited=seated,
        waiting=len(made) - seated,
        known=len(people) - len(made),
        without_mail=[row.name for row in made if row.email is None],
    )


def _wish(one: Any) -> AttendeeWish:
    return AttendeeWish(name=one.name, email=one.email, language=one.language or SOURCE)
