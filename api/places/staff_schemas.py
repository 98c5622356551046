"""What staff read and send about organisations and the people one reaches there."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.kernel.language import StaffText, TextWish
from api.kernel.time import Day
from api.places.organisation_schemas import Opening, OrganisationRef
from api.places.schemas import AreaRef
from api.places.tables import BarrierFree, OrganisationKind

Languages = list[StaffText]
Wishes = Annotated[list[TextWish], Field(max_length=30)]
_SITE = re.compile(r"https?://[^\s/<>\"'@]+\.[^\s/<>\"'@]+(?:/[^\s<>\"']*)?")


def _site(value: str) -> str:
    whole = value if "://" in value else f"https://{value}"
    if not _SITE.fullmatch(whole):
        raise PydanticCustomError("site_format", "Use an address such as www.example.org.")
    return whole


def _matching(pattern: str, code: str, hint: str) -> AfterValidator:
    known = re.compile(pattern)

    def check(value: str) -> str:
        if not known.fullmatch(value):
            raise PydanticCustomError(code, hint)  # pyright: ignore[reportArgumentType] - it asks for a literal
        return value

    return AfterValidator(check)


def _trimmed(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "Write something, or leave the field out.")
    return value.strip()


Short = Annotated[str, Field(max_length=200), AfterValidator(_trimmed)]
Site = Annotated[str, Field(max_length=290), AfterValidator(_site)]
Mail = Annotated[
    str,
    Field(max_length=200),
    _matching(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", "mail_format", "Use a mail address such as info@example.org."),
]
Phone = Annotated[
    str,
    Field(max_length=59),
    _matching(r"[+0-9][0-9 ()/-]{3,58}", "phone_format", "Use digits and + ( ) / -, such as +49 631 7105-0."),
]
PostalCode = Annotated[str, _matching(r"\d{5}", "postal_code_format", "A postal code has five digits.")]
Hour = Annotated[
    str, _matching(r"([01]\d|2[0-3]):[0-5]\d|24:00", "hour_format", "Use a time of day such as 09:00."),
]  # fmt: skip
Code = Annotated[
    str, _matching(r"[a-z]{2,3}(-[a-z]+)?", "language_code", "Use a code such as pl."), Field(max_length=20)
]
ClubType = Annotated[
    str, _matching(r"[a-z][a-z_]{0,39}", "club_type", "Use a code of small letters and _, such as fire_brigade.")
]
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
AreaKey = Annotated[str, Field(max_length=20)]
OrganisationKey = Annotated[str, Field(max_length=80)]
_DESCRIPTION = [{"lang": "de", "text": "Offener Treff für Familien", "state": "original"}]
_LINE: dict[str, Any] = {
    "key": "jugendbuero-ramstein-miesenbach",
    "kind": "youth_office",
    "name": "Jugendbüro Ramstein-Miesenbach",
    "areas": [{"key": "073355008", "name": "Ramstein-Miesenbach"}],
    "county_wide": False,
    "town": "Ramstein-Miesenbach",
    "contacts": 1,
    "confirmed_on": "2026-03-02",
    "valid_from": None,
    "valid_to": None,
    "revision": 2,
}


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


def _wish(**members: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class OrganisationLine(BaseModel):
    """An organisation in the list of the staff area."""

    model_config = _example(**_LINE)

    key: str
    kind: OrganisationKind
    name: str
    areas: list[AreaRef]
    county_wide: bool
    town: str | None
    contacts: int = Field(description="How many people one reaches there.")
    confirmed_on: dt.date | None = Field(description="When somebody last made sure that everything is right.")
    valid_from: dt.date | None
    valid_to: dt.date | None
    revision: int


class ExceptionDocument(BaseModel):
    """Other times on one day; closed when both are null."""

    date: dt.date
    opens: str | None
    closes: str | None
    note: Languages | None


class OrganisationDocument(OrganisationLine):
    """An organisation with everything staff may change; people are its contacts."""

    model_config = _example(**_LINE, description=_DESCRIPTION)

    club_type: str | None
    description: Languages | None
    languages: list[str]
    site: str | None
    email: str | None
    phone: str | None
    street: str | None
    postal_code: str | None
    position: list[float] | None = Field(description="[longitude, latitude], WGS 84.")
    barrier_free: BarrierFree
    opening_hours: list[Opening]
    opening_exceptions: list[ExceptionDocument]
    inclusion_since: dt.date | None
    part_of: OrganisationRef | None


class OpeningWish(BaseModel):
    """Open on a weekday (1 = Monday) between two times, Berlin time."""

    model_config = _wish(weekday=1, opens="09:00", closes="12:00")

    weekday: Annotated[int, Field(ge=1, le=7)]
    opens: Hour
    closes: Hour


class ExceptionWish(BaseModel):
    """Other times on one day; without times it is closed."""

    model_config = _wish(date="2026-12-24", note=[{"lang": "de", "text": "Heiligabend"}])

    date: Day
    opens: Hour | None = None
    closes: Hour | None = None
    note: Wishes | None = None


class OrganisationParts(BaseModel):
    """What staff may say about an organisation beside its name and kind."""

    club_type: ClubType | None = Field(default=None, description="Of clubs only.")
    description: Wishes | None = None
    areas: Annotated[list[AreaKey], Field(max_length=100)] | None = Field(
        default=None, description="Keys of areas; none, or the county among them, means the whole county."
    )
    languages: Annotated[list[Code], Field(max_length=50)] | None = None
    site: Site | None = None
    email: Mail | None = None
    phone: Phone | None = None
    street: Short | None = None
    postal_code: PostalCode | None = None
    town: Annotated[Short, Field(max_length=100)] | None = None
    position: Annotated[list[Degrees], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="[longitude, latitude], WGS 84."
    )
    barrier_free: BarrierFree | None = None
    opening_hours: Annotated[list[OpeningWish], Field(max_length=50)] | None = None
    opening_exceptions: Annotated[list[ExceptionWish], Field(max_length=100)] | None = None
    inclusion_since: Day | None = Field(
        default=None, description="Since when it wants to include people with a migration background."
    )
    valid_from: Day | None = Field(default=None, description="First day of its existence.")
    valid_to: Day | None = Field(default=None, description="Last day of its existence.")
    part_of: OrganisationKey | None = None
    confirmed_on: Day | None = Field(default=None, description="The day somebody made sure everything is right.")


class OrganisationChange(OrganisationParts):
    """What to change; fields left out stay, null empties. Texts name only the languages they change."""

    model_config = _wish(phone="+49 6371 5701", confirmed_on="2026-11-20")

    kind: OrganisationKind | None = None
    name: Short | None = None


class OrganisationWish(OrganisationParts):
    """A new organisation; its key is made from its name."""

    model_config = _wish(kind="club", name="Turnverein Musterdorf", areas=["073355008"])

    kind: OrganisationKind
    name: Short


class OfficeChange(OrganisationParts):
    """What to change about an administration or office; it stays one of the two."""

    model_config = _wish(phone="+49 6371 5701")

    kind: Literal["administration", "office"] | None = None
    name: Short | None = None


class OfficeWish(OrganisationParts):
    """A new administration or office."""

    model_config = _wish(kind="office", name="Standesamt Musterdorf", areas=["073355008"])

    kind: Literal["administration", "office"]
    name: Short


class MergeWish(BaseModel):
    """Which organisation stays."""

    model_config = _wish(into="jugendbuero-ramstein-miesenbach")

    into: OrganisationKey


class DuplicatePair(BaseModel):
    """Two organisations that may be one, and why."""

    model_config = _example(
        first={"key": "tv-musterdorf", "name": "TV Musterdorf"},
        second={"key": "turnverein-musterdorf", "name": "Turnverein Musterdorf"},
        reasons=["same_site"],
    )

    first: OrganisationRef
    second: OrganisationRef
    reasons: list[Literal["same_name", "similar_name", "same_site", "same_email", "same_phone"]]
