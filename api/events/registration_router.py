"""Signing up over HTTP, without an account: who holds the secret of a registration may see, change and cancel it."""

from typing import Annotated

from fastapi import Depends, Header, Request

from api.events import booking, persons, registering, retention, waiting_list
from api.events.booking import VISITOR, EventFull
from api.events.registration_schemas import (
    HoldMade,
    HoldWish,
    OwnRegistration,
    RegistrationChange,
    RegistrationMade,
    RegistrationWish,
)
from api.events.registration_tables import Registration
from api.events.router import Number
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.language import Offered
from api.kernel.problems import Conflict, IdempotencyMismatch, Invalid, NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/events", "/registration"), tags=["Events"])
ANYBODY = {"x-permission": "anybody"}


async def _secret(request: Request) -> bytes:
    return request.app.state.settings.secret.get_secret_value().encode()


async def _shown_once(
    registration_secret: Annotated[
        str,
        Header(
            min_length=40,
            max_length=120,
            description="What stands behind the # of the link: number, dot, secret.",
            examples=["9f1c2ab04d5e4f7787c1a2b3c4d5e6f7.secret"],
        ),
    ],
) -> str:
    return registration_secret


Secret = Annotated[bytes, Depends(_secret)]
Token = Annotated[str, Depends(_shown_once)]


@router.post(
    "/events/{number}/registrations",
    status_code=201,
    operation_id="create_registration",
    summary="Sign up",
    responses=answers(NotFound, EventFull, Conflict, IdempotencyMismatch, Invalid),
)
def create_registration(  # noqa: PLR0913, PLR0917 - a parameter each
    number: Number,
    wish: RegistrationWish,
    session: Writing,
    offered: Offered,
    secret: Secret,
    retry: Idempotent,
    request: Request,
) -> RegistrationMade:
    """Take seats, or a place on the waiting list, first come, first served; a party gets all its seats or none."""
    made = retry.recall(session, wish)
    if made is not None:
        row = session.get_one(Registration, made)
    else:
        row = registering.sign_up(session, secret, number, wish, offered.codes)
        retry.remember(session, row.id)
    link = persons.manage_link(secret, request.app.state.settings.public_url, row.id)
    return RegistrationMade(id=row.id, state=row.state, position=waiting_list.position(session, row), manage_url=link)


@router.post(
    "/events/{number}/holds",
    status_code=201,
    operation_id="create_seat_hold",
    summary="Keep seats while filling in the form",
    responses=answers(NotFound, Conflict),
)
def create_seat_hold(number: Number, wish: HoldWish, session: Writing, secret: Secret) -> HoldMade:
    """Keep seats for a quarter of an hour and a minute more for each; a party that grows keeps them a little longer."""
    return registering.hold(session, secret, number, wish)


@router.get(
    "/registration",
    operation_id="get_registration",
    summary="My registration",
    responses=answers(NotFound),
    openapi_extra=ANYBODY,
)
def get_registration(token: Token, session: Reading, secret: Secret) -> OwnRegistration:
    """Return the registration whose secret is sent."""
    return registering.view(session, secret, registering.own(session, secret, token))


@router.patch(
    "/registration",
    operation_id="change_registration",
    summary="Change my registration",
    responses=answers(NotFound, EventFull, Conflict, Invalid),
    openapi_extra=ANYBODY,
)
def change_registration(
    token: Token, wish: RegistrationChange, session: Writing, secret: Secret, offered: Offered
) -> OwnRegistration:
    """Change name, contact, party, language or answers; fewer people give seats back, more take free ones or none."""
    row = registering.own(session, secret, token)
    return registering.view(session, secret, registering.change(session, VISITOR, secret, row, wish, offered.codes))


@router.delete(
    "/registration",
    operation_id="cancel_registration",
    summary="Cancel my registration",
    responses=answers(NotFound),
    openapi_extra=ANYBODY,
)
def cancel_registration(token: Token, session: Writing, secret: Secret) -> OwnRegistration:
    """Give the seats back; a second time changes nothing."""
    row = registering.own(session, secret, token)
    return registering.view(session, secret, booking.cancel(session, VISITOR, row.id))


@router.post(
    "/registration/erasure",
    status_code=204,
    operation_id="erase_registration",
    summary="Forget me",
    responses=answers(NotFound),
    openapi_extra=ANYBODY,
)
def erase_registration(token: Token, session: Writing, secret: Secret, request: Request) -> None:
    """Give the seats back, forget name, contact, answers and letters at once; the link leads nowhere from then on."""
    number = registering.own(session, secret, token).id
    retention.erase(session, VISITOR, number, request.app.state.settings.data_dir)


@router.post(
    "/registration/acceptance",
    operation_id="accept_offered_seat",
    summary="Take the seat that is kept for me",
    responses=answers(NotFound, Conflict),
    openapi_extra=ANYBODY,
)
def accept_offered_seat(token: Token, session: Writing, secret: Secret) -> OwnRegistration:
    """Take the seat that became free, before the time for it is over."""
    row = registering.own(session, secret, token)
    return registering.view(session, secret, booking.accept(session, VISITOR, row.id))
