"""Organisations and offices as staff read, change and merge them."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.editable import Merging
from api.kernel.idempotency import Idempotent
from api.kernel.language import Offered
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, Invalid, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers
from api.places import duplicates, editing, merging, staff_organisations
from api.places.organisations import OFFICES
from api.places.permissions import CREATE, EDIT, MERGE, READ
from api.places.router import InArea, Key, OfficeKind, OfKind, Words
from api.places.staff_organisations import Need, StaffSearch
from api.places.staff_schemas import (
    DuplicatePair,
    MergeWish,
    OfficeChange,
    OfficeWish,
    OrganisationChange,
    OrganisationDocument,
    OrganisationLine,
    OrganisationWish,
)
from api.places.tables import OrganisationKind

router = Room(prefixes=("/staff/organisations", "/staff/offices", "/staff/organisation-duplicates"), tags=["Places"])

Reader = Annotated[Actor, Depends(Needs(READ))]
Editor = Annotated[Actor, Depends(Needs(EDIT))]
Maker = Annotated[Actor, Depends(Needs(CREATE))]
Merger = Annotated[Actor, Depends(Needs(MERGE))]
Wanting = Annotated[Need | None, Query(description="Only what needs looking after, as far as one may do that.")]
_ALL = frozenset(OrganisationKind)
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)
_MAKES = answers(NotFound, IdempotencyMismatch)


async def _any_kind(area: InArea = None, q: Words = None, need: Wanting = None, kind: OfKind = None) -> StaffSearch:
    return StaffSearch(area=area, q=q, need=need, kind=kind)


async def _only_offices(
    area: InArea = None, q: Words = None, need: Wanting = None, kind: OfficeKind = None
) -> StaffSearch:
    return StaffSearch(kinds=OFFICES, area=area, q=q, need=need, kind=OrganisationKind(kind) if kind else None)


AnyKind = Annotated[StaffSearch, Depends(_any_kind)]
OnlyOffices = Annotated[StaffSearch, Depends(_only_offices)]


@router.get(
    "/staff/organisations",
    operation_id="list_staff_organisations",
    summary="Organisations one may see",
    responses=answers(Invalid),
)
def list_staff_organisations(
    actor: Reader, session: Reading, search: AnyKind, page: Page, request: Request, response: Response
) -> Listing[OrganisationLine]:
    """Organisations and offices of one's own reach, also ended ones, by name; never one merged into another."""
    return linked(staff_organisations.list_organisations(session, actor, search, page), request, response)


@router.post(
    "/staff/organisations",
    operation_id="create_organisation",
    summary="Add an organisation",
    status_code=201,
    responses=_MAKES,
)
def create_organisation(
    actor: Maker, retry: Idempotent, session: Writing, wish: OrganisationWish, offered: Offered, response: Response
) -> OrganisationDocument:
    """Add an organisation. Its key is its name in plain letters, with a number where that is taken."""
    key = retry.once(session, wish, lambda: editing.make_organisation(session, actor, wish, offered.codes).key)
    response.headers["Location"] = f"{BASE}/staff/organisations/{key}"
    return tagged(response, staff_organisations.get_organisation(session, actor, key, _ALL))


@router.get(
    "/staff/organisations/{key}",
    operation_id="get_staff_organisation",
    summary="One organisation with all languages",
    responses=answers(NotFound),
)
def get_staff_organisation(actor: Reader, key: Key, session: Reading, response: Response) -> OrganisationDocument:
    """An organisation with everything staff may change; its ETag is its revision."""
    return tagged(response, staff_organisations.get_organisation(session, actor, key, _ALL))


@router.patch(
    "/staff/organisations/{key}",
    operation_id="change_organisation",
    summary="Change an organisation",
    responses=_CHANGES,
)
def change_organisation(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    key: Key,
    seen: SeenRevision,
    session: Writing,
    wish: OrganisationChange,
    offered: Offered,
    response: Response,
) -> OrganisationDocument:
    """Change an organisation. It must be within one's reach before and after. Needs `If-Match`."""
    editing.change_organisation(session, actor, key, seen, wish, offered.codes, _ALL)
    return tagged(response, staff_organisations.get_organisation(session, actor, key, _ALL))


@router.get(
    "/staff/offices", operation_id="list_staff_offices", summary="Offices one may see", responses=answers(Invalid)
)
def list_staff_offices(
    actor: Reader, session: Reading, search: OnlyOffices, page: Page, request: Request, response: Response
) -> Listing[OrganisationLine]:
    """Administrations and offices of one's own reach, also ended ones, by name."""
    return linked(staff_organisations.list_organisations(session, actor, search, page), request, response)


@router.post("/staff/offices", operation_id="create_office", summary="Add an office", status_code=201, responses=_MAKES)
def create_office(
    actor: Maker, retry: Idempotent, session: Writing, wish: OfficeWish, offered: Offered, response: Response
) -> OrganisationDocument:
    """Add an administration or an office."""
    key = retry.once(session, wish, lambda: editing.make_organisation(session, actor, wish, offered.codes).key)
    response.headers["Location"] = f"{BASE}/staff/offices/{key}"
    return tagged(response, staff_organisations.get_organisation(session, actor, key, OFFICES))


@router.get(
    "/staff/offices/{key}",
    operation_id="get_staff_office",
    summary="One office with all languages",
    responses=answers(NotFound),
)
def get_staff_office(actor: Reader, key: Key, session: Reading, response: Response) -> OrganisationDocument:
    """An administration or office with everything staff may change; its ETag is its revision."""
    return tagged(response, staff_organisations.get_organisation(session, actor, key, OFFICES))


@router.patch("/staff/offices/{key}", operation_id="change_office", summary="Change an office", responses=_CHANGES)
def change_office(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    key: Key,
    seen: SeenRevision,
    session: Writing,
    wish: OfficeChange,
    offered: Offered,
    response: Response,
) -> OrganisationDocument:
    """Change an administration or office. Needs `If-Match` with the revision last read."""
    editing.change_organisation(session, actor, key, seen, wish, offered.codes, OFFICES)
    return tagged(response, staff_organisations.get_organisation(session, actor, key, OFFICES))


@router.get(
    "/staff/organisation-duplicates",
    operation_id="list_duplicates",
    summary="Organisations that may be there twice",
)
def list_duplicates(
    actor: Merger, session: Reading, wanted: Page, request: Request, response: Response
) -> Listing[DuplicatePair]:
    """Pairs with the same or nearly the same name, the same site, mail or telephone, working in the same area."""
    return linked(duplicates.list_duplicates(session, actor, wanted), request, response)


@router.post(
    "/staff/organisations/{key}/merge",
    operation_id="merge_organisation",
    summary="Make one organisation of two",
    responses=_CHANGES,
)
def merge_organisation(  # noqa: PLR0913 - a parameter each
    *,
    actor: Merger,
    key: Key,
    seen: SeenRevision,
    session: Writing,
    wish: MergeWish,
    elsewhere: Merging,
    response: Response,
) -> OrganisationDocument:
    """Move contacts, areas, parts and everything else to `into`, which stays. Needs `If-Match` of the one that goes."""
    stays = merging.merge(session, actor, key, seen, wish.into, elsewhere)
    return tagged(response, staff_organisations.get_organisation(session, actor, stays.key, _ALL))
