"""What later rooms may ask about organisations: names to join with, where they work, whom to write to there."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col

from api.kernel.reading import columns, rows_of
from api.places.folding import folded
from api.places.tables import Area, AreaKind, Contact, Organisation, OrganisationArea

# Joined by rooms whose rows name an organisation.
ORGANISATIONS = columns(
    Organisation.key, Organisation.name, Organisation.kind, Organisation.sort, Organisation.valid_from,
    Organisation.valid_to,
).subquery("organisation_known")  # fmt: skip
COUNTIES = columns(Area.key).where(col(Area.kind) == AreaKind.county)  # for a condition on the key of an area
_SENT_TO = columns(
    Organisation.key, Organisation.kind, Organisation.name, Organisation.street, Organisation.postal_code,
    Organisation.town, Organisation.email, Organisation.phone, Organisation.site,
)  # fmt: skip
_CONTACTS = columns(
    Contact.key, Contact.organisation, Contact.name, Contact.role, Contact.email, Contact.phone,
    Contact.internal_email, Contact.internal_phone, Contact.internal_note,
).order_by(col(Contact.key))  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody at an organisation, as staff with the permission for contacts see them; `role` is a stored text."""

    key: str
    name: str
    role: dict[str, Any] | None
    email: str | None
    phone: str | None
    note: str | None


def find_organisations(session: Session, keys: Collection[str]) -> dict[str, Any]:
    """Return name, kind, address and ways to reach the organisations among `keys` that exist, by key."""
    return {row.key: row for row in rows_of(session, _SENT_TO.where(col(Organisation.key).in_(sorted(keys))))}


def find_people(session: Session, keys: Collection[str]) -> dict[str, list[Person]]:
    """Return the contacts of organisations by organisation; internal ways to reach them come before public ones."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for row in rows_of(session, _CONTACTS.where(col(Contact.organisation).in_(sorted(keys)))):
        mail, phone = row.internal_email or row.email, row.internal_phone or row.phone
        found[row.organisation].append(Person(row.key, row.name, row.role, mail, phone, row.internal_note))
    return found


def living(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Return which of the keys are those of organisations that were not merged into another one."""
    known = columns(Organisation.key).where(col(Organisation.merged_into).is_(None))
    return frozenset(rows_of(session, known.where(col(Organisation.key).in_(sorted(keys)))))


def named(q: str) -> Any:
    """Return a SELECT of the keys of organisations whose name holds `q`; umlauts as ü, u or ue."""
    holds = col(Organisation.search).contains(folded(q), autoescape=True)
    return columns(Organisation.key).where(holds, col(Organisation.merged_into).is_(None))


def working_in(areas: Collection[str]) -> Any:
    """Return a SELECT of the keys of organisations that work in one of the areas."""
    return columns(OrganisationArea.organisation).where(col(OrganisationArea.area).in_(sorted(areas)))


def areas_of(session: Session, keys: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the areas organisations work in, by organisation."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    mine = columns(OrganisationArea.organisation, OrganisationArea.area)
    for row in rows_of(session, mine.where(col(OrganisationArea.organisation).in_(sorted(keys)))):
        found[row.organisation].add(row.area)
    return {key: frozenset(found[key]) for key in keys}
