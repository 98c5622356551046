"""Whose values are: those of an area, and, for some roles, only of indicators they are responsible for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import false, or_, true
from sqlmodel import col

from api.indicators.tables import Indicator, Submission
from api.kernel import permission
from api.kernel.permission import Actor, Grant, Permission, Resource, Role
from api.kernel.reading import columns

BOUND = frozenset({Role.trainer, Role.mentoring_coordinator})  # they see and enter what they are responsible for


def can(actor: Actor, wanted: Permission, responsible: str, area: str) -> bool:
    """Say whether the actor may do this to values for an area of an indicator this role is responsible for."""
    return permission.can(_acting(actor, responsible), wanted, Resource(areas=frozenset({area})))


def require(actor: Actor, wanted: Permission, indicator: Indicator, area: str) -> None:
    """Raise NotFound when the actor may not."""
    permission.require(_acting(actor, indicator.responsible), wanted, Resource(areas=frozenset({area})))


def visible(actor: Actor, wanted: Permission) -> Any:
    """Return a condition on sheets: those the actor has this permission for, as `can` would say of each."""
    parts = [_lies_within(_only(actor, lambda one: one.role not in BOUND), wanted)]
    for role in sorted(BOUND & {one.role for one in actor.grants}):
        theirs = columns(Indicator.code).where(col(Indicator.responsible) == role)
        there = _lies_within(_only(actor, lambda one, role=role: one.role == role), wanted)
        parts.append(there & col(Submission.indicator).in_(theirs))
    return or_(*parts)


def _acting(actor: Actor, responsible: str) -> Actor:
    """Return the actor without the roles that have nothing to do with an indicator of this responsible role."""
    return _only(actor, lambda one: one.role not in BOUND or one.role == responsible)


def _only(actor: Actor, which: Callable[[Grant], bool]) -> Actor:
    return replace(actor, grants=tuple(one for one in actor.grants if which(one)))


def _lies_within(actor: Actor, wanted: Permission) -> Any:
    found = permission.within(actor, wanted)
    if found.everywhere:
        return true()
    return col(Submission.area).in_(sorted(found.areas)) if found.areas else false()
