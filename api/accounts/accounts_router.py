"""Accounts and the audit trail over HTTP, for administrators."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.accounts import leaving, service, trail, views
from api.accounts.account_schemas import (
    AccountEdit,
    AccountView,
    AccountWish,
    EndView,
    EndWish,
    EntryView,
    RolesWish,
    RoleWish,
)
from api.accounts.cookies import BY_COOKIE
from api.accounts.entrance import Door, InPersonNeeds
from api.accounts.grants import Wish
from api.accounts.permissions import AUDIT, MANAGE
from api.accounts.problems import DemoAccount, FreshProofNeeded, LastAdministrator
from api.accounts.schemas import Nothing
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import Conflict, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers
from api.kernel.time import Day

router = Room(prefixes=("/accounts", "/audit"), tags=["Accounts"])
Administrator = Annotated[Actor, Depends(Needs(MANAGE, whole=True))]
Keeper = Annotated[Actor, Depends(InPersonNeeds(MANAGE, whole=True))]  # who may sign in and as what: never a token
Auditor = Annotated[Actor, Depends(Needs(AUDIT, whole=True))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the account.", examples=[7])]


@router.get("/accounts", operation_id="list_accounts", summary="Who may sign in")
def list_accounts(
    _actor: Administrator, session: Reading, wanted: Page, request: Request, response: Response
) -> Listing[AccountView]:
    """Return every account by name, with roles, factors and open invitations."""
    return linked(views.accounts(session, wanted), request, response)


@router.post(
    "/accounts",
    status_code=201,
    operation_id="create_account",
    summary="Invite somebody",
    responses=answers(FreshProofNeeded, Conflict),
    openapi_extra=BY_COOKIE,
)
def create_account(  # noqa: PLR0913, PLR0917 - dependencies
    wish: AccountWish,
    actor: Keeper,
    retry: Idempotent,
    session: Writing,
    entrance: Door,
    request: Request,
    response: Response,
) -> AccountView:
    """Make an account with roles and send a link, good for 7 days, that lets its owner set a password."""
    service.require_language(request.app.state.languages, wish.language)
    known = retry.recall(session, wish)
    if known is None:
        wishes = [_wish(role) for role in wish.roles]
        row = service.invite(session, actor, email=wish.email, name=wish.name, language=wish.language, wishes=wishes)
        service.invite_again(session, actor, entrance.secret, row.id or 0)
        retry.remember(session, str(row.id))
    else:
        row = service.read(session, int(known))
    response.headers["Location"] = f"{BASE}/accounts/{row.id}"
    return tagged(response, views.account(session, row))


@router.get("/accounts/{number}", operation_id="get_account", summary="One account", responses=answers(NotFound))
def get_account(number: Number, _actor: Administrator, session: Reading, response: Response) -> AccountView:
    """Return an account with its revision as ETag."""
    return tagged(response, views.account(session, service.read(session, number)))


@router.patch(
    "/accounts/{number}",
    operation_id="edit_account",
    summary="Change an account",
    responses=answers(FreshProofNeeded, NotFound, Conflict, RevisionMismatch, RevisionRequired),
    openapi_extra=BY_COOKIE,
)
def edit_account(  # noqa: PLR0913, PLR0917 - dependencies
    number: Number,
    wish: AccountEdit,
    actor: Keeper,
    seen: SeenRevision,
    session: Writing,
    request: Request,
    response: Response,
) -> AccountView:
    """Change what is given: mail address, name, language."""
    service.require_language(request.app.state.languages, wish.language)
    row = service.change(session, actor, number, seen, wish.model_dump(exclude_none=True))
    return tagged(response, views.account(session, row))


@router.put(
    "/accounts/{number}/roles",
    operation_id="set_account_roles",
    summary="Give roles",
    responses=answers(FreshProofNeeded, NotFound, Conflict, LastAdministrator, RevisionMismatch, RevisionRequired),
    openapi_extra=BY_COOKIE,
)
def set_account_roles(
    number: Number, wish: RolesWish, actor: Keeper, seen: SeenRevision, session: Writing, response: Response
) -> AccountView:
    """Give exactly these roles; others end yesterday. Nobody changes their own."""
    row = service.set_roles(session, actor, number, seen, [_wish(role) for role in wish.roles])
    return tagged(response, views.account(session, row))


@router.post(
    "/accounts/{number}/invitation",
    status_code=201,
    operation_id="invite_again",
    summary="Send a new link",
    responses=answers(FreshProofNeeded, NotFound, Conflict, DemoAccount),
    openapi_extra=BY_COOKIE,
)
def invite_again(number: Number, _wish: Nothing, actor: Keeper, session: Writing, entrance: Door) -> AccountView:
    """Send a new link to set a password; earlier links work no more. Second factors stay."""
    return views.account(session, service.invite_again(session, actor, entrance.secret, number))


@router.post(
    "/accounts/{number}/end",
    operation_id="end_account",
    summary="Somebody leaves",
    responses=answers(FreshProofNeeded, NotFound, Conflict, LastAdministrator),
    openapi_extra=BY_COOKIE,
)
def end_account(number: Number, wish: EndWish, actor: Keeper, session: Writing, request: Request) -> EndView:
    """End sign-ins, tokens, roles and deputyships at once, and hand open matters to a successor or to nobody."""
    hand_on = request.app.state.hand_on
    return EndView(handed_on=leaving.end(session, actor, number, wish.successor, hand_on))


@router.post(
    "/accounts/{number}/factor-reset",
    status_code=204,
    operation_id="reset_factors",
    summary="Take second factors away",
    responses=answers(FreshProofNeeded, NotFound, DemoAccount),
    openapi_extra=BY_COOKIE,
)
def reset_factors(number: Number, _wish: Nothing, actor: Keeper, session: Writing) -> None:
    """Remove app, passkeys and recovery codes, and end all sign-ins: the next one sets up a new second factor."""
    service.reset_factors(session, actor, number)


def _filters(
    object_type: Annotated[
        str | None, Query(max_length=60, description="Kind of object.", examples=["measure"])
    ] = None,
    object_key: Annotated[str | None, Query(max_length=200, description="Its key.", examples=["3"])] = None,
    actor: Annotated[str | None, Query(max_length=80, description="Who did it.", examples=["account:7"])] = None,
    from_: Annotated[Day | None, Query(alias="from", description="First day, in Berlin.")] = None,
    to: Annotated[Day | None, Query(description="Last day, in Berlin.")] = None,
) -> trail.Filters:
    return trail.Filters(object_type, object_key, actor, from_, to)


Chosen = Annotated[trail.Filters, Depends(_filters)]


@router.get("/audit", operation_id="list_audit_entries", summary="Who changed what when")
def list_audit_entries(
    _actor: Auditor, session: Reading, filters: Chosen, wanted: Page, request: Request, response: Response
) -> Listing[EntryView]:
    """Return entries of the trail, the newest first; filters narrow by object, person and days."""
    return linked(trail.listed(session, filters, wanted), request, response)


@router.get(
    "/audit.csv",
    operation_id="get_audit_csv",
    summary="The trail as a table",
    response_class=StreamingResponse,
    responses={200: {"description": "UTF-8 with BOM, semicolons.", "content": {"text/csv": {}}}},
)
def get_audit_csv(_actor: Auditor, session: Reading, filters: Chosen) -> Response:
    """Return the entries that fit, the oldest first."""
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response("".join(trail.as_csv(session, filters)), media_type="text/csv; charset=utf-8", headers=headers)


def _wish(role: RoleWish) -> Wish:
    return Wish(role.role, role.area, role.organisation, role.office, role.valid_to)
