"""Drafts, deputies and tokens over HTTP: what people keep for their own work."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Path, Request, Response
from sqlmodel import Session

from api.accounts import cookies, deputies, drafts, tokens
from api.accounts.cookies import IN_PERSON
from api.accounts.desk_schemas import (
    Colleague,
    Colleagues,
    Deputies,
    DeputyView,
    DeputyWish,
    DraftHead,
    Drafts,
    DraftView,
    DraftWish,
    Key,
    TokenMade,
    Tokens,
    TokenView,
    TokenWish,
)
from api.accounts.entrance import Door, InPerson, Proved
from api.accounts.permissions import COLLEAGUES
from api.accounts.problems import FreshProofNeeded
from api.accounts.schemas import Nothing
from api.accounts.tables import Account, ApiToken, Deputy, Draft
from api.kernel.db import Reading, Writing
from api.kernel.permission import Actor, Needs
from api.kernel.problems import BodyTooLarge, Conflict, NotFound
from api.kernel.routing import BASE, Room, answers
from api.kernel.time import spoken

router = Room(prefixes=("/me/drafts", "/me/deputies", "/tokens", "/staff/colleagues"), tags=["My account"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number from the list.")]
DraftKey = Annotated[Key, Path(description="What it is a draft of, such as `measures-3`.", examples=["measures-3"])]


@router.get("/me/drafts", operation_id="list_drafts", summary="My drafts", openapi_extra=IN_PERSON)
def list_drafts(visit: InPerson, session: Reading) -> Drafts:
    """Return what one has typed and not saved, the newest first."""
    found = drafts.listed(session, visit.account)
    return Drafts(
        items=[DraftHead(key=row.key, base_revision=row.base_revision, saved_at=spoken(row.saved_at)) for row in found]
    )


@router.get(
    "/me/drafts/{key}",
    operation_id="get_draft",
    summary="One draft",
    responses=answers(NotFound),
    openapi_extra=IN_PERSON,
)
def get_draft(key: DraftKey, visit: InPerson, session: Reading) -> DraftView:
    """Return what was typed, and over which revision."""
    return _draft(drafts.read(session, visit.account, key))


@router.put(
    "/me/drafts/{key}",
    operation_id="save_draft",
    summary="Keep a draft",
    responses=answers(NotFound, Conflict, BodyTooLarge),
    openapi_extra=IN_PERSON,
)
def save_draft(key: DraftKey, wish: DraftWish, visit: InPerson, session: Writing) -> DraftView:
    """Keep what was typed in place of what was kept before; it is deleted after 30 days without a change."""
    return _draft(drafts.save(session, visit.account, key, wish.base_revision, wish.values))


@router.delete(
    "/me/drafts/{key}",
    status_code=204,
    operation_id="delete_draft",
    summary="Discard a draft",
    responses=answers(NotFound),
    openapi_extra=IN_PERSON,
)
def delete_draft(key: DraftKey, visit: InPerson, session: Writing) -> None:
    """Discard a draft; one that is gone already is as wanted."""
    drafts.discard(session, visit.account, key)


@router.get("/me/deputies", operation_id="list_deputies", summary="Who stands in for whom", openapi_extra=IN_PERSON)
def list_deputies(visit: InPerson, session: Reading) -> Deputies:
    """Return who stands in for one and for whom one stands in, today or later, and who else could."""
    return Deputies(
        items=[_deputy(row, visit.account, of, by) for row, of, by in deputies.listed(session, visit.account)],
        colleagues=_colleagues(deputies.colleagues(session, visit.account)),
    )


@router.post(
    "/me/deputies",
    status_code=201,
    operation_id="create_deputy",
    summary="Ask somebody to stand in for me",
    responses=answers(Conflict, FreshProofNeeded),
    openapi_extra=IN_PERSON,
)
def create_deputy(
    wish: DeputyWish, visit: Proved, session: Writing, entrance: Door, request: Request, response: Response
) -> DeputyView:
    """Ask a colleague, or whoever has exactly this mail address; they have one's roles once they accept."""
    if wish.email is not None:
        entrance.throttle.count_look(cookies.address(request))  # nobody tries out who has an account
    row = deputies.appoint(session, visit.actor, deputies.Wish(**wish.model_dump()))
    response.headers["Location"] = f"{BASE}/me/deputies/{row.id}"
    return _one_deputy(session, row, visit.account)


