"""Oneself over HTTP: name, password, second factors, sign-ins, drafts, deputies, what waits."""

import datetime as dt
from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Request, Response

from api.accounts import cookies, passwords, service, sessions, views, waiting
from api.accounts.cookies import IN_PERSON
from api.accounts.entrance import Door, InPerson, in_transaction
from api.accounts.me_schemas import (
    MatterView,
    Me,
    MeEdit,
    MySession,
    MySessions,
    PasswordChange,
    Todo,
)
from api.accounts.problems import DemoAccount, SignInRefused
from api.accounts.proof_router import require_password
from api.accounts.rights import Visit
from api.accounts.tables import AccountSession
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.permission import SignedIn
from api.kernel.problems import NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import Room, answers
from api.kernel.time import spoken

router = Room(prefixes=("/me",), tags=["My account"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number from the list.")]


@router.get("/me", operation_id="get_me", summary="Who I am and what I may do")
def get_me(actor: SignedIn, session: Reading, response: Response) -> Me:
    """Return the person behind the sign-in or token, with today's roles and permissions."""
    return tagged(response, views.me(session, actor)[0])


@router.patch(
    "/me",
    operation_id="edit_me",
    summary="Change my name or language",
    responses=answers(RevisionMismatch, RevisionRequired),
    openapi_extra=IN_PERSON,
)
def edit_me(
    wish: MeEdit, visit: InPerson, seen: SeenRevision, session: Writing, request: Request, response: Response
) -> Me:
    """Change what is given."""
    service.require_language(request.app.state.languages, wish.language)
    service.change(session, visit.actor, visit.account, seen, wish.model_dump(exclude_none=True))
    return tagged(response, views.me(session, visit.actor)[0])


async def _new_password(wish: PasswordChange, visit: InPerson, request: Request, entrance: Door) -> str:
    """Return the hash of the new password. Raises SignInRefused for a wrong present one, Invalid for a bad new one."""
    await require_password(wish.current, visit, request, entrance)
    passwords.require_good(wish.new, "/new", visit.name, visit.email)
    return await entrance.queue.run(passwords.hashed, wish.new)


@router.post(
    "/me/password",
    status_code=204,
    operation_id="change_my_password",
    summary="Change my password",
    responses=answers(SignInRefused, DemoAccount),
    openapi_extra=IN_PERSON,
)
async def change_my_password(
    password: Annotated[str, Depends(_new_password)], visit: InPerson, request: Request, response: Response
) -> None:
    """Set a new password; all other sign-ins end, this one gets a new id."""
    work = partial(service.set_password, actor=visit.actor, password_hash=password, id_hash=visit.id_hash)
    cookies.renewed(response, await in_transaction(request, work))


@router.get("/me/sessions", operation_id="list_my_sessions", summary="My sign-ins", openapi_extra=IN_PERSON)
def list_my_sessions(visit: InPerson, session: Reading) -> MySessions:
    """Return where one is signed in, the newest first."""
    return MySessions(items=[_my_session(row, visit) for row in sessions.listed(session, visit.account)])


@router.delete(
    "/me/sessions/{number}",
    status_code=204,
    operation_id="delete_my_session",
    summary="End one of my sign-ins",
    responses=answers(NotFound),
    openapi_extra=IN_PERSON,
)
def delete_my_session(number: Number, visit: InPerson, session: Writing, entrance: Door) -> None:
    """End a sign-in; its next request is told to sign in again."""
    found = next((row for row in sessions.listed(session, visit.account) if row.id == number), None)
    if found is None:
        raise NotFound
    entrance.forget(found.id_hash)
    sessions.end(session, found.id_hash)


@router.get("/me/todo", operation_id="list_my_matters", summary="What waits for me")
def list_my_matters(actor: SignedIn, session: Reading, request: Request) -> Todo:
    """Return what is due, stale or waiting in every room; what is due first comes first."""
    found = waiting.everything(request.app.state.matters, session, actor)
    found.sort(key=lambda one: (one.due is None, one.due or one.waiting_since or dt.date.max, one.kind))
    return Todo(
        items=[
            MatterView(
                kind=one.kind,
                title=one.title if isinstance(one.title, str) else dict(one.title),
                link=one.link,
                due=one.due,
                waiting_since=one.waiting_since,
                count=one.count,
            )
            for one in found
        ]
    )


def _my_session(row: AccountSession, visit: Visit) -> MySession:
    return MySession(
        id=row.id or 0,
        current=row.id == visit.session,
        created_at=spoken(row.created_at),
        seen_at=spoken(row.seen_at),
        device=row.device,
    )
