"""Certificates over the wire: for who checks a number, for who has one, for staff."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.events.states import EventState
from api.events.tables import EventKind
from api.kernel.language import Text

_NUMBER = "K7Q2-M9PA-H4XT"
_TITLE: dict[str, Any] = {"text": "Wie man einen Verein gründet", "lang": "de", "state": "original"}
_OWN: dict[str, Any] = {"number": _NUMBER, "withdrawn_on": None, "until": "2027-01-04"}
_ISSUED: dict[str, Any] = {"number": _NUMBER, "issued_on": "2026-12-14", "withdrawn_on": None}


class CertificateCheck(BaseModel):
    """The number on a certificate, as somebody reads it from paper: hyphens and case do not matter."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"number": _NUMBER}]})

    number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class CertificateFacts(BaseModel):
    """What a certificate says, without the name on it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "number": _NUMBER,
                    "kind": "training",
                    "title": _TITLE,
                    "first_day": "2026-12-05",
                    "last_day": "2026-12-12",
                    "held": 3,
                    "attended": 3,
                    "units": 12,
                    "issued_on": "2026-12-14",
                    "withdrawn_on": None,
                }
            ]
        }
    )

    number: str
    kind: EventKind
    title: Text
    first_day: dt.date
    last_day: dt.date
    held: int = Field(description="Dates that took place.")
    attended: int = Field(description="Of these, dates they were there.")
    units: int = Field(description="Teaching units of 45 minutes, of the dates they were there.")
    issued_on: dt.date
    withdrawn_on: dt.date | None = Field(description="From this day on it does not count any more.")


class OwnCertificate(BaseModel):
    """A certificate as who has it sees it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_OWN]})

    number: str
    withdrawn_on: dt.date | None
    until: dt.date = Field(description="Until this day we know their name and can print it.")


class Issued(BaseModel):
    """A certificate somebody has."""

    number: str
    issued_on: dt.date
    withdrawn_on: dt.date | None


class Candidate(BaseModel):
    """Somebody who signed up, with what a certificate would say."""

    registration: str
    name: str = Field(description="Empty when it was deleted.")
    language: str
    by_mail: bool = Field(description="They are written to; to others staff give a print.")
    attended: int
    units: int
    enough: bool = Field(description="They came to as many dates as the event asks for.")
    certificate: Issued | None


class CertificateSheet(BaseModel):
    """Who of an event may have a certificate, and who has one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": 12,
                    "state": "held",
                    "share_needed": 80,
                    "held": 3,
                    "until": "2027-01-04",
                    "people": [
                        {
                            "registration": "9f1c2ab04d5e4f7787c1a2b3c4d5e6f7",
                            "name": "Erika Mustermann",
                            "language": "de",
                            "by_mail": True,
                            "attended": 3,
                            "units": 12,
                            "enough": True,
                            "certificate": _ISSUED,
                        }
                    ],
                }
            ]
        }
    )

    event: int
    state: EventState
    share_needed: int = Field(description="Percent of the dates held somebody has to come to.")
    held: int = Field(description="Dates that took place.")
    until: dt.date = Field(description="Until this day names are known and certificates can be made.")
    people: list[Candidate]
