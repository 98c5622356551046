"""What a county profile says about places: the keys of `programme.yaml` and the columns of its tables."""

import datetime as dt
import re
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from api.kernel.time import quarter_start
from api.places.folding import spelt_out
from api.places.gazetteer import AreaKey, Gazetteer
from api.places.outlines import Outlines
from api.places.tables import BarrierFree, OrganisationKind

_MOMENT = re.compile(r"q(\d{1,2})(?:\+(\d{1,2}))?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
Short = Annotated[str, Field(min_length=1, max_length=200)]
Long = Annotated[str, Field(min_length=1, max_length=2000)]
OrganisationKey = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]


def _moment(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) and not _MOMENT.fullmatch(value):
        raise ValueError("use a date, or a day of a project quarter such as q3+20")
    return value


def _clock(value: Any) -> Any:
    # YAML 1.1 reads an unquoted 12:30 as 750: minutes since midnight.
    return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else value


def _hour(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise ValueError("use a time of day such as 09:00")
    return value


def _address(value: str) -> str:
    whole = value if "://" in value else f"https://{value}"
    if not re.fullmatch(r"https?://[^\s/<>\"'@]+\.[^\s/<>\"'@]+(?:/[^\s<>\"']*)?", whole):
        raise ValueError("use an address such as www.example.org")
    return whole


def _first_day(value: Any) -> Any:
    return dt.date(value, 1, 1) if isinstance(value, int) and dt.MINYEAR <= value <= dt.MAXYEAR else value


Moment = Annotated[
    dt.date | str,
    BeforeValidator(_moment),
    Field(description="A date, or `q3+20`: 20 days after project quarter 3 began."),
]
Hour = Annotated[str, BeforeValidator(_clock), AfterValidator(_hour), Field(description="Berlin time, `09:00`.")]
Site = Annotated[str, AfterValidator(_address), Field(max_length=300)]
Mail = Annotated[str, Field(pattern=r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$", max_length=200)]
Phone = Annotated[str, Field(pattern=r"^[+0-9][0-9 ()/-]{3,58}$")]
FirstDay = Annotated[
    dt.date, BeforeValidator(_first_day), Field(description="A date, or a year, which means its first day.")
]


class Part(BaseModel):
    """A part of the profile: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OpeningHours(Part):
    """Open on these weekdays (1 = Monday) from `opens` to `closes`, Berlin time."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1)]
    opens: Hour
    closes: Hour

    @model_validator(mode="after")
    def _in_order(self) -> "OpeningHours":
        if self.opens >= self.closes:
            raise ValueError("closes: must be later than opens")
        return self


class OpeningException(Part):
    """Another time on one day; without times it is closed."""

    date: dt.date
    opens: Hour | None = None
    closes: Hour | None = None
    note: Short | None = None


class ContactPart(Part):
    """A person at an organisation: public only with `consent_on`, the day they agreed; `internal_*` never."""

    name: Short
    role: Short | None = None
    email: Mail | None = None
    phone: Phone | None = None
    internal_email: Mail | None = None
    internal_phone: Phone | None = None
    internal_note: Long | None = None
    consent_on: Moment | None = None


class OrganisationPart(Part):
    """An organisation. Without `areas`, or with the county among them, it is there for the whole county."""

    key: OrganisationKey | None = None
    name: Short
    kind: OrganisationKind
    club_type: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")] | None = None
    description: Long | None = None
    areas: list[AreaKey] = []
    languages: list[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]+)?$")]] = []
    site: Site | None = None
    email: Mail | None = None
    phone: Phone | None = None
    street: Short | None = None
    postal_code: Annotated[str, Field(pattern=r"^\d{5}$")] | None = None
    town: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    position: tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]] | None = None
    barrier_free: BarrierFree = BarrierFree.unknown
    opening_hours: list[OpeningHours] = []
    opening_exceptions: list[OpeningException] = []
    contacts: list[ContactPart] = []
    interest_in_inclusion: Moment | None = None
    since: FirstDay | None = None
    until: dt.date | None = None
    part_of: OrganisationKey | None = None

    @model_validator(mode="after")
    def _club_type_of_clubs(self) -> "OrganisationPart":
        if self.club_type is not None and self.kind is not OrganisationKind.club:
            raise ValueError("club_type: only clubs have one")
        return self


class PlacesProfile(Part):
    """What places take from the top level of `programme.yaml`, and likewise from `demo.yaml`."""

    organisations: list[OrganisationPart] = []


class SourceRow(Part):
    """One row of `population_sources.csv`: who counted on a day, on which census basis, under which licence."""

    date: dt.date
    basis: Annotated[str, Field(min_length=1, max_length=100)]
    source: Annotated[str, Field(min_length=1, max_length=300)]
    licence: Short


class AgeRow(Part):
    """One row of `age_structure.csv`, which a county may leave out.

    Columns: `area` (a municipality, or the county when only its total is known), `date`, `age_from`, `age_to` (years,
    both included; empty = open), `total` people, `female` of them (may be empty).
    """

    area: AreaKey
    date: dt.date
    age_from: Annotated[int, Field(ge=0, le=130)]
    age_to: Annotated[int, Field(ge=0, le=130)] | None = None
    total: Annotated[int, Field(ge=0)]
    female: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value != ""}

    @model_validator(mode="after")
    def _fits(self) -> "AgeRow":
        if self.age_to is not None and self.age_to < self.age_from:
            raise ValueError("age_to: lies below age_from")
        if self.female is not None and self.female > self.total:
            raise ValueError("female: more than total")
        return self


class DerivedPoint(NamedTuple):
    """A figure nobody counted: worked out from others as `how` says (German source text)."""

    area: str
    date: dt.date
    total: int
    how: str


class PlacesData(NamedTuple):
    """Everything places take from a profile; relative days count from `start`, the first day of the project."""

    gazetteer: Gazetteer
    sources: list[SourceRow]
    ages: list[AgeRow]
    outlines: Outlines
    derived: list[DerivedPoint]
    organisations: list[OrganisationPart]
    start: dt.date


def key_of(part: OrganisationPart) -> str:
    """Return the key of an organisation; one that was given none has its name in plain letters, ü as ue."""
    return part.key or re.sub(r"[^a-z0-9]+", "-", spelt_out(part.name)).strip("-")[:80].strip("-")


def day_of(moment: dt.date | str | None, start: dt.date) -> dt.date | None:
    """Return the day a moment such as `q3+20` means for a project that starts on `start`; dates stay as they are."""
    if isinstance(moment, str):
        found = _MOMENT.fullmatch(moment)
        return (
            quarter_start(start, int(found[1])) + dt.timedelta(days=int(found[2] or 0))
            if found
            else dt.date.fromisoformat(moment)
        )
    return moment
