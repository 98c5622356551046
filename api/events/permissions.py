"""Who may see and change events. A trainer has those they are the trainer of; staff of an area those that lie in it."""

from sqlalchemy import ColumnElement, false, or_, true
from sqlmodel import Session, col

from api.events.tables import Event
from api.kernel.permission import Actor, Permission, Reach, Resource, Role, require, within
from api.kernel.problems import NotFound

SEE = Permission(
    "events.see",
    {
        Role.admin: Reach.everywhere,
        Role.project_manager: Reach.everywhere,
        Role.editor: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.trainer: Reach.own,
    },
    "See events with all languages, drafts included, their seats and their history.",
)
EDIT = Permission(
    "events.edit",
    {
        Role.project_manager: Reach.everywhere,
        Role.editor: Reach.everywhere,
        Role.area_staff: Reach.own_area,
        Role.trainer: Reach.own,
    },
    "Make and change events, their dates and seats, and publish them.",
)
IMPORT = Permission(
    "events.import",
    {Role.project_manager: Reach.everywhere, Role.editor: Reach.everywhere},
    "Take over the courses of another system from a file.",
)


def resource_of(event: Event) -> Resource:
    """Return whose an event is: its area's, and its trainer's."""
    return wished(event.area, event.trainer)


def wished(area: str, trainer: int | None) -> Resource:
    """Return whose an event will be with this area and this trainer."""
    owners = frozenset({f"account:{trainer}"}) if trainer is not None else frozenset[str]()
    return Resource(areas=frozenset({area}), owners=owners)


def event_of(session: Session, actor: Actor, number: int, permission: Permission, *, lock: bool = False) -> Event:
    """Return an event the actor has a permission for; `lock` keeps others from changing it. Raises NotFound."""
    event = session.get(Event, number, with_for_update=lock)
    if event is None:
        raise NotFound
    require(actor, permission, resource_of(event))
    return event


def visible(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Return a condition on events: those the actor has this permission for, as `can` would say of each."""
    found = within(actor, permission)
    if found.everywhere:
        return true()
    mine = col(Event.trainer) == actor.account if found.owner is not None and actor.account is not None else false()
    return or_(col(Event.area).in_(sorted(found.areas)), mine)
