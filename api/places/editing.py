"""Making and changing organisations. Whose one is, is asked before and after a change."""

import re
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.permission import Actor, Permission, can, require
from api.kernel.problems import NotFound
from api.kernel.time import today
from api.places import opening
from api.places.folding import folded, searchable, spelt_out
from api.places.permissions import CREATE, EDIT
from api.places.reach import resource_of, wished
from api.places.staff_schemas import OfficeChange, OfficeWish, OrganisationChange, OrganisationWish
from api.places.tables import (
    ALWAYS,
    FOREVER,
    Area,
    AreaKind,
    BarrierFree,
    Organisation,
    OrganisationArea,
    OrganisationKind,
)

_NEVER_NULL = ("kind", "name", "areas", "languages", "barrier_free", "opening_hours", "opening_exceptions")
_LONGEST_KEY = 80
Changes = OrganisationChange | OfficeChange
Wishes = OrganisationWish | OfficeWish


def make_organisation(session: Session, actor: Actor, wish: Wishes, offered: Sequence[str]) -> Organisation:
    """Add an organisation under a key made from its name.

    Raises NotFound when it would lie outside the areas the actor may work for, or Invalid.
    """
    row = Organisation(key=_free_key(session, wish.name), kind=OrganisationKind(wish.kind), name="", sort="", search="")
    areas = wish.areas or []
    require(actor, CREATE, wished(session, None, areas))
    found = Findings()
    values = _values(row, given(wish, never_null=_NEVER_NULL), offered, found)
    _check(session, row, values, found)
    _check_areas(session, areas, found)
    found.settle()
    values["county_wide"] = _county_wide(session, areas)
    _write(row, values)
    audit.record(session, actor, "create", row)
    areas = areas or [*_counties(session)]
    audit.record(
        session, actor, "create", *(OrganisationArea(organisation=row.key, area=area) for area in dict.fromkeys(areas))
    )
    return row


def change_organisation(  # noqa: PLR0913, PLR0917 - who, what, which
    session: Session,
    actor: Actor,
    key: str,
    seen: int,
    wish: Changes,
    offered: Sequence[str],
    kinds: frozenset[OrganisationKind],
) -> Organisation:
    """Change an organisation.

    Raises NotFound, also when it would leave the actor's reach, RevisionMismatch, or Invalid.
    """
    row = for_change(session, Organisation, key, seen, may=lambda one: _mine(session, actor, EDIT, one, kinds))
    named, found = given(wish, never_null=_NEVER_NULL), Findings()
    areas: list[str] | None = named.pop("areas", None)
    values = _values(row, named, offered, found)
    _check(session, row, values, found)
    if not can(actor, CREATE, resource_of(session, row)):
        _check_place_stays(session, row, values.get("part_of"), areas, found)
    if areas is not None:
        _check_areas(session, areas, found)
    found.settle()
    if areas is not None:
        require(actor, EDIT, wished(session, key, areas))
        values["county_wide"] = _county_wide(session, areas)
        _move(session, actor, row, areas or [*_counties(session)])
    _write(row, values)
    audit.record(session, actor, "change", row)
    return row


def _check_place_stays(
    session: Session, row: Organisation, whole: str | None, areas: Sequence[str] | None, found: Findings
) -> None:
    """Where an organisation belongs decides who looks after it: said by the staff of the area, not by itself."""
    if whole not in {None, row.part_of}:
        found.say("/part_of", "not_yours", "What this is part of is entered by the staff of the area; ask them.")
    present = {one.area for one in _working_in(session, row)}
    if areas is not None and {*(areas or _counties(session))} != present:
        found.say("/areas", "not_yours", "Where this works is entered by the staff of the area; ask them.")


def _mine(
    session: Session, actor: Actor, permission: Permission, row: Organisation, kinds: frozenset[OrganisationKind]
) -> None:
    if row.merged_into is not None or row.kind not in kinds:
        raise NotFound
    require(actor, permission, resource_of(session, row))


