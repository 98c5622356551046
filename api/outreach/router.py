"""Outreach over HTTP: whom to win, the contact log, one page per organisation, figures. Staff only."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.kernel.conditional import SeenRevision, tag, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers
from api.kernel.time import Day
from api.outreach import listing, permissions, service
from api.outreach.listing import Search
from api.outreach.schemas import (
    LogChange,
    LogView,
    LogWish,
    OutreachChange,
    OutreachDetail,
    OutreachFigures,
    OutreachOrganisation,
    OutreachView,
    OutreachWish,
)
from api.outreach.stages import Stage
from api.outreach.tables import OutreachLog
from api.places import OrganisationKind

router = Room(prefixes=("/staff/outreach",), tags=["Outreach"])

Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the row.", examples=[7])]
Key = Annotated[str, Path(max_length=80, description="Key of an organisation.")]
Reader = Annotated[Actor, Depends(Needs(permissions.READ))]
Editor = Annotated[Actor, Depends(Needs(permissions.EDIT))]
CHANGED = answers(NotFound, RevisionMismatch, RevisionRequired)


async def _asked(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Reader,
    stage: Annotated[Stage | None, Query(description="Only this stage.")] = None,
    measure: Annotated[int | None, Query(ge=1, le=999, description="For this measure.")] = None,
    kind: Annotated[OrganisationKind | None, Query(description="Only organisations of this kind.")] = None,
    due: Annotated[
        Day | None, Query(description="Next step due on this day or before; ended ones are never due.")
    ] = None,
    owner: Annotated[
        str | None,
        Query(pattern=r"^(me|nobody|[1-9]\d{0,8})$", description="`me`, `nobody`, or the number of an account."),
    ] = None,
    q: Annotated[str | None, Query(max_length=100, description="Part of the organisation's name.")] = None,
) -> Search:
    names = {"me": actor.account or -1, "nobody": 0}
    whose = names[owner] if owner in names else int(owner) if owner else None
    return Search(stage, measure, kind, due, whose, q)


Asked = Annotated[Search, Depends(_asked)]


@router.get("/staff/outreach", operation_id="list_outreach", summary="Whom to win")
def list_outreach(
    actor: Reader, session: Reading, search: Asked, page: Page, request: Request, response: Response
) -> Listing[OutreachView]:
    """Return organisations to win for measures, by the day of the next step; without one, or ended, they come last."""
    return linked(listing.list_outreach(session, actor, search, page), request, response)


@router.post(
    "/staff/outreach",
    operation_id="create_outreach",
    summary="Plan to win somebody",
    status_code=201,
    responses=answers(IdempotencyMismatch),
)
def create_outreach(
    actor: Editor, wish: OutreachWish, session: Writing, retry: Idempotent, response: Response
) -> OutreachDetail:
    """Make a row for an organisation and a measure; 409 while another one for the two is neither done nor declined."""
    number = int(retry.once(session, wish, lambda: service.create(session, actor, wish).id))
    response.headers["Location"] = f"{BASE}/staff/outreach/{number}"
    return tagged(response, listing.get_outreach(session, actor, number))


@router.get(
    "/staff/outreach/{number}",
    operation_id="get_outreach",
    summary="One row with its log",
    responses=answers(NotFound),
)
def get_outreach(actor: Reader, number: Number, session: Reading, response: Response) -> OutreachDetail:
    """Return stage, promises, next step, contact log, and the stages it may move to."""
    return tagged(response, listing.get_outreach(session, actor, number))


@router.patch(
    "/staff/outreach/{number}",
    operation_id="change_outreach",
    summary="Move on, promise, plan",
    responses=CHANGED,
)
def change_outreach(
    actor: Editor, number: Number, wish: OutreachChange, seen: SeenRevision, session: Writing, response: Response
) -> OutreachDetail:
    """Change a row. A stage that cannot follow the present one is 409; `moves` of the document names those that can."""
    service.change(session, actor, number, seen, wish)
    return tagged(response, listing.get_outreach(session, actor, number))


@router.delete(
    "/staff/outreach/{number}",
    operation_id="delete_outreach",
    summary="Remove a row",
    status_code=204,
    responses=CHANGED,
)
def delete_outreach(actor: Editor, number: Number, seen: SeenRevision, session: Writing) -> None:
    """Remove a row with its log; who only declined stays better documented by `declined`."""
    service.delete(session, actor, number, seen)


@router.post(
    "/staff/outreach/{number}/log",
    operation_id="create_outreach_contact",
    summary="Note a contact",
    status_code=201,
    responses=answers(NotFound, IdempotencyMismatch),
)
def create_outreach_contact(
    actor: Editor, number: Number, wish: LogWish, session: Writing, retry: Idempotent, response: Response
) -> LogView:
    """Write a call, mail, letter, talk or meeting into the log."""
    known = retry.recall(session, wish)
    entry = session.get(OutreachLog, int(known)) if known else service.add_contact(session, actor, number, wish)
    if entry is None:
        raise NotFound
    retry.remember(session, str(entry.id))
    response.headers["Location"] = f"{BASE}/staff/outreach-log/{entry.id}"
    tag(response, entry)
    return listing.entry_view(session, entry)


@router.patch(
    "/staff/outreach-log/{number}",
    operation_id="change_outreach_contact",
    summary="Correct a contact",
    responses=CHANGED,
)
def change_outreach_contact(
    actor: Editor, number: Number, wish: LogChange, seen: SeenRevision, session: Writing, response: Response
) -> LogView:
    """Change an entry of the log. Moves from stage to stage stay as they are (409)."""
    entry = service.change_contact(session, actor, number, seen, wish)
    tag(response, entry)
    return listing.entry_view(session, entry)


@router.delete(
    "/staff/outreach-log/{number}",
    operation_id="delete_outreach_contact",
    summary="Remove a contact",
    status_code=204,
    responses=CHANGED,
)
def delete_outreach_contact(actor: Editor, number: Number, seen: SeenRevision, session: Writing) -> None:
    """Remove an entry of the log. Moves from stage to stage stay (409)."""
    service.delete_contact(session, actor, number, seen)


@router.get(
    "/staff/outreach-organisations/{key}",
    operation_id="get_outreach_organisation",
    summary="One organisation across measures",
    responses=answers(NotFound),
)
def get_outreach_organisation(actor: Reader, key: Key, session: Reading) -> OutreachOrganisation:
    """Return everything said to and promised by an organisation; people only with the permission for contacts."""
    return listing.get_organisation(session, actor, key)


@router.get(
    "/staff/outreach-figures",
    operation_id="get_outreach_figures",
    summary="How many stand where",
)
def get_outreach_figures(
    _actor: Annotated[Actor, Depends(Needs(permissions.FIGURES, whole=True))], session: Reading
) -> OutreachFigures:
    """Return how many organisations stand at which stage, in all and per measure; no names."""
    return listing.figures(session)
