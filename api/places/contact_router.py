"""The people one reaches at organisations, for staff who may know them."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.language import Offered
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers
from api.places import contacts
from api.places.contact_schemas import ContactChange, ContactDocument, ContactWish
from api.places.permissions import CONTACTS
from api.places.router import Key

router = Room(prefixes=("/staff/organisations", "/staff/contacts"), tags=["Places"])

Keeper = Annotated[Actor, Depends(Needs(CONTACTS))]
ContactKey = Annotated[str, Path(max_length=100, description="Key of the contact.", examples=["9a41c07be2d35f18"])]
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)


@router.get(
    "/staff/organisations/{key}/contacts",
    operation_id="list_contacts",
    summary="People one reaches there",
    responses=answers(NotFound),
)
def list_contacts(
    actor: Keeper, key: Key, session: Reading, page: Page, request: Request, response: Response
) -> Listing[ContactDocument]:
    """Everybody one reaches at an organisation, by name, internal notes included."""
    return linked(contacts.list_contacts(session, actor, key, page), request, response)


@router.post(
    "/staff/organisations/{key}/contacts",
    operation_id="create_contact",
    summary="Add a contact",
    status_code=201,
    responses=answers(NotFound, IdempotencyMismatch),
)
def create_contact(  # noqa: PLR0913 - a parameter each
    *,
    actor: Keeper,
    retry: Idempotent,
    key: Key,
    session: Writing,
    wish: ContactWish,
    offered: Offered,
    response: Response,
) -> ContactDocument:
    """Add a person; without a day of consent only staff see them."""
    made = retry.once(session, wish, lambda: contacts.make_contact(session, actor, key, wish, offered.codes).key)
    response.headers["Location"] = f"{BASE}/staff/contacts/{made}"
    return tagged(response, contacts.get_contact(session, actor, made))


@router.get("/staff/contacts/{key}", operation_id="get_contact", summary="One contact", responses=answers(NotFound))
def get_contact(actor: Keeper, key: ContactKey, session: Reading, response: Response) -> ContactDocument:
    """A person at an organisation; the ETag is the revision."""
    return tagged(response, contacts.get_contact(session, actor, key))


@router.patch("/staff/contacts/{key}", operation_id="change_contact", summary="Change a contact", responses=_CHANGES)
def change_contact(  # noqa: PLR0913 - a parameter each
    *,
    actor: Keeper,
    key: ContactKey,
    seen: SeenRevision,
    session: Writing,
    wish: ContactChange,
    offered: Offered,
    response: Response,
) -> ContactDocument:
    """Change a person; emptying `consent_on` takes them out of the public at once. Needs `If-Match`."""
    contacts.change_contact(session, actor, key, seen, wish, offered.codes)
    return tagged(response, contacts.get_contact(session, actor, key))


@router.delete(
    "/staff/contacts/{key}",
    operation_id="delete_contact",
    summary="Remove a contact",
    status_code=204,
    responses=_CHANGES,
)
def delete_contact(actor: Keeper, key: ContactKey, seen: SeenRevision, session: Writing) -> None:
    """Remove a person for good; no history keeps personal data. Needs `If-Match` with the revision last read."""
    contacts.delete_contact(session, actor, key, seen)