def _values(row: Organisation, values: dict[str, Any], offered: Sequence[str], found: Findings) -> dict[str, Any]:
    """Return named fields as they are stored."""
    values.pop("areas", None)
    for name, unknown in (("valid_from", ALWAYS), ("valid_to", FOREVER)):
        if name in values:
            values[name] = values[name] or unknown
    if "name" in values:
        values |= {"sort": folded(values["name"]), "search": searchable(values["name"])}
    if "position" in values:
        position = values.pop("position")
        values |= {"lon": position and position[0], "lat": position and position[1]}
        if position and abs(position[1]) > 90:  # noqa: PLR2004 - the poles
            found.say("/position/1", "no_such_latitude", "Latitude comes second and lies between -90 and 90.")
    if "description" in values:
        values["description"] = found.text("/description", row.description, values["description"], offered)
    if "languages" in values:
        values["languages"] = sorted({*values["languages"]})
    if "opening_hours" in values:
        values["opening_hours"] = opening.hours(values["opening_hours"], found)
    if "opening_exceptions" in values:
        wishes = values["opening_exceptions"]
        values["opening_exceptions"] = opening.exceptions(row.opening_exceptions or [], wishes, offered, found)
    return values


def _check(session: Session, row: Organisation, values: dict[str, Any], found: Findings) -> None:
    """Check what the table demands; `values` are the changed fields."""

    def will(name: str) -> Any:
        return values.get(name, getattr(row, name))

    if will("club_type") is not None and will("kind") != OrganisationKind.club:
        found.say("/club_type", "not_a_club", "Only clubs have a type; empty it, or say that it is a club.")
    if will("valid_from") > will("valid_to"):
        found.say("/valid_to", "not_in_order", "The last day must not come before the first.")
    for name in ("inclusion_since", "confirmed_on"):
        if values.get(name) is not None and values[name] > today(session):
            found.say(f"/{name}", "in_the_future", "Give today or an earlier day.")
    if values.get("part_of") is not None:
        _check_whole(session, row.key, values["part_of"], found)


def _check_whole(session: Session, key: str, whole: str, found: Findings) -> None:
    above = session.get(Organisation, whole)
    if above is None or above.merged_into is not None:
        found.say("/part_of", "unknown_organisation", "Use the key of an organisation as the list names it.")
    seen: set[str] = set()
    while above is not None and above.key not in seen:
        if above.key == key:
            found.say("/part_of", "part_of_itself", "An organisation cannot be part of itself or of its own parts.")
            return
        seen.add(above.key)
        above = session.get(Organisation, above.part_of) if above.part_of else None


def _check_areas(session: Session, areas: Sequence[str], found: Findings) -> None:
    known = {*session.exec(select(Area.key).where(col(Area.key).in_(areas))).all()}
    for place, area in enumerate(areas):
        if area not in known:
            found.say(f"/areas/{place}", "unknown_area", "Use the key of an area as `/areas` lists them.")


def _counties(session: Session) -> Sequence[str]:
    return session.exec(select(Area.key).where(col(Area.kind) == AreaKind.county)).all()


def _county_wide(session: Session, areas: Sequence[str]) -> bool:
    return not areas or not {*areas}.isdisjoint(_counties(session))


def _working_in(session: Session, row: Organisation) -> Sequence[OrganisationArea]:
    return session.exec(select(OrganisationArea).where(OrganisationArea.organisation == row.key)).all()


def _move(session: Session, actor: Actor, row: Organisation, areas: Sequence[str]) -> None:
    """Let an organisation work in these areas; that is a change of the organisation, too."""
    rows = _working_in(session, row)
    gone = [one for one in rows if one.area not in areas]
    new = [area for area in dict.fromkeys(areas) if area not in {one.area for one in rows}]
    audit.record(session, actor, "delete", *gone)
    audit.record(session, actor, "create", *(OrganisationArea(organisation=row.key, area=area) for area in new))
    if gone or new:
        flag_modified(row, "county_wide")  # so that the revision rises although no field of its own may change


def _write(row: Organisation, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, BarrierFree(value) if name == "barrier_free" else value)


def _free_key(session: Session, name: str) -> str:
    """Return the name in plain letters, ü as ue, with a number where it is taken."""
    slug = re.sub(r"[^a-z0-9]+", "-", spelt_out(name)).strip("-")[: _LONGEST_KEY - 6].strip("-")
    if not slug:  # a name in letters that are none of ours
        slug = f"organisation-{secrets.token_hex(4)}"
    alike = select(Organisation.key).where(col(Organisation.key).startswith(slug, autoescape=True))
    taken = {*session.exec(alike).all()}
    return next(key for key in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if key not in taken)
