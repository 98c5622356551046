"""Whose an organisation is, as permissions see it, and what of outreach an actor may touch."""

from collections.abc import Collection
from typing import TypeVar

from sqlmodel import Session

from api.kernel.conditional import for_change
from api.kernel.permission import Actor, Permission, Resource, require
from api.kernel.problems import NotFound
from api.kernel.tables import Revised
from api.outreach import permissions
from api.outreach.tables import Outreach
from api.places import areas_of

Found = TypeVar("Found", bound=Revised)


def around(session: Session, organisations: Collection[str]) -> dict[str, Resource]:
    """Return the resources organisations are, by key. One statement."""
    return {key: Resource(areas=areas, organisation=key) for key, areas in areas_of(session, organisations).items()}


def require_organisation(session: Session, actor: Actor, permission: Permission, organisation: str) -> None:
    """Raise NotFound when the actor may not do this around the organisation."""
    require(actor, permission, around(session, [organisation])[organisation])


def outreach_for(session: Session, actor: Actor, number: int, seen: int | None = None) -> Outreach:
    """Return a row to change, locked where `seen` names the revision read. Raises NotFound, RevisionMismatch."""

    def may(row: Outreach) -> None:
        require_organisation(session, actor, permissions.EDIT, row.organisation)

    if seen is not None:
        return for_change(session, Outreach, number, seen, may)
    row = session.get(Outreach, number)
    if row is None:
        raise NotFound
    may(row)
    return row


def of_the_house(session: Session, actor: Actor, permission: Permission, table: type[Found], key: int) -> Found:
    """Return a row that belongs to no area, such as a letter or a working group. Raises NotFound."""
    require(actor, permission, Resource())
    row = session.get(table, key)
    if row is None:
        raise NotFound
    return row
