"""What staff read and send about the people one reaches at an organisation."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.kernel.time import Day
from api.places.staff_schemas import Languages, Mail, Phone, Short, Wishes

_PERSON: dict[str, Any] = {
    "name": "Erika Mustermann",
    "email": "erika.mustermann@example.org",
    "consent_on": "2026-03-02",
}


class ContactDocument(BaseModel):
    """A person at an organisation. Visitors see name, role, email and phone from the day of consent on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"key": "9a41c07be2d35f18", "organisation": "tv-musterdorf", **_PERSON, "revision": 1}]
        }
    )

    key: str
    organisation: str
    name: str
    role: Languages | None
    email: str | None
    phone: str | None
    internal_email: str | None = Field(description="For staff only, like everything internal.")
    internal_phone: str | None
    internal_note: str | None
    consent_on: dt.date | None = Field(description="Since when the person agrees to be named in public; null: not.")
    revision: int


class ContactParts(BaseModel):
    """What staff may say about a person beside the name."""

    role: Wishes | None = None
    email: Mail | None = None
    phone: Phone | None = None
    internal_email: Mail | None = None
    internal_phone: Phone | None = None
    internal_note: Annotated[str, Field(max_length=2000)] | None = None
    consent_on: Day | None = Field(default=None, description="Null takes the person out of the public at once.")


class ContactChange(ContactParts):
    """What to change; fields left out stay, null empties."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"consent_on": None}]})

    name: Short | None = None


class ContactWish(ContactParts):
    """A new contact; without consent only staff see it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_PERSON]})

    name: Short
