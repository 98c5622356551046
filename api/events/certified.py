"""Which certificates there are, and what stands behind a number.

A number is opaque, 60 random bits: numbers in a row would tell everybody how many people finished a training, and
let them look at all of them.
"""

import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, select

from api.events.certificate_schemas import CertificateFacts, OwnCertificate
from api.events.certificate_tables import Certificate
from api.events.registration_tables import Registration
from api.events.retention import known_until
from api.events.tables import Event
from api.kernel.language import said
from api.kernel.problems import NotFound

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is mistaken for something else
_LENGTH, _GROUP = 12, 4
_SAME = ("kind", "first_day", "last_day", "held", "attended", "units", "issued_on", "withdrawn_on")
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\u2010": None, "\u2013": None})


def new_number() -> str:
    """Return a number nobody can guess."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def spelled(number: str) -> str:
    """Return a number as people read and type it: `K7Q2-M9PA-H4XT`."""
    return "-".join(number[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def understood(typed: str) -> str:
    """Return the number somebody means: in any case, with or without hyphens, O for 0, I and L for 1."""
    return typed.upper().translate(_MISTAKEN)


def verify_link(pages: str, number: str) -> str:
    """Return the address of the page that checks a number; what stands behind # never reaches a server's log."""
    return f"{pages}/bescheinigung#{spelled(number)}"


def check(session: Session, typed: str, language: str) -> CertificateFacts:
    """Return what stands behind a number, also a withdrawn one; never whose it is. Raises NotFound."""
    row = session.get(Certificate, understood(typed))
    if row is None:
        raise NotFound
    same = {name: getattr(row, name) for name in _SAME}
    return CertificateFacts(number=spelled(row.number), title=said(row.title, language), **same)


def newest(session: Session, registrations: Sequence[str]) -> dict[str, Certificate]:
    """Return the certificate of each registration that has one: the valid one, else the one withdrawn last."""
    found = select(Certificate).where(col(Certificate.registration).in_(registrations))
    rows = session.exec(found.order_by(col(Certificate.issued_on), col(Certificate.number))).all()
    return {row.registration: row for row in sorted(rows, key=lambda row: row.withdrawn_on is None)}


def valid(session: Session, registration: str) -> Certificate | None:
    """Return the certificate of a registration that counts."""
    found = select(Certificate).where(Certificate.registration == registration, col(Certificate.withdrawn_on).is_(None))
    return session.exec(found).first()


def own(session: Session, row: Registration) -> OwnCertificate | None:
    """Return the certificate of a registration as its owner sees it."""
    found = newest(session, [row.id]).get(row.id)
    if found is None:
        return None
    until = known_until(session.get_one(Event, row.event))
    return OwnCertificate(number=spelled(found.number), withdrawn_on=found.withdrawn_on, until=until)
