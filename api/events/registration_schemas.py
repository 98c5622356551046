"""Signing up over the wire. What somebody sends is never sent back but to who holds the secret of the registration."""

import datetime as dt
import unicodedata
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from api.events.certificate_schemas import OwnCertificate
from api.events.registration_tables import RegistrationState
from api.kernel.delivery import ADDRESS


def _in_plain_letters(typed: object) -> object:
    """Return an address in the letters mail knows, as wide ones of other keyboards stand for (NFKC)."""
    return unicodedata.normalize("NFKC", typed) if isinstance(typed, str) else typed


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Mail = Annotated[
    str, BeforeValidator(_in_plain_letters), StringConstraints(strip_whitespace=True, max_length=200, pattern=ADDRESS)
]
Phone = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[+\d](?:[\s()/.-]*\d){4,}[\s()/.-]*$")
]
Party = Annotated[int, Field(ge=1, le=50, strict=True, description="How many people, who signs up among them.")]
_WISH: dict[str, Any] = {"name": "Erika Mustermann", "email": "erika@example.org", "language": "pl"}
_HOLD: dict[str, Any] = {"hold": "a2…", "until": "2026-11-20T09:17:00+01:00", "party": 2}
_ID = "9f1c2ab04d5e4f7787c1a2b3c4d5e6f7"


class Registrant(BaseModel):
    """Who signs up, with how many, and what they answer."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_WISH]})

    name: Line
    email: Mail | None = None
    phone: Phone | None = None
    party: Party = 1
    language: str = Field(max_length=20, description="In which they read what we write to them.")
    answers: dict[str, Any] = Field(default_factory=dict, max_length=40, description="To the organiser's questions.")


class RegistrationWish(Registrant):
    """Who signs up: a mail address or a phone number is needed to reach them, nothing else."""

    hold: str | None = Field(default=None, max_length=64, description="The `hold` that keeps seats for this form.")


class RegistrationChange(BaseModel):
    """What somebody may change of their own registration. More people need free seats, or go to the end of the list."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"phone": "0631 1234567"}]})

    name: Line | None = None
    email: Mail | None = None
    phone: Phone | None = None
    party: Party | None = None
    language: str | None = Field(default=None, max_length=20)
    answers: dict[str, Any] | None = Field(default=None, max_length=40)


class RegistrationMade(BaseModel):
    """What became of it. Who holds `manage_url` may see, change and cancel it; the secret stands behind the #."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _ID,
                    "state": "waiting",
                    "position": 3,
                    "manage_url": f"https://example.org/anmeldung#{_ID}.secret",
                }
            ]
        }
    )

    id: str
    state: RegistrationState
    position: int | None = Field(description="Place in line, from 1; null for who does not wait.")
    manage_url: str


class CheckIn(BaseModel):
    """What is shown at the door. It says nothing about anybody and opens nothing for who finds it."""

    code: str = Field(description="128 bits as hex digits, for typing.")
    qr: str = Field(description="The same as a picture, drawn here.")


class OwnRegistration(BaseModel):
    """A registration as who made it sees it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _ID,
                    "event": 12,
                    "state": "confirmed",
                    "position": None,
                    "offer_until": None,
                    "name": "Erika Mustermann",
                    "email": "erika@example.org",
                    "phone": None,
                    "party": 1,
                    "language": "pl",
                    "answers": {},
                    "registered_at": "2026-11-20T09:00:00+01:00",
                    "online_link": None,
                    "certificate": None,
                    "check_in": {
                        "code": "4C1FD0B2A39E4F7787C1A2B3C4D5E6F7",
                        "qr": "data:image/svg+xml,…",
                    },
                }
            ]
        }
    )

    id: str
    event: int
    state: RegistrationState
    position: int | None = Field(
        description="Place in line, from 1; null for who does not wait, and for who waits with more people than there "
        "are seats at all: they are passed over until they come with fewer or there are more seats."
    )
    offer_until: dt.datetime | None
    name: str
    email: str | None
    phone: str | None
    party: int
    language: str
    answers: dict[str, Any]
    registered_at: dt.datetime
    online_link: str | None = Field(description="How one takes part online; null for who has no seat.")
    certificate: OwnCertificate | None = Field(description="Theirs, once it was issued.")
    check_in: CheckIn | None = Field(description="For the door; null without a seat, and online, where there is none.")


class HoldWish(BaseModel):
    """Seats to keep while somebody fills in the form."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"party": 2}]})

    party: Party = 1
    hold: str | None = Field(
        default=None, max_length=64, description="Seats that are kept already: they become as many as `party` says."
    )


class HoldMade(BaseModel):
    """Seats that are kept until a moment; null where somebody waits or none are free: then there is nothing to keep."""

    model_config = ConfigDict(json_schema_extra={"examples": [_HOLD]})

    hold: str | None
    until: dt.datetime | None
    party: int = Field(description="How many seats are kept: fewer than wished where a larger party does not fit.")
