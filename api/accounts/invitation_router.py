"""Taking an invitation over HTTP; its token travels in bodies, never in an address."""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session

from api.accounts import cookies, invitations, passwords, service
from api.accounts.cookies import ANYBODY
from api.accounts.entrance import Door, in_transaction
from api.accounts.problems import InsecureAddress, LinkRefused
from api.accounts.router import after
from api.accounts.schemas import Invited, LinkAccepted, LinkLook, SessionView
from api.kernel.db import Database, Reading
from api.kernel.routing import Room, answers

router = Room(prefixes=("/session/invitation",), tags=["Sign-in"])


@router.post(
    "/session/invitation-look",
    operation_id="look_at_invitation",
    summary="Whom an invitation is for",
    responses=answers(LinkRefused),
    openapi_extra=ANYBODY,
)
def look_at_invitation(wish: LinkLook, request: Request, session: Reading, entrance: Door) -> Invited:
    """Return name, mail and roles, so that somebody sees whether the link is theirs."""
    entrance.throttle.count_look(cookies.address(request))
    return service.invited(session, wish.token)


async def _link_and_password(wish: LinkAccepted, request: Request, entrance: Door) -> str:
    """Return the hash of a good new password for a link that works. Raises LinkRefused, Invalid."""
    cookies.require_safe(request)
    entrance.throttle.count_look(cookies.address(request))
    database: Database = request.app.state.database

    def look() -> str:
        with database.reading() as session:
            return invitations.look(session, wish.token)[1].email

    async with database.slots:
        email = await run_in_threadpool(look)
    passwords.require_good(wish.password, "/password", wish.name, email)
    return await entrance.queue.run(passwords.hashed, wish.password)


@router.post(
    "/session/invitation",
    status_code=201,
    operation_id="accept_invitation",
    summary="Take an invitation",
    responses=answers(LinkRefused, InsecureAddress),
    openapi_extra=ANYBODY,
)
async def accept_invitation(
    wish: LinkAccepted,
    password: Annotated[str, Depends(_link_and_password)],
    request: Request,
    response: Response,
) -> SessionView:
    """Set the password and sign in. The link works no more."""

    def accepted(session: Session) -> str:
        account = service.accept(session, wish.token, wish.name, password)
        old, device = cookies.old_session(request), cookies.device(request)
        return service.signed_in(session, account, second_factor=False, device=device, old=old)

    cookie = await in_transaction(request, accepted)
    return await after(request, response, cookie)
