"""What `/organisations` and `/offices` say over the wire."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from api.kernel.language import Text
from api.places.schemas import AreaRef
from api.places.tables import BarrierFree, OrganisationKind


class OrganisationRef(BaseModel):
    """An organisation by key and name."""

    key: str
    name: str


class Opening(BaseModel):
    """Open on a weekday (1 = Monday) between two times, Berlin time."""

    weekday: int = Field(ge=1, le=7)
    opens: str = Field(examples=["09:00"])
    closes: str = Field(examples=["12:00"])


class OpeningOnDay(BaseModel):
    """Other times on one day; closed when both are null."""

    date: dt.date
    opens: str | None
    closes: str | None
    note: Text | None


class ContactView(BaseModel):
    """A person who agreed to be named here."""

    name: str
    role: Text | None
    email: str | None
    phone: str | None


class Interest(BaseModel):
    """Since when an organisation has said that it wants to include people with a migration background."""

    since: dt.date


class OrganisationView(BaseModel):
    """An organisation or office."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "jugendbuero-ramstein-miesenbach",
                    "kind": "youth_office",
                    "club_type": None,
                    "name": "Jugendbüro Ramstein-Miesenbach",
                    "description": None,
                    "areas": [{"key": "073355008", "name": "Ramstein-Miesenbach"}],
                    "county_wide": False,
                    "languages": [],
                    "site": None,
                    "email": None,
                    "phone": None,
                    "street": None,
                    "postal_code": None,
                    "town": None,
                    "position": None,
                    "barrier_free": "unknown",
                    "opening_hours": [],
                    "opening_exceptions": [],
                    "contacts": [],
                    "interest_in_inclusion": None,
                    "valid_from": None,
                    "valid_to": None,
                    "part_of": None,
                }
            ]
        }
    )

    key: str
    kind: OrganisationKind
    club_type: str | None = Field(description="For clubs: fire_brigade, music, sport …")
    name: str
    description: Text | None
    areas: list[AreaRef] = Field(description="Where it works.")
    county_wide: bool = Field(description="There for the whole county; filters by area never leave it out.")
    languages: list[str] = Field(description="Languages spoken there.")
    site: str | None
    email: str | None
    phone: str | None
    street: str | None
    postal_code: str | None
    town: str | None
    position: list[float] | None = Field(description="[longitude, latitude], WGS 84.")
    barrier_free: BarrierFree
    opening_hours: list[Opening]
    opening_exceptions: list[OpeningOnDay]
    contacts: list[ContactView] = Field(description="Only people who agreed.")
    interest_in_inclusion: Interest | None
    valid_from: dt.date | None = Field(description="First day of its existence; null: not known.")
    valid_to: dt.date | None = Field(description="Last day of its existence; null: still exists.")
    part_of: OrganisationRef | None
