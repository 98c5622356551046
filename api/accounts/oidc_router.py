"""To the identity provider and back; both are GETs a browser follows, so failures lead to a page, not to a problem."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from api.accounts import arrivals, cookies, passkeys, sealing, service
from api.accounts.cookies import ANYBODY
from api.accounts.entrance import Door, in_transaction
from api.accounts.problems import InsecureAddress
from api.accounts.provider import Identity, Provider, ProviderRefused
from api.accounts.rights import FRESH
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/session/oidc",), tags=["Sign-in"])
_HOME = "/team"
_SEE_OTHER = 303
_Told = Annotated[str | None, Query(max_length=4000, description="Said by the provider; not used.")]


@router.get(
    "/session/oidc",
    operation_id="go_to_provider",
    summary="Sign in at the identity provider",
    responses={**answers(NotFound, InsecureAddress), 303: {"description": "To the provider, or back to /team."}},
    openapi_extra=ANYBODY,
    status_code=303,
    response_class=RedirectResponse,
)
async def go_to_provider(
    request: Request,
    entrance: Door,
    next_page: Annotated[
        str, Query(alias="next", pattern=r"^/team(/[A-Za-z0-9/_-]*)?$", max_length=200, description="Where to go then.")
    ] = _HOME,
    again: Annotated[bool, Query(description="Let the provider ask anew who this is: a fresh proof.")] = False,  # noqa: FBT002 - a parameter of the address
) -> RedirectResponse:
    """Remember state, nonce and PKCE verifier for this browser for ten minutes, and send it to the provider."""
    cookies.require_safe(request)
    provider = _provider(entrance.provider)
    entrance.throttle.count_look(cookies.address(request))
    state, nonce, verifier = (sealing.random_text() for _ in range(3))
    try:
        way = await provider.way_there(state, nonce, verifier, again=again)
    except ProviderRefused as refused:
        return _back(refused.code)
    answer = RedirectResponse(way, _SEE_OTHER)
    asker = cookies.asker(request, answer)
    facts = {"state": sealing.digest(state), "nonce": nonce, "verifier": verifier, "next": next_page, "again": again}
    await in_transaction(request, lambda session: passkeys.remember(session, f"oidc {asker}", facts))
    return answer


@dataclass(frozen=True)
class Return:
    """What a browser brings back from the provider."""

    state: str
    code: str
    iss: str | None
    error: str | None


def _returned(  # noqa: PLR0913, PLR0917 - what providers send; unknown parameters are refused
    state: Annotated[str, Query(max_length=200, description="What we sent the browser away with.")] = "",
    code: Annotated[str, Query(max_length=4000, description="What the provider gives for an ID token.")] = "",
    iss: Annotated[str | None, Query(max_length=400, description="RFC 9207: who sends the browser back.")] = None,
    error: _Told = None,
    error_description: _Told = None,  # noqa: ARG001 - never repeated
    error_uri: _Told = None,  # noqa: ARG001
    session_state: _Told = None,  # noqa: ARG001
    scope: _Told = None,  # noqa: ARG001
    client_info: _Told = None,  # noqa: ARG001
) -> Return:
    return Return(state, code, iss, error)


@router.get(
    "/session/oidc/callback",
    operation_id="come_from_provider",
    summary="Back from the identity provider",
    responses={
        **answers(NotFound, InsecureAddress),
        303: {"description": "To the staff area; without a sign-in when refused."},
    },
    openapi_extra=ANYBODY,
    status_code=303,
    response_class=RedirectResponse,
)
async def come_from_provider(
    told: Annotated[Return, Depends(_returned)], request: Request, entrance: Door
) -> RedirectResponse:
    """Sign in whom the provider vouches for, if this browser asked for exactly this answer, and has not had it yet."""
    cookies.require_safe(request)
    provider = _provider(entrance.provider)
    asker = f"oidc {cookies.asked(request)}"
    facts = await in_transaction(request, lambda session: passkeys.answered(session, asker))
    try:
        asked = _require_asked(facts, told, provider)
        moment = int(request.app.state.clock().timestamp())
        who = await provider.identity(told.code, asked["verifier"], asked["nonce"], moment)
        proved = _proved(who, moment, wanted=asked["again"])
        work = partial(_entered, who=who, roles=entrance.roles, request=request, proved=proved)
        cookie = await in_transaction(request, work)
    except ProviderRefused as refused:
        return _back(refused.code)
    answer = RedirectResponse(asked["next"], _SEE_OTHER)
    cookies.forget_asking(answer)
    cookies.give(answer, cookie)
    return answer


def _require_asked(facts: dict[str, Any] | None, told: Return, provider: Provider) -> dict[str, Any]:
    """Return what this browser was sent away with. Raises ProviderRefused for an answer to anything else."""
    if facts is None or facts.get("state") != sealing.digest(told.state):
        raise ProviderRefused("not_asked")
    if told.error is not None or not told.code:
        raise ProviderRefused("refused_there")
    if told.iss is not None and told.iss != provider.issuer:
        raise ProviderRefused("other_issuer")
    return facts


def _proved(who: Identity, moment: int, *, wanted: bool) -> bool:
    """Say whether somebody has just shown the provider who they are. Raises ProviderRefused if not, but `wanted`."""
    proved = who.seen_at is not None and moment - who.seen_at < FRESH.total_seconds()
    if wanted and not proved:
        raise ProviderRefused("not_fresh")  # else this browser would be sent there again and again
    return proved


def _entered(session: Session, who: Identity, roles: arrivals.RoleMap, request: Request, *, proved: bool) -> str:
    account = arrivals.arrive(session, who, roles)
    old, device = cookies.old_session(request), cookies.device(request)
    two = who.two_factors
    return service.signed_in(session, account, second_factor=two, device=device, old=old, proved=proved)


def _provider(provider: Provider | None) -> Provider:
    if provider is None:
        raise NotFound
    return provider


def _back(code: str) -> RedirectResponse:
    """Lead to the sign-in page, which says why; never with anything the provider said."""
    return RedirectResponse(f"{_HOME}?{urlencode({'refused': code})}", _SEE_OTHER)
