"""The people one reaches at organisations: personal data, so no history is kept and nothing of them in the trail."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor, require
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places.contact_schemas import ContactChange, ContactDocument, ContactWish
from api.places.permissions import CONTACTS
from api.places.reach import resource_of
from api.places.tables import Contact, Organisation

_PLAIN = (
    "key", "organisation", "name", "email", "phone", "internal_email", "internal_phone", "internal_note", "consent_on",
    "revision",
)  # fmt: skip
_CONTACTS = columns(*(getattr(Contact, name) for name in _PLAIN), Contact.role)


def list_contacts(session: Session, actor: Actor, organisation: str, wanted: Wish) -> Listing[ContactDocument]:
    """Return the people one reaches at an organisation, by name. Raises NotFound."""
    _require(session, actor, organisation)
    mine = _CONTACTS.where(col(Contact.organisation) == organisation)
    rows = rows_of(session, mine.order_by(col(Contact.name), col(Contact.key)))
    return listing(cut([*enumerate(rows)], lambda pair: pair[0], wanted), lambda pair: _document(pair[1]))


def get_contact(session: Session, actor: Actor, key: str) -> ContactDocument:
    """Return one person. Raises NotFound."""
    for row in rows_of(session, _CONTACTS.where(col(Contact.key) == key)):
        _require(session, actor, row.organisation)
        return _document(row)
    raise NotFound


def make_contact(
    session: Session, actor: Actor, organisation: str, wish: ContactWish, offered: Sequence[str]
) -> Contact:
    """Add a person under a random key: keys stand in the trail and say nothing. Raises NotFound or Invalid."""
    _require(session, actor, organisation)
    values = _checked(session, None, given(wish, never_null=("name",)), offered)
    row = Contact(key=secrets.token_hex(8), organisation=organisation, **values)
    audit.record(session, actor, "create", row, public=row.consent_on is not None)
    return row


def change_contact(
    session: Session, actor: Actor, key: str, seen: int, wish: ContactChange, offered: Sequence[str]
) -> Contact:
    """Change a person. Raises NotFound, RevisionMismatch or Invalid."""
    row = for_change(session, Contact, key, seen, may=lambda one: _require(session, actor, one.organisation))
    values = _checked(session, row, given(wish, never_null=("name",)), offered)
    shown = row.consent_on is not None or values.get("consent_on") is not None
    for name, value in values.items():
        setattr(row, name, value)
    audit.record(session, actor, "change", row, public=shown)
    return row


def delete_contact(session: Session, actor: Actor, key: str, seen: int) -> None:
    """Remove a person for good. Raises NotFound or RevisionMismatch."""
    row = for_change(session, Contact, key, seen, may=lambda one: _require(session, actor, one.organisation))
    audit.record(session, actor, "delete", row, public=row.consent_on is not None)


def _require(session: Session, actor: Actor, organisation: str) -> None:
    row = session.exec(select(Organisation).where(Organisation.key == organisation)).first()
    if row is None or row.merged_into is not None:
        raise NotFound
    require(actor, CONTACTS, resource_of(session, row))


def _checked(session: Session, row: Contact | None, values: dict[str, Any], offered: Sequence[str]) -> dict[str, Any]:
    found = Findings()
    if "role" in values:
        values["role"] = found.text("/role", row and row.role, values["role"], offered)
    if values.get("consent_on") is not None and values["consent_on"] > today(session):
        found.say("/consent_on", "in_the_future", "Consent is given on a day: today or an earlier one.")
    found.settle()
    return values


def _document(row: Any) -> ContactDocument:
    return ContactDocument(**{name: getattr(row, name) for name in _PLAIN}, role=every(row.role) or None)
