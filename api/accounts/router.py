"""The door over HTTP: sign in and out, second factor, invitation."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session, col, select

from api.accounts import cookies, demo, passkeys, passwords, service, sessions
from api.accounts.cookies import ANYBODY, IN_PERSON
from api.accounts.entrance import Door, Entrance, Present, entrance_of, in_transaction
from api.accounts.passkeys import Party
from api.accounts.problems import CodeRefused, InsecureAddress, SignInRefused
from api.accounts.rights import IDLE, Stage, Visit
from api.accounts.schemas import (
    Credential,
    MethodsView,
    Nothing,
    OwnFactors,
    PasskeyOptions,
    ProviderView,
    SecondFactor,
    SessionView,
    SignIn,
)
from api.accounts.tables import Account
from api.kernel.db import Database, Reading, Writing
from api.kernel.problems import NotSignedIn
from api.kernel.routing import Room, answers
from api.kernel.time import now

router = Room(prefixes=("/session",), tags=["Sign-in"])
Safe = Depends(cookies.require_safe)


def _shown(request: Request, session: Session, entrance: Entrance, visit: Visit | None) -> SessionView:
    settings = request.app.state.settings
    refused = cookies.refusal(settings)
    provider = ProviderView(name=entrance.provider.name) if entrance.provider else None
    methods = MethodsView(password=refused is None, passkey=refused is None, oidc=provider, refused=refused)
    return SessionView(
        state=visit.stage.value if visit else "signed_out",
        methods=methods,
        demo=demo.logins(session, entrance.secret),
        factors=_factors(session, visit) if visit else None,
        idle_seconds=int(IDLE.total_seconds()),
        left_seconds=int((visit.ends_at - now(session)).total_seconds()) if visit else None,
    )


def _factors(session: Session, visit: Visit) -> OwnFactors:
    password = session.exec(select(col(Account.password).is_not(None)).where(col(Account.id) == visit.account)).one()
    return OwnFactors(totp=visit.totp, passkey=visit.passkey, password=password)


async def after(request: Request, response: Response, cookie: str) -> SessionView:
    """Give the browser its new id and return where the sign-in stands now."""
    cookies.give(response, cookie)
    database: Database = request.app.state.database
    entrance = entrance_of(request)

    def look() -> SessionView:
        with database.reading() as session:
            return _shown(request, session, entrance, entrance.visit_of(cookie, session))

    async with database.slots:
        return await run_in_threadpool(look)


async def _password_fits(wish: SignIn, request: Request, entrance: Door) -> int:
    """Return the account of mail and password. Takes as long for accounts that do not exist.

    Raises SignInRefused, or TooManyRequests.
    """
    cookies.require_safe(request)
    entrance.throttle.count(wish.email, cookies.address(request))
    database: Database = request.app.state.database

    def look() -> service.Known | None:
        with database.reading() as session:
            return service.known(session, wish.email)

    async with database.slots:
        known = await run_in_threadpool(look)
    fits = await entrance.queue.run(passwords.fits, wish.password, known.password if known else None)
    if known is None or not fits:
        raise SignInRefused
    entrance.throttle.succeeded(wish.email, cookies.address(request))
    return known.account


@router.get("/session", operation_id="get_session", summary="How far my sign-in has come", openapi_extra=ANYBODY)
def get_session(request: Request, session: Reading, entrance: Door) -> SessionView:
    """Return how one can sign in and how far this browser has come. Asking does not prolong a sign-in."""
    return _shown(request, session, entrance, entrance.look(request, session))


@router.post(
    "/session",
    status_code=201,
    operation_id="create_session",
    summary="Sign in with mail and password",
    responses=answers(SignInRefused, InsecureAddress),
    openapi_extra=ANYBODY,
)
async def create_session(
    account: Annotated[int, Depends(_password_fits)], request: Request, response: Response
) -> SessionView:
    """Sign in; roles that see personal data go on to the second factor. An earlier sign-in of this browser ends."""
    work = partial(
        service.signed_in,
        account=account,
        second_factor=False,
        device=cookies.device(request),
        old=cookies.old_session(request),
    )
    cookie = await in_transaction(request, work)
    return await after(request, response, cookie)


@router.post(
    "/session/code",
    operation_id="confirm_session_with_code",
    summary="Second factor, or fresh proof: a code",
    responses=answers(CodeRefused),
    openapi_extra=IN_PERSON,
)
async def confirm_session_with_code(
    wish: SecondFactor, visit: Present, entrance: Door, request: Request, response: Response
) -> SessionView:
    """Complete a sign-in, or show again who one is, with a code of the app or a recovery code; each works once."""
    if visit.stage is Stage.enrolment:
        raise NotSignedIn
    entrance.throttle.count_code(visit.account)
    work = partial(
        service.confirmed, secret=entrance.secret, account=visit.account, id_hash=visit.id_hash, code=wish.code
    )
    cookie = await in_transaction(request, work)
    if cookie is None:
        raise CodeRefused
    entrance.throttle.code_succeeded(visit.account)
    return await after(request, response, cookie)


@router.post(
    "/session/passkey-options",
    operation_id="ask_for_passkey",
    summary="Passkey: what the browser takes",
    responses=answers(InsecureAddress),
    openapi_extra=ANYBODY,
    dependencies=[Safe],
)
def ask_for_passkey(
    _wish: Nothing, request: Request, response: Response, session: Writing, entrance: Door
) -> PasskeyOptions:
    """Return the options for `navigator.credentials.get`: to sign in, or for the passkeys of who is signed in."""
    visit = entrance.look(request, session)
    account = visit.account if visit and visit.stage is not Stage.enrolment else None
    party = Party.of(request.app.state.settings.public_url)
    return PasskeyOptions(options=passkeys.ask(session, party, cookies.asker(request, response), account))


@router.post(
    "/session/passkey",
    operation_id="sign_in_with_passkey",
    summary="Passkey: sign in, second factor, or fresh proof",
    responses=answers(CodeRefused, InsecureAddress),
    openapi_extra=ANYBODY,
    dependencies=[Safe],
)
async def sign_in_with_passkey(wish: Credential, request: Request, response: Response, entrance: Door) -> SessionView:
    """Sign in with a passkey, which is both factors at once; a sign-in this browser has becomes a new one."""
    entrance.throttle.count_look(cookies.address(request))
    cookie = await in_transaction(request, partial(_by_passkey, wish=wish, request=request))
    if cookie is None:
        raise CodeRefused
    cookies.forget_asking(response)
    return await after(request, response, cookie)


def _by_passkey(session: Session, wish: Credential, request: Request) -> str | None:
    party = Party.of(request.app.state.settings.public_url)
    account = passkeys.account_of(session, party, wish.credential, cookies.asked(request))
    if account is None or not service.may_enter(session, account):
        return None
    old, device = cookies.old_session(request), cookies.device(request)
    return service.signed_in(session, account, second_factor=True, device=device, old=old)


@router.delete("/session", status_code=204, operation_id="delete_session", summary="Sign out", openapi_extra=ANYBODY)
def delete_session(request: Request, response: Response, session: Writing, entrance: Door) -> None:
    """End this browser's sign-in and let it clear what it kept; without one nothing happens."""
    old = cookies.old_session(request)
    if old is not None:
        sessions.end(session, old)
        entrance.forget(old)
    cookies.take(response)
