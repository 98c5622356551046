"""Who may do what: roles, permissions, and the one function that decides. What no rule allows is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from api.kernel.problems import Forbidden, NotFound, NotSignedIn

if TYPE_CHECKING:
    from api.kernel.db import Database

Authenticate = Callable[[Request, "Database"], "Actor"]  # opens a short session of its own; one or two statements


class Role(StrEnum):
    """What somebody is in the project; a person may be several."""

    admin = "admin"
    project_manager = "project_manager"
    editor = "editor"
    area_staff = "area_staff"
    trainer = "trainer"
    mentoring_coordinator = "mentoring_coordinator"
    box_officer = "box_officer"
    council_member = "council_member"
    author = "author"
    evaluator = "evaluator"


class Reach(StrEnum):
    """How far a role's permission goes."""

    everywhere = "everywhere"
    own_area = "own_area"
    own_organisation = "own_organisation"
    own_office = "own_office"
    own = "own"  # what the account itself is responsible for


@dataclass(frozen=True)
class Permission:
    """One thing to do, such as `measures.edit`, and how far each role may; `text` says it in one English sentence."""

    every: ClassVar[dict[str, "Permission"]] = {}

    code: str
    roles: Mapping[Role, Reach]
    text: str

    def __post_init__(self) -> None:
        """Be known by the code."""
        self.every[self.code] = self


@dataclass(frozen=True)
class Grant:
    """A role somebody has today, with what it is limited to; area keys include everything within the area."""

    role: Role
    areas: frozenset[str] = frozenset()
    organisation: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts: `account:7` with today's grants, or a part of the system such as `system:profile` without any.

    A token narrows its owner: `scopes` are the codes it may use, `limit` the areas it may touch (None: no limit).
    """

    key: str
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[str] | None = None
    limit: frozenset[str] | None = None
    account: int | None = None
    language: str = "de"


@dataclass(frozen=True)
class Resource:
    """What an action is about: the areas it lies in, whose it is. Empty is reached by `everywhere` alone."""

    areas: frozenset[str] = frozenset()
    organisation: str | None = None
    office: str | None = None
    owners: frozenset[str] = frozenset()


@dataclass
class Within:
    """The part of a list an actor sees: all of it, or what any of the sets names."""

    everywhere: bool = False
    areas: set[str] = field(default_factory=set[str])
    organisations: set[str] = field(default_factory=set[str])
    offices: set[str] = field(default_factory=set[str])
    owner: str | None = None


def can(actor: Actor, permission: Permission, resource: Resource | None = None) -> bool:
    """Say whether the actor may; without a resource: whether there is anything at all the actor may do it to."""
    if actor.scopes is not None and permission.code not in actor.scopes:
        return False
    for grant in actor.grants:
        reach = permission.roles.get(grant.role)
        if reach is not None and (resource is None or _reaches(reach, grant, actor, resource)):
            return True
    return False


def _reaches(reach: Reach, grant: Grant, actor: Actor, resource: Resource) -> bool:
    match reach:
        case Reach.everywhere:
            return actor.limit is None or not actor.limit.isdisjoint(resource.areas)
        case Reach.own_area:
            areas = grant.areas if actor.limit is None else grant.areas & actor.limit
            return not areas.isdisjoint(resource.areas)
        case _ if actor.limit is not None:  # a token for an area is for what lies there, not for what somebody owns
            return False
        case Reach.own_organisation:
            return grant.organisation is not None and grant.organisation == resource.organisation
        case Reach.own_office:
            return grant.office is not None and grant.office == resource.office
        case Reach.own:
            return actor.key in resource.owners


def require(actor: Actor, permission: Permission, resource: Resource) -> None:
    """Raise NotFound when the actor may not: what is not theirs does not exist for them."""
    if not can(actor, permission, resource):
        raise NotFound


def within(actor: Actor, permission: Permission) -> Within:
    """Return which part of a list the actor may see; the same rule as `can`, for a WHERE."""
    found = Within()
    if not can(actor, permission):
        return found
    for grant in actor.grants:
        match permission.roles.get(grant.role):
            case Reach.everywhere if actor.limit is None:
                found.everywhere = True
            case Reach.everywhere:
                found.areas |= actor.limit or frozenset()
            case Reach.own_area:
                found.areas |= grant.areas if actor.limit is None else grant.areas & actor.limit
            case Reach.own_organisation if actor.limit is None and grant.organisation:
                found.organisations.add(grant.organisation)
            case Reach.own_office if actor.limit is None and grant.office:
                found.offices.add(grant.office)
            case Reach.own if actor.limit is None:
                found.owner = actor.key
            case _:
                pass
    return found


async def signed_in(request: Request) -> Actor:
    """Return who asks. Raises NotSignedIn, or SecondFactorRequired for a sign-in that is only half done."""
    authenticate: Authenticate | None = request.app.state.authenticate
    if authenticate is None:
        raise NotSignedIn
    database: Database = request.app.state.database
    async with database.slots:
        actor = await run_in_threadpool(authenticate, request, database)
    request.state.actor = actor
    return actor


SignedIn = Annotated[Actor, Depends(signed_in)]


class Needs:
    """A dependency: the signed-in actor, who has this permission for something at least.

    Raises Forbidden when no role of the actor has it; whether it covers the object is asked by the service. Where
    there is no object, `whole` says so: a token limited to areas is not enough then.
    """

    def __init__(self, permission: Permission, *, whole: bool = False) -> None:
        self.permission = permission
        self.about = Resource() if whole else None

    async def __call__(self, actor: SignedIn) -> Actor:
        """Return the actor. Raises Forbidden."""
        if not can(actor, self.permission, self.about):
            raise Forbidden
        return actor
