"""Releases of counts of people over HTTP, before they are public: asked for, read, signed; and withdrawn cells."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.indicators import draft_views, drafting, releasing
from api.indicators.permissions import RELEASE
from api.indicators.release_schemas import (
    DraftCell,
    DraftDocument,
    DraftLine,
    DraftWish,
    ReleasedCell,
    SignatureWish,
    SignedView,
    WithdrawalWish,
    WithdrawnView,
)
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import Conflict, IdempotencyMismatch, NotFound
from api.kernel.routing import BASE, Room, answers

router = Room(prefixes=("/staff/releases",), tags=["Releases"])

Signer = Annotated[Actor, Depends(Needs(RELEASE))]
Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the draft.", examples=[4])]
Code = Annotated[str, Query(max_length=20, description="Code of the indicator.", examples=["1.3b"])]
DRAFTS = "/staff/releases/drafts"


@router.get(DRAFTS, operation_id="list_release_drafts", summary="Releases before they are signed")
def list_release_drafts(
    actor: Signer, session: Reading, page: Page, request: Request, response: Response
) -> Listing[DraftLine]:
    """Every release of counts of people that was asked for, signed and dropped ones too."""
    return linked(draft_views.list_drafts(session, actor, page), request, response)


@router.post(
    DRAFTS,
    operation_id="create_release_draft",
    summary="Have a release worked out",
    status_code=201,
    responses=answers(IdempotencyMismatch),
)
def create_release_draft(
    actor: Signer, session: Writing, wish: DraftWish, retry: Idempotent, response: Response
) -> DraftDocument:
    """The worker decides what has to be hidden; ask for the draft until it is `ready`. Open drafts are dropped."""
    number = int(retry.once(session, wish, lambda: drafting.ask(session, actor, wish.until).id))
    response.headers["Location"] = f"{BASE}{DRAFTS}/{number}"
    return draft_views.document(session, actor, number)


@router.get(
    f"{DRAFTS}/{{number}}",
    operation_id="get_release_draft",
    summary="What a release would hide",
    responses=answers(NotFound),
)
def get_release_draft(actor: Signer, number: Number, session: Reading) -> DraftDocument:
    """What the release would say and what it would hide, and why."""
    return draft_views.document(session, actor, number)


@router.get(
    f"{DRAFTS}/{{number}}/cells",
    operation_id="list_release_draft_cells",
    summary="Cells of a release before it is signed",
    responses=answers(NotFound),
)
def list_release_draft_cells(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Signer, number: Number, session: Reading, indicator: Code, page: Page, request: Request, response: Response
) -> Listing[DraftCell]:
    """The exact cells of one indicator, each with why the public will not see it, if it will not."""
    return linked(draft_views.list_draft_cells(session, actor, number, indicator, page), request, response)


@router.delete(
    f"{DRAFTS}/{{number}}",
    operation_id="delete_release_draft",
    summary="Drop a draft",
    status_code=204,
    responses=answers(NotFound, Conflict),
)
def delete_release_draft(actor: Signer, number: Number, session: Writing) -> None:
    """Put a draft away; its exact numbers are erased."""
    drafting.drop(session, actor, number)


@router.post(
    f"{DRAFTS}/{{number}}/signature",
    operation_id="sign_release_draft",
    summary="Sign a release",
    status_code=201,
    responses=answers(NotFound, Conflict),
)
def sign_release_draft(actor: Signer, number: Number, session: Writing, wish: SignatureWish) -> SignedView:
    """Publish what was read, once and for all. 409 where values changed since, or nothing is new."""
    made = drafting.sign(session, actor, number, wish.digest)
    return SignedView(release=f"{made.line}-{made.number}", changed=made.changed)


@router.get("/staff/releases/cells", operation_id="list_released_cells", summary="Published cells")
def list_released_cells(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Signer,
    session: Reading,
    indicator: Code,
    page: Page,
    request: Request,
    response: Response,
    period: Annotated[str | None, Query(max_length=12, description="Only of this period.", examples=["2025"])] = None,
) -> Listing[ReleasedCell]:
    """Every state the cells of an indicator were published in, with the numbers a withdrawal names."""
    return linked(draft_views.list_released_cells(session, actor, indicator, period, page), request, response)


@router.post(
    "/staff/releases/withdrawals",
    operation_id="withdraw_released_cells",
    summary="Blank published cells",
    status_code=201,
    responses=answers(NotFound),
)
def withdraw_released_cells(actor: Signer, session: Writing, wish: WithdrawalWish) -> WithdrawnView:
    """Blank cells that betray somebody, in the past as well: the one change a release allows, for ever."""
    return WithdrawnView(withdrawn=len(releasing.withdraw(session, actor, wish.cells, wish.reason)))
