"""Oneself over HTTP: name, password, second factors, sign-ins, drafts, deputies, what waits."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session, col, select

from api.accounts import cookies, passkeys, passwords, second_factor, service, sessions, views
from api.accounts.cookies import IN_PERSON
from api.accounts.entrance import Door, Enrolling, InPerson, in_transaction
from api.accounts.me_schemas import (
    Key,
    MatterView,
    Me,
    MeEdit,
    MySession,
    NewPasskey,
    PasskeyMade,
    PasswordChange,
    RecoveryCodes,
    Todo,
    TotpProposal,
)
from api.accounts.passkeys import Party
from api.accounts.problems import CodeRefused, DemoAccount, SignInRefused
from api.accounts.rights import Visit
from api.accounts.schemas import Nothing, PasskeyOptions, SecondFactor
from api.accounts.tables import Account, AccountSession
from api.kernel import audit
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Database, Reading, Writing
from api.kernel.matters import Matters
from api.kernel.paging import Listing
from api.kernel.permission import SignedIn
from api.kernel.problems import Conflict, NotFound, NotSignedIn, RevisionMismatch, RevisionRequired
from api.kernel.routing import Room, answers
from api.kernel.time import spoken

router = Room(prefixes=("/me",), tags=["My account"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
DraftKey = Annotated[Key, Path(description="What it is a draft of, such as `measures-3`.", examples=["measures-3"])]


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
    entrance.throttle.count(visit.email, cookies.address(request))
    database: Database = request.app.state.database

    def look() -> str | None:
        with database.reading() as session:
            return session.exec(select(Account.password).where(col(Account.id) == visit.account)).one()

    async with database.slots:
        stored = await run_in_threadpool(look)
    if not await entrance.queue.run(passwords.fits, wish.current, stored):
        raise SignInRefused
    entrance.throttle.succeeded(visit.email, cookies.address(request))
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
    _renewed(response, await in_transaction(request, work))


@router.post(
    "/me/totp",
    status_code=201,
    operation_id="propose_totp",
    summary="Set up an authenticator app",
    responses=answers(DemoAccount),
    openapi_extra=IN_PERSON,
)
def propose_totp(visit: Enrolling, session: Writing, entrance: Door) -> TotpProposal:
    """Return a new secret; the present one works until the new one is confirmed."""
    service.require_own_factors(session, visit.account)
    secret, address, picture = second_factor.propose(session, entrance.secret, visit.account, visit.email)
    return TotpProposal(secret=secret, uri=address, qr=picture)


@router.post(
    "/me/totp/confirmation",
    operation_id="confirm_totp",
    summary="Confirm the app with its first code",
    responses=answers(CodeRefused, NotFound),
    openapi_extra=IN_PERSON,
)
async def confirm_totp(
    wish: SecondFactor, visit: Enrolling, entrance: Door, request: Request, response: Response
) -> RecoveryCodes:
    """Take the secret into use, complete the sign-in, and return new recovery codes."""
    entrance.throttle.count_code(visit.account)

    def confirm(session: Session) -> tuple[list[str], str | None] | None:
        if not second_factor.confirm(session, entrance.secret, visit.account, wish.code):
            return None
        audit.note(session, visit.actor, "set-factor", service.KIND, str(visit.account), ["totp"])
        codes = second_factor.new_recovery_codes(session, visit.account)
        return codes, sessions.step_up(session, visit.id_hash, second_factor=True)

    done = await in_transaction(request, confirm)
    if done is None:
        raise CodeRefused
    entrance.throttle.code_succeeded(visit.account)
    _renewed(response, done[1])
    return RecoveryCodes(recovery_codes=done[0])


@router.post(
    "/me/recovery-codes",
    operation_id="renew_recovery_codes",
    summary="New recovery codes",
    responses=answers(DemoAccount),
    openapi_extra=IN_PERSON,
)
def renew_recovery_codes(_wish: Nothing, visit: InPerson, session: Writing) -> RecoveryCodes:
    """Replace the recovery codes by ten new ones, shown this once."""
    service.require_own_factors(session, visit.account)
    audit.note(session, visit.actor, "set-factor", service.KIND, str(visit.account), ["recovery_codes"])
    return RecoveryCodes(recovery_codes=second_factor.new_recovery_codes(session, visit.account))


@router.post(
    "/me/passkey-options",
    operation_id="propose_passkey",
    summary="A new passkey: what the browser takes",
    responses=answers(DemoAccount),
    openapi_extra=IN_PERSON,
)
def propose_passkey(_wish: Nothing, visit: Enrolling, request: Request, session: Writing) -> PasskeyOptions:
    """Return the options for `navigator.credentials.create`."""
    service.require_own_factors(session, visit.account)
    party = Party.of(request.app.state.settings.public_url)
    asker = f"passkey of {visit.id_hash}"
    return PasskeyOptions(options=passkeys.propose(session, party, visit.account, visit.email, asker))


@router.post(
    "/me/passkeys",
    status_code=201,
    operation_id="create_passkey",
    summary="Keep a new passkey",
    responses=answers(CodeRefused, DemoAccount),
    openapi_extra=IN_PERSON,
)
def create_passkey(
    wish: NewPasskey, visit: Enrolling, request: Request, response: Response, session: Writing
) -> PasskeyMade:
    """Store a passkey and complete the sign-in; the first second factor comes with recovery codes."""
    service.require_own_factors(session, visit.account)
    party = Party.of(request.app.state.settings.public_url)
    asker = f"passkey of {visit.id_hash}"
    row = passkeys.add(session, party, visit.account, wish.credential, asker, wish.name)
    audit.note(session, visit.actor, "create", "passkey", str(row.id))
    first = not (visit.totp or visit.passkey)
    codes = second_factor.new_recovery_codes(session, visit.account) if first else None
    _renewed(response, sessions.step_up(session, visit.id_hash, second_factor=True))
    return PasskeyMade(**views.passkey(row).model_dump(), recovery_codes=codes)


@router.delete(
    "/me/passkeys/{number}",
    status_code=204,
    operation_id="delete_passkey",
    summary="Remove a passkey",
    responses=answers(NotFound, Conflict),
    openapi_extra=IN_PERSON,
)
def delete_passkey(number: Number, visit: InPerson, session: Writing) -> None:
    """Remove a passkey; the last second factor stays."""
    service.remove_passkey(session, visit.actor, number)


@router.get("/me/sessions", operation_id="list_my_sessions", summary="My sign-ins", openapi_extra=IN_PERSON)
def list_my_sessions(visit: InPerson, session: Reading) -> Listing[MySession]:
    """Return where one is signed in, the newest first."""
    return Listing(items=[_my_session(row, visit) for row in sessions.listed(session, visit.account)])


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
    rooms: Sequence[Matters] = request.app.state.matters
    found = [matter for room in rooms for matter in room(session, actor)]
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


def _renewed(response: Response, cookie: str | None) -> None:
    """Give the browser the new id of its sign-in. Raises NotSignedIn when somebody ended it meanwhile."""
    if cookie is None:
        raise NotSignedIn
    cookies.give(response, cookie)
