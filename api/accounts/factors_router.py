"""One's own second factors over HTTP."""

from typing import Annotated

from fastapi import Path, Request, Response
from sqlmodel import Session

from api.accounts import passkeys, second_factor, service, sessions, views
from api.accounts.cookies import IN_PERSON, renewed
from api.accounts.entrance import Door, Enrolling, Proved, in_transaction
from api.accounts.me_schemas import NewPasskey, PasskeyMade, RecoveryCodes, TotpProposal
from api.accounts.passkeys import Party
from api.accounts.problems import CodeRefused, DemoAccount, FreshProofNeeded
from api.accounts.rights import Visit
from api.accounts.schemas import Nothing, PasskeyOptions, SecondFactor
from api.kernel import audit
from api.kernel.db import Writing
from api.kernel.problems import Conflict, NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/me/totp", "/me/recovery-codes", "/me/passkey"), tags=["My account"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number from the list.")]


@router.post(
    "/me/totp",
    status_code=201,
    operation_id="propose_totp",
    summary="Set up an authenticator app",
    responses=answers(DemoAccount, FreshProofNeeded),
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
    responses=answers(CodeRefused, NotFound, FreshProofNeeded),
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
    renewed(response, done[1])
    return RecoveryCodes(recovery_codes=done[0])


@router.post(
    "/me/recovery-codes",
    operation_id="renew_recovery_codes",
    summary="New recovery codes",
    responses=answers(DemoAccount, FreshProofNeeded),
    openapi_extra=IN_PERSON,
)
def renew_recovery_codes(_wish: Nothing, visit: Proved, session: Writing) -> RecoveryCodes:
    """Replace the recovery codes by ten new ones, shown this once."""
    service.require_own_factors(session, visit.account)
    audit.note(session, visit.actor, "set-factor", service.KIND, str(visit.account), ["recovery_codes"])
    return RecoveryCodes(recovery_codes=second_factor.new_recovery_codes(session, visit.account))


@router.post(
    "/me/passkey-options",
    operation_id="propose_passkey",
    summary="A new passkey: what the browser takes",
    responses=answers(DemoAccount, FreshProofNeeded),
    openapi_extra=IN_PERSON,
)
def propose_passkey(_wish: Nothing, visit: Enrolling, request: Request, session: Writing) -> PasskeyOptions:
    """Return the options for `navigator.credentials.create`."""
    service.require_own_factors(session, visit.account)
    party = Party.of(request.app.state.settings.public_url)
    return PasskeyOptions(options=passkeys.propose(session, party, visit.account, visit.email, _asker(visit)))


@router.post(
    "/me/passkeys",
    status_code=201,
    operation_id="create_passkey",
    summary="Keep a new passkey",
    responses=answers(CodeRefused, DemoAccount, FreshProofNeeded),
    openapi_extra=IN_PERSON,
)
def create_passkey(
    wish: NewPasskey, visit: Enrolling, request: Request, response: Response, session: Writing
) -> PasskeyMade:
    """Store a passkey and complete the sign-in; the first second factor comes with recovery codes."""
    service.require_own_factors(session, visit.account)
    party = Party.of(request.app.state.settings.public_url)
    row = passkeys.add(session, party, visit.account, wish.credential, _asker(visit), wish.name)
    audit.note(session, visit.actor, "create", "passkey", str(row.id))
    first = not (visit.totp or visit.passkey)
    codes = second_factor.new_recovery_codes(session, visit.account) if first else None
    renewed(response, sessions.step_up(session, visit.id_hash, second_factor=True))
    return PasskeyMade(**views.passkey(row).model_dump(), recovery_codes=codes)


@router.delete(
    "/me/passkeys/{number}",
    status_code=204,
    operation_id="delete_passkey",
    summary="Remove a passkey",
    responses=answers(NotFound, Conflict, FreshProofNeeded),
    openapi_extra=IN_PERSON,
)
def delete_passkey(number: Number, visit: Proved, session: Writing) -> None:
    """Remove a passkey; the last second factor stays."""
    service.remove_passkey(session, visit.actor, number)


def _asker(visit: Visit) -> str:
    """Return whom a challenge is for: the account, since a proof in between gives the sign-in a new id."""
    return f"passkey of {visit.actor.key}"