@router.post(
    "/me/deputies/{number}/acceptance",
    operation_id="accept_deputy",
    summary="Stand in for somebody",
    responses=answers(NotFound),
    openapi_extra=IN_PERSON,
)
def accept_deputy(number: Number, _wish: Nothing, visit: InPerson, session: Writing) -> DeputyView:
    """Accept to stand in: from the first day on one has the other person's roles as well as one's own."""
    return _one_deputy(session, deputies.accept(session, visit.actor, number), visit.account)


@router.delete(
    "/me/deputies/{number}",
    status_code=204,
    operation_id="delete_deputy",
    summary="End a deputyship",
    responses=answers(NotFound),
    openapi_extra=IN_PERSON,
)
def delete_deputy(number: Number, visit: InPerson, session: Writing) -> None:
    """End a deputyship one has given or taken."""
    deputies.dismiss(session, visit.actor, number)


@router.get("/tokens", operation_id="list_tokens", summary="My tokens", openapi_extra=IN_PERSON)
def list_tokens(visit: InPerson, session: Reading) -> Tokens:
    """Return one's tokens, also those that have run out; never their text."""
    return Tokens(items=[_token(row) for row in tokens.listed(session, visit.account)])


@router.post(
    "/tokens",
    status_code=201,
    operation_id="create_token",
    summary="Make a token",
    responses=answers(Conflict, FreshProofNeeded),
    openapi_extra=IN_PERSON,
)
def create_token(wish: TokenWish, visit: Proved, session: Writing, response: Response) -> TokenMade:
    """Make a key for a program and show it this once. It may what its scopes say, as far as its owner may that day."""
    row, text = tokens.make(session, visit.actor, wish.name, wish.scopes, wish.area, wish.days)
    response.headers["Location"] = f"{BASE}/tokens/{row.id}"
    return TokenMade(**_token(row).model_dump(), token=text)


@router.delete(
    "/tokens/{number}",
    status_code=204,
    operation_id="delete_token",
    summary="Delete a token",
    responses=answers(NotFound),
    openapi_extra=IN_PERSON,
)
def delete_token(number: Number, visit: InPerson, session: Writing) -> None:
    """Delete one of one's tokens; it works no more at once."""
    tokens.remove(session, visit.actor, number)


def _draft(row: Draft) -> DraftView:
    return DraftView(
        key=row.key, base_revision=row.base_revision, saved_at=spoken(row.saved_at), values=dict(row.values)
    )


@router.get("/staff/colleagues", operation_id="list_colleagues", summary="Who works here")
def list_colleagues(_actor: Annotated[Actor, Depends(Needs(COLLEAGUES, whole=True))], session: Reading) -> Colleagues:
    """Return everybody who can sign in, by name: to hand out work, and to look for somebody in the trail."""
    return Colleagues(items=_colleagues(deputies.everybody(session)))


def _colleagues(rows: Sequence[Account]) -> list[Colleague]:
    return [Colleague(account=row.id or 0, name=row.name) for row in rows]


def _one_deputy(session: Session, row: Deputy, account: int) -> DeputyView:
    (found,) = [one for one in deputies.listed(session, account) if one[0].id == row.id]
    return _deputy(found[0], account, *found[1:])


def _deputy(row: Deputy, account: int, of: str, by: str) -> DeputyView:
    given = row.account == account
    return DeputyView(
        id=row.id or 0,
        account=row.deputy if given else row.account,
        name=by if given else of,
        given=given,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        accepted=row.accepted_on is not None,
    )


def _token(row: ApiToken) -> TokenView:
    return TokenView(
        id=row.id or 0,
        name=row.name,
        scopes=row.scopes,
        area=row.area,
        created_on=row.created_on,
        expires_on=row.expires_on,
        last_used_on=row.last_used_on,
    )
