"""Whose an organisation is: the areas it works in decide; for one that is there for the whole county, the county."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, false, or_, true
from sqlmodel import Session, col, select

from api.kernel.permission import Actor, Permission, Resource, Within, within
from api.kernel.reading import columns, rows_of
from api.places.tables import Area, AreaKind, Organisation, OrganisationArea

_AREAS = columns(OrganisationArea.area, Area.kind).join(Area, col(Area.key) == col(OrganisationArea.area))


def resource_of(session: Session, row: Organisation) -> Resource:
    """Return whose an organisation is."""
    kinds = rows_of(session, _AREAS.where(col(OrganisationArea.organisation) == row.key))
    areas = frozenset(one.area for one in kinds if not row.county_wide or one.kind == AreaKind.county)
    return Resource(areas=areas, organisation=row.key, office=row.key)


def wished(session: Session, key: str | None, areas: Collection[str]) -> Resource:
    """Return whose an organisation will be that works in these areas; in none of them means in the whole county."""
    counties = {*session.exec(select(Area.key).where(col(Area.kind) == AreaKind.county)).all()}
    decisive = counties & {*areas} if areas and counties & {*areas} else {*areas} or counties
    return Resource(areas=frozenset(decisive), organisation=key, office=key)


def visible(actor: Actor, permission: Permission) -> Any:
    """Return a condition on organisations: those the actor has this permission for, as `can` would say of each."""
    found = within(actor, permission)
    if found.everywhere:
        return true()
    return or_(_in_areas(found), col(Organisation.key).in_(sorted(found.organisations | found.offices)))


def _in_areas(found: Within) -> Any:
    if not found.areas:
        return false()
    works = select(OrganisationArea.organisation).join(Area, col(Area.key) == col(OrganisationArea.area))
    there = col(OrganisationArea.area).in_(sorted(found.areas))
    anywhere = works.where(there)
    for_the_county = works.where(there, col(Area.kind) == AreaKind.county)
    return or_(
        and_(col(Organisation.county_wide).is_(False), col(Organisation.key).in_(anywhere)),
        and_(col(Organisation.county_wide).is_(True), col(Organisation.key).in_(for_the_county)),
    )
