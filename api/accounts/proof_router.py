"""Showing again who one is, over HTTP: what guards signing in asks for a proof of the last minutes."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import col, select

from api.accounts import cookies, passwords, service
from api.accounts.cookies import IN_PERSON
from api.accounts.entrance import Door, Entrance, InPerson, in_transaction
from api.accounts.problems import SignInRefused
from api.accounts.rights import Visit
from api.accounts.router import after
from api.accounts.schemas import PasswordProof, SessionView
from api.accounts.tables import Account
from api.kernel.problems import NotSignedIn
from api.kernel.routing import Room, answers

if TYPE_CHECKING:
    from api.kernel.db import Database

router = Room(prefixes=("/session/password",), tags=["Sign-in"])


async def require_password(password: str, visit: Visit, request: Request, entrance: Entrance) -> None:
    """Raise SignInRefused unless this is the person's password; counted as signing in is."""
    entrance.throttle.count(visit.email, cookies.address(request))
    database: Database = request.app.state.database

    def look() -> str | None:
        with database.reading() as session:
            return session.exec(select(Account.password).where(col(Account.id) == visit.account)).one()

    async with database.slots:
        stored = await run_in_threadpool(look)
    if not await entrance.queue.run(passwords.fits, password, stored):
        raise SignInRefused
    entrance.throttle.succeeded(visit.email, cookies.address(request))


async def _proved(wish: PasswordProof, visit: InPerson, request: Request, entrance: Door) -> Visit:
    await require_password(wish.password, visit, request, entrance)
    return visit


@router.post(
    "/session/password",
    operation_id="prove_with_password",
    summary="Fresh proof: the password",
    responses=answers(SignInRefused),
    openapi_extra=IN_PERSON,
)
async def prove_with_password(
    visit: Annotated[Visit, Depends(_proved)], request: Request, response: Response
) -> SessionView:
    """Show again who one is; the sign-in gets a new id."""
    work = partial(service.proved, actor=visit.actor, id_hash=visit.id_hash)
    cookie = await in_transaction(request, work)
    if cookie is None:
        raise NotSignedIn
    return await after(request, response, cookie)
