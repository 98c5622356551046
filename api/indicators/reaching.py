"""Whose values are: those of an area, and, for some roles, only of indicators they are responsible for."""

from dataclasses import replace

from api.indicators.tables import Indicator
from api.kernel import permission
from api.kernel.permission import Actor, Permission, Resource, Role

BOUND = frozenset({Role.trainer, Role.mentoring_coordinator})  # they see and enter what they are responsible for


def acting(actor: Actor, responsible: str) -> Actor:
    """Return the actor without the roles that have nothing to do with an indicator of this responsible role."""
    grants = tuple(one for one in actor.grants if one.role not in BOUND or one.role == responsible)
    return replace(actor, grants=grants)


def can(actor: Actor, wanted: Permission, indicator: Indicator, area: str) -> bool:
    """Say whether the actor may do this to values of an indicator for an area."""
    return permission.can(acting(actor, indicator.responsible), wanted, Resource(areas=frozenset({area})))


def require(actor: Actor, wanted: Permission, indicator: Indicator, area: str) -> None:
    """Raise NotFound when the actor may not."""
    permission.require(acting(actor, indicator.responsible), wanted, Resource(areas=frozenset({area})))
