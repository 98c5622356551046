"""Certificates: facts anybody can check by a number. They name nobody: the name is the registration's."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, text
from sqlmodel import Field

from api.events.tables import EventKind
from api.kernel.tables import Row, choice, json

_VALID = text("withdrawn_on IS NULL")


class Certificate(Row, table=True):
    """What somebody took part in, as it was when the certificate was issued; later corrections do not change it.

    It stays when the name is deleted. One that is wrong is withdrawn, and a new one has a number of its own.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        choice(EventKind, "kind"),
        CheckConstraint("attended BETWEEN 1 AND held", name="somebody_was_there"),
        CheckConstraint("units >= 0", name="units_not_negative"),
        Index(
            "uq_certificate_valid_registration",
            "registration",
            unique=True,
            sqlite_where=_VALID,
            postgresql_where=_VALID,
        ),
    )
    number: str = Field(primary_key=True, max_length=12)
    registration: str = Field(foreign_key="registration.id", max_length=32)
    event: int = Field(foreign_key="event.id", index=True)
    kind: EventKind = Field(sa_type=String(24))
    title: dict[str, Any] = json()
    first_day: dt.date
    last_day: dt.date
    held: int
    attended: int
    units: int
    issued_on: dt.date
    withdrawn_on: dt.date | None = None
