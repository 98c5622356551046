"""Organisations as staff see them: lists of what is theirs, one with all languages."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from api.kernel.editable import languages
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Permission, require
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places.folding import folded
from api.places.organisation_schemas import Opening, OrganisationRef
from api.places.organisations import in_area, require_area
from api.places.permissions import CONTACTS, EDIT, READ
from api.places.reach import resource_of, visible
from api.places.schemas import AreaRef
from api.places.staff_schemas import ExceptionDocument, OrganisationDocument, OrganisationLine
from api.places.tables import ALWAYS, FOREVER, Area, Contact, Organisation, OrganisationArea, OrganisationKind

CONFIRM_EVERY = dt.timedelta(days=365)  # boards of clubs are elected yearly; by then somebody should have asked again
Need = Literal["contact", "confirmation", "consent"]
_Whole = aliased(Organisation)
_LIVES = col(Organisation.merged_into).is_(None)
_OF_IT = col(Contact.organisation) == col(Organisation.key)
_CONTACTS = select(func.count()).select_from(Contact).where(_OF_IT).scalar_subquery()
_LINES = columns(
    Organisation.key, Organisation.kind, Organisation.name, Organisation.sort, Organisation.county_wide,
    Organisation.town, Organisation.confirmed_on, Organisation.valid_from, Organisation.valid_to,
    Organisation.revision, _CONTACTS.label("contacts"),
).where(_LIVES)  # fmt: skip
_FULL = _LINES.add_columns(
    Organisation.club_type, Organisation.description, Organisation.languages, Organisation.site, Organisation.email,
    Organisation.phone, Organisation.street, Organisation.postal_code, Organisation.lon, Organisation.lat,
    Organisation.barrier_free, Organisation.opening_hours, Organisation.opening_exceptions,
    Organisation.inclusion_since, Organisation.part_of, col(_Whole.name).label("whole_name"),
).outerjoin(_Whole, col(_Whole.key) == col(Organisation.part_of))  # fmt: skip
_AREAS = (
    columns(OrganisationArea.organisation, Area.key, Area.name)
    .join(Area, col(Area.key) == col(OrganisationArea.area))
    .order_by(col(Area.key))
)
_PLAIN = (
    "club_type", "languages", "site", "email", "phone", "street", "postal_code", "barrier_free", "inclusion_since"
)  # fmt: skip


@dataclass(frozen=True)
class StaffSearch:
    """Filters of the staff's list; None takes all. `need` is what somebody should look after."""

    kinds: frozenset[OrganisationKind] = frozenset(OrganisationKind)
    kind: OrganisationKind | None = None
    area: str | None = None
    q: str | None = None
    need: Need | None = None


def list_organisations(session: Session, actor: Actor, search: StaffSearch, wish: Wish) -> Listing[OrganisationLine]:
    """Return the organisations an actor may see, also ended ones, by name. Raises Invalid for an unknown area."""
    day = today(session)
    kinds = search.kinds & {search.kind} if search.kind else search.kinds
    statement = _LINES.where(visible(actor, READ), col(Organisation.kind).in_(sorted(kinds)))
    if search.q is not None:
        statement = statement.where(col(Organisation.search).contains(folded(search.q), autoescape=True))
    if search.area is not None:
        require_area(session, search.area)
        statement = statement.where(in_area(search.area, day))
    if search.need is not None:
        statement = statement.where(exists_on(day), visible(actor, _OWN_NEED[search.need]), needs(search.need, day))
    found = page(session, statement, [col(Organisation.sort), col(Organisation.key)], wish)
    areas = _areas(session, [row.key for row in found[0]])
    return listing(found, lambda row: OrganisationLine(**_line(row, areas.get(row.key, []))))


def get_organisation(
    session: Session, actor: Actor, key: str, kinds: frozenset[OrganisationKind]
) -> OrganisationDocument:
    """Return one organisation with all languages. Raises NotFound, also for one merged into another."""
    row = next(iter(rows_of(session, _FULL.where(col(Organisation.key) == key))), None)
    if row is None or row.kind not in kinds:
        raise NotFound
    require(actor, READ, resource_of(session, row))
    return OrganisationDocument(
        **_line(row, _areas(session, [key]).get(key, [])),
        **{name: getattr(row, name) for name in _PLAIN},
        description=every(row.description) or None,
        position=None if row.lon is None else [row.lon, row.lat],
        opening_hours=[Opening(**one) for one in row.opening_hours],
        opening_exceptions=[_on_day(one) for one in row.opening_exceptions],
        part_of=OrganisationRef(key=row.part_of, name=row.whole_name) if row.part_of else None,
    )


def _on_day(stored: Mapping[str, Any]) -> ExceptionDocument:
    note = every(stored["note"]) or None
    return ExceptionDocument(date=stored["date"], opens=stored["opens"], closes=stored["closes"], note=note)


def exists_on(day: dt.date) -> Any:
    """Return a condition: organisations that exist on a day."""
    return and_(col(Organisation.valid_from) <= day, col(Organisation.valid_to) >= day)


def needs(need: Need, day: dt.date) -> Any:
    """Return a condition: organisations without a contact, unconfirmed for a year, or with people who never agreed."""
    contacts = select(Contact.key).where(_OF_IT)
    confirmed = col(Organisation.confirmed_on)
    return {
        "contact": ~contacts.exists(),
        "confirmation": or_(confirmed.is_(None), confirmed < day - CONFIRM_EVERY),
        "consent": contacts.where(col(Contact.consent_on).is_(None)).exists(),
    }[need]


_OWN_NEED: Mapping[Need, Permission] = {"contact": CONTACTS, "confirmation": EDIT, "consent": CONTACTS}


def spoken(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored values as `OrganisationDocument` names them."""
    shown = {name: value for name, value in values.items() if name not in {"sort", "search", "lon", "lat"}}
    return {
        **shown,
        "description": languages(values["description"]),
        "position": None if values["lon"] is None else [values["lon"], values["lat"]],
        "opening_exceptions": [{**one, "note": languages(one["note"])} for one in values["opening_exceptions"]],
        "valid_from": None if values["valid_from"] == ALWAYS.isoformat() else values["valid_from"],
        "valid_to": None if values["valid_to"] == FOREVER.isoformat() else values["valid_to"],
    }


def _line(row: Any, areas: list[AreaRef]) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("key", "kind", "name", "county_wide", "town", "contacts")},
        "areas": areas,
        "confirmed_on": row.confirmed_on,
        "valid_from": None if row.valid_from == ALWAYS else row.valid_from,
        "valid_to": None if row.valid_to == FOREVER else row.valid_to,
        "revision": row.revision,
    }


def _areas(session: Session, keys: Sequence[str]) -> dict[str, list[AreaRef]]:
    found: dict[str, list[AreaRef]] = {}
    for row in rows_of(session, _AREAS.where(col(OrganisationArea.organisation).in_(keys))):
        found.setdefault(row.organisation, []).append(AreaRef(key=row.key, name=row.name))
    return found
