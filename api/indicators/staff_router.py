"""Values of indicators before they are released, over HTTP: sheets, their way to approval, their history."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.indicators import approving, due, opening, sheet_views
from api.indicators.due_schemas import DueValue
from api.indicators.permissions import APPROVE, ENTER, READ
from api.indicators.sheet_views import SheetSearch
from api.indicators.staff_schemas import (
    Explained,
    FindingsView,
    RowView,
    SheetChange,
    SheetDocument,
    SheetLine,
    SheetWish,
    SubmissionWish,
)
from api.indicators.tables import SubmissionState
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers
from api.kernel.time import Day

router = Room(prefixes=("/staff/observations", "/staff/due-values"), tags=["Values"])

Reader = Annotated[Actor, Depends(Needs(READ))]
Enterer = Annotated[Actor, Depends(Needs(ENTER))]
Approver = Annotated[Actor, Depends(Needs(APPROVE))]
Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the sheet.", examples=[12])]
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)


async def _asked(
    _actor: Reader,
    indicator: Annotated[str | None, Query(max_length=20, description="Only of this indicator.")] = None,
    area: Annotated[str | None, Query(max_length=20, description="Of this area or one within it.")] = None,
    state: Annotated[SubmissionState | None, Query(description="How far they have come.")] = None,
    first: Annotated[Day | None, Query(alias="from", description="Periods that begin on this day or later.")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Periods that end on this day or before.")] = None,
) -> SheetSearch:
    return SheetSearch(indicator, area, state, first, last)


@router.get("/staff/observations", operation_id="list_sheets", summary="Sheets of values")
def list_sheets(
    actor: Reader,
    session: Reading,
    search: Annotated[SheetSearch, Depends(_asked)],
    page: Page,
    request: Request,
    response: Response,
) -> Listing[SheetLine]:
    """The values of an indicator for an area and a period make up a sheet; those one may see, latest first."""
    return linked(sheet_views.list_sheets(session, actor, search, page), request, response)


@router.post(
    "/staff/observations",
    operation_id="create_sheet",
    summary="Begin a sheet",
    status_code=201,
    responses=answers(NotFound, IdempotencyMismatch),
)
def create_sheet(
    actor: Enterer, session: Writing, wish: SheetWish, retry: Idempotent, response: Response
) -> SheetDocument:
    """Make a draft, with cells or without. Where there is one: 409, whose member `sheet` is its number."""
    number = int(retry.once(session, wish, lambda: opening.open_sheet(session, actor, wish).id))
    response.headers["Location"] = f"{BASE}/staff/observations/{number}"
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.get("/staff/observations/{number}", operation_id="get_sheet", summary="One sheet", responses=answers(NotFound))
def get_sheet(actor: Reader, number: Number, session: Reading, response: Response) -> SheetDocument:
    """A sheet with its cells, what is wrong with them, and what one may do with it; its ETag is its revision."""
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.patch("/staff/observations/{number}", operation_id="save_sheet", summary="Save values", responses=_CHANGES)
def save_sheet(
    actor: Enterer, number: Number, seen: SeenRevision, session: Writing, wish: SheetChange, response: Response
) -> SheetDocument:
    """Save cells as a draft; 412 when somebody else saved meanwhile: GET then shows theirs, to compare with one's own.

    Correcting what is in force needs a reason, and the permission to approve.
    """
    opening.change_sheet(session, actor, number, seen, wish)
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.post(
    "/staff/observations/{number}/checks",
    operation_id="check_sheet",
    summary="Check values while typing",
    responses=answers(NotFound),
)
def check_sheet(actor: Enterer, number: Number, session: Reading, wish: SheetChange) -> FindingsView:
    """Say what is wrong with cells before they are saved. Nothing is stored."""
    return FindingsView(findings=sheet_views.check(session, actor, number, opening.wishes(wish.cells)))


@router.get(
    "/staff/observations/{number}/history",
    operation_id="list_sheet_history",
    summary="Who said what when",
    responses=answers(NotFound),
)
def list_sheet_history(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Reader,
    number: Number,
    session: Reading,
    page: Page,
    request: Request,
    response: Response,
    dims: Annotated[str | None, Query(max_length=200, description="Only of this cell.")] = None,
) -> Listing[RowView]:
    """Every row of a sheet or of one of its cells, newest first: rows are only added."""
    return linked(sheet_views.history(session, actor, number, dims, page), request, response)


@router.post(
    "/staff/observations/{number}/submission", operation_id="submit_sheet", summary="Hand in", responses=_CHANGES
)
def submit_sheet(
    actor: Enterer, number: Number, seen: SeenRevision, session: Writing, wish: SubmissionWish, response: Response
) -> SheetDocument:
    """Hand a draft in. What does not fit together is 422; a warning is, too, unless a reason is given."""
    approving.submit(session, actor, number, seen, wish.reason)
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.post(
    "/staff/observations/{number}/approval", operation_id="approve_sheet", summary="Approve", responses=_CHANGES
)
def approve_sheet(
    actor: Approver, number: Number, seen: SeenRevision, session: Writing, response: Response
) -> SheetDocument:
    """Let values be in force. Counts of people are approved by somebody who did not enter them (409)."""
    approving.approve(session, actor, number, seen)
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.post(
    "/staff/observations/{number}/return", operation_id="return_sheet", summary="Give back", responses=_CHANGES
)
def return_sheet(
    actor: Approver, number: Number, seen: SeenRevision, session: Writing, wish: Explained, response: Response
) -> SheetDocument:
    """Give a sheet back with a comment."""
    approving.give_back(session, actor, number, seen, wish.reason)
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.post(
    "/staff/observations/{number}/withdrawal", operation_id="withdraw_sheet", summary="Withdraw", responses=_CHANGES
)
def withdraw_sheet(
    actor: Approver, number: Number, seen: SeenRevision, session: Writing, wish: Explained, response: Response
) -> SheetDocument:
    """Take the values of a sheet out of force; the rows stay, followed by missing ones."""
    approving.withdraw(session, actor, number, seen, wish.reason)
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.post(
    "/staff/observations/{number}/restoration", operation_id="restore_sheet", summary="Restore", responses=_CHANGES
)
def restore_sheet(
    actor: Approver, number: Number, seen: SeenRevision, session: Writing, wish: Explained, response: Response
) -> SheetDocument:
    """Put what was withdrawn in force again."""
    approving.restore(session, actor, number, seen, wish.reason)
    return tagged(response, sheet_views.get_sheet(session, actor, number))


@router.get("/staff/due-values", operation_id="list_due_values", summary="Values somebody should bring")
def list_due_values(
    actor: Enterer,
    session: Reading,
    page: Page,
    request: Request,
    response: Response,
    indicator: Annotated[str | None, Query(max_length=20, description="Only of this indicator.")] = None,
) -> Listing[DueValue]:
    """Periods that are over and for which nothing was handed in, the earliest first; after the project none is late."""
    return linked(due.list_due(session, actor, indicator, page), request, response)
