"""Organisations and offices as anybody may see them: lists with filters, one with the people who agreed to be named."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, and_, cast, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.kernel.language import said_or_none
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.problems import Invalid, Issue, NotFound, Problem
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places.folding import folded
from api.places.organisation_schemas import ContactView, Interest, OpeningOnDay, OrganisationRef, OrganisationView
from api.places.schemas import AreaRef
from api.places.tables import (
    ALWAYS,
    FOREVER,
    Area,
    AreaKind,
    AreaMembership,
    Contact,
    Organisation,
    OrganisationArea,
    OrganisationKind,
)

OFFICES = frozenset({OrganisationKind.administration, OrganisationKind.office})
_Whole = aliased(Organisation)
_SHOWN = [name for name in Organisation.model_fields if name not in {"search", "revision", "confirmed_on"}]
_ORGANISATIONS = columns(
    *(getattr(Organisation, name) for name in _SHOWN), col(_Whole.name).label("whole_name")
).outerjoin(_Whole, col(_Whole.key) == col(Organisation.part_of))
_ATTACHED = (
    columns(
        col(Organisation.key).label("organisation"),
        col(Area.key).label("area"),
        col(Area.name).label("area_name"),
        col(Contact.key).label("contact"),
        Contact.name,
        Contact.role,
        Contact.email,
        Contact.phone,
        Contact.consent_on,
    )
    .select_from(Organisation)
    .outerjoin(OrganisationArea, col(OrganisationArea.organisation) == col(Organisation.key))
    .outerjoin(Area, col(Area.key) == col(OrganisationArea.area))
    .outerjoin(Contact, and_(col(Contact.organisation) == col(Organisation.key), col(Contact.consent_on).is_not(None)))
    .order_by(col(Area.key), col(Contact.key))
)


class OrganisationMerged(Problem):
    """The key is that of an organisation which turned out to be another one."""

    status, code = 404, "organisation-merged"
    title, title_de = "This organisation is known under another key", "Diese Organisation hat einen anderen Schlüssel"
    meaning = "Two entries were the same organisation; merged_into is the key of the one that stays."
    meaning_de = "Zwei Einträge waren dieselbe Organisation; merged_into ist der Schlüssel des verbliebenen."


@dataclass(frozen=True)
class Search:
    """Filters of a list of organisations; `kinds` is what the list is about."""

    kinds: frozenset[OrganisationKind] = frozenset(OrganisationKind)
    kind: OrganisationKind | None = None
    area: str | None = None
    language: str | None = None
    q: str | None = None
    at: dt.date | None = None


@dataclass
class Attached:
    """What hangs on an organisation: areas by key, contacts by key."""

    areas: dict[str, AreaRef] = field(default_factory=dict[str, AreaRef])
    contacts: dict[str, ContactView] = field(default_factory=dict[str, ContactView])


def list_organisations(session: Session, search: Search, wish: Wish, language: str) -> Listing[OrganisationView]:
    """Return organisations that exist on the asked day, by name. Raises Invalid for an unknown area."""
    at = search.at or today(session)
    statement = _filtered(search, at)
    found = page(session, statement, [col(Organisation.sort), col(Organisation.key)], wish)
    if not found[0]:
        require_area(session, search.area)
        return Listing(items=[], next=None, total=found[2])
    attached = _attached(session, [row.key for row in found[0]], language)
    return listing(found, lambda row: _view(row, attached[row.key], language))


def get_organisation(session: Session, key: str, kinds: frozenset[OrganisationKind], language: str) -> OrganisationView:
    """Return one organisation, also one that has ended. Raises NotFound, or OrganisationMerged with what it became."""
    of_kind = col(Organisation.kind).in_(sorted(kinds))
    rows = rows_of(session, _ORGANISATIONS.where(col(Organisation.key) == key, of_kind))
    if not rows:
        raise NotFound
    if rows[0].merged_into is not None:
        raise OrganisationMerged(merged_into=rows[0].merged_into)
    return _view(rows[0], _attached(session, [key], language)[key], language)


def _filtered(search: Search, at: dt.date) -> Any:
    kinds = search.kinds & {search.kind} if search.kind else search.kinds
    statement = _ORGANISATIONS.where(
        col(Organisation.valid_from) <= at,
        col(Organisation.valid_to) >= at,
        col(Organisation.kind).in_(sorted(kinds)),
        col(Organisation.merged_into).is_(None),
    )
    if search.q is not None:
        statement = statement.where(col(Organisation.search).contains(folded(search.q), autoescape=True))
    if search.language is not None:
        statement = statement.where(
            cast(col(Organisation.languages), String).contains(f'"{search.language}"', autoescape=True)
        )
    return statement.where(in_area(search.area, at)) if search.area is not None else statement


def in_area(area: str, at: dt.date) -> Any:
    """Match what works in the area or anything within it on that day, and what is there for the whole county."""
    inside = select(literal(area).label("key")).cte("inside", recursive=True)
    lies = and_(col(AreaMembership.valid_from) <= at, col(AreaMembership.valid_to) >= at)
    inside = inside.union(
        select(col(AreaMembership.area)).join(inside, col(AreaMembership.parent) == inside.c.key).where(lies)
    )
    works_there = select(OrganisationArea.organisation).where(col(OrganisationArea.area).in_(select(inside.c.key)))
    ours = select(Area.key).where(col(Area.key) == area, col(Area.kind) != AreaKind.city).exists()
    return or_(col(Organisation.key).in_(works_there), and_(col(Organisation.county_wide), ours))


def require_area(session: Session, area: str | None) -> None:
    """Raise Invalid for an area nobody knows."""
    if area is not None and session.exec(select(Area.key).where(col(Area.key) == area)).first() is None:
        raise Invalid(Issue("area", "unknown_area", "Use the key of an area as `/areas` lists them."))


def _attached(session: Session, keys: Sequence[str], language: str) -> defaultdict[str, Attached]:
    found: defaultdict[str, Attached] = defaultdict(Attached)
    day = today(session)
    for row in rows_of(session, _ATTACHED.where(col(Organisation.key).in_(keys))):
        if row.area is not None:
            found[row.organisation].areas[row.area] = AreaRef(key=row.area, name=row.area_name)
        if row.contact is not None and row.consent_on <= day:
            person = ContactView(name=row.name, role=said_or_none(row.role, language), email=row.email, phone=row.phone)
            found[row.organisation].contacts[row.contact] = person
    return found


def _view(row: Any, attached: Attached, language: str) -> OrganisationView:
    plain = {
        name: getattr(row, name)
        for name in ("key", "kind", "club_type", "name", "county_wide", "languages", "barrier_free")
    }
    reach = {
        name: getattr(row, name)
        for name in ("site", "email", "phone", "street", "postal_code", "town", "opening_hours")
    }
    return OrganisationView(
        **plain,
        **reach,
        description=said_or_none(row.description, language),
        areas=list(attached.areas.values()),
        position=None if row.lon is None else [row.lon, row.lat],
        opening_exceptions=[_on_day(one, language) for one in row.opening_exceptions],
        contacts=list(attached.contacts.values()),
        interest_in_inclusion=Interest(since=row.inclusion_since) if row.inclusion_since else None,
        valid_from=None if row.valid_from == ALWAYS else row.valid_from,
        valid_to=None if row.valid_to == FOREVER else row.valid_to,
        part_of=OrganisationRef(key=row.part_of, name=row.whole_name) if row.part_of else None,
    )


def _on_day(stored: dict[str, Any], language: str) -> OpeningOnDay:
    note = said_or_none(stored["note"], language)
    return OpeningOnDay(date=stored["date"], opens=stored["opens"], closes=stored["closes"], note=note)
