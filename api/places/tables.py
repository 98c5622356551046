"""Areas with dated memberships, their figures and shapes; organisations and the people one reaches there."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String
from sqlmodel import Field

from api.kernel.tables import Revised, Row, Versioned, choice, json

ALWAYS = dt.date.min  # stored instead of an unknown first day, so that dates compare without null
FOREVER = dt.date.max  # stored instead of an open last day

# Sorted byte by byte on every database: PostgreSQL's own collations depend on the machine it runs on.
_SORTED = String(300).with_variant(String(300, collation="C"), "postgresql")


class AreaKind(StrEnum):
    """What an area is. A city is one without values of ours, such as the one a county surrounds."""

    county = "county"
    city = "city"
    verbandsgemeinde = "verbandsgemeinde"
    municipality = "municipality"


class OrganisationKind(StrEnum):
    """What an organisation is; `administration` and `office` are what `/offices` lists."""

    club = "club"
    migrant_organisation = "migrant_organisation"
    religious_community = "religious_community"
    advice = "advice"
    adult_education = "adult_education"
    school = "school"
    party_group = "party_group"
    employer = "employer"
    employer_network = "employer_network"
    newspaper = "newspaper"
    administration = "administration"
    office = "office"
    advisory_council = "advisory_council"
    council = "council"
    network = "network"
    volunteer_exchange = "volunteer_exchange"
    youth_office = "youth_office"


class BarrierFree(StrEnum):
    """Whether one gets in without steps."""

    yes = "yes"
    partly = "partly"
    no = "no"
    unknown = "unknown"


def _sorted() -> Any:
    return Field(sa_type=_SORTED)  # pyright: ignore[reportArgumentType, reportCallIssue] - an instance is as good as a class


class Area(Revised, table=True):
    """An area under its official key. Its territory follows from memberships; `area_km2` is stored or summed."""

    __tablename__ = "area"
    __table_args__ = (choice(AreaKind, "kind"), Index(None, "sort", "key"))
    key: str = Field(primary_key=True, max_length=20)
    kind: AreaKind = Field(sa_type=String(20))
    name: str = Field(max_length=200)
    official_name: str = Field(max_length=200)
    sort: str = _sorted()
    search: str = Field(max_length=600)
    town: bool = False
    area_km2: float | None = None


class AreaMembership(Row, table=True):
    """`area` lay in `parent` from `valid_from` to `valid_to`, both days included."""

    __tablename__ = "area_membership"
    __table_args__ = (CheckConstraint("valid_from <= valid_to", name="days_in_order"),)
    area: str = Field(primary_key=True, foreign_key="area.key", max_length=20)
    valid_from: dt.date = Field(primary_key=True)
    valid_to: dt.date
    parent: str = Field(foreign_key="area.key", max_length=20, index=True)


class AreaShape(Row, table=True):
    """The outline of an area (GeoJSON geometry, WGS 84) while its territory lasted, and where its name goes."""

    __tablename__ = "area_shape"
    __table_args__ = (CheckConstraint("valid_from <= valid_to", name="days_in_order"),)
    area: str = Field(primary_key=True, foreign_key="area.key", max_length=20)
    valid_from: dt.date = Field(primary_key=True)
    valid_to: dt.date
    geometry: dict[str, Any] = json()
    lon: float
    lat: float
    attribution: str = Field(max_length=300)


class PopulationSource(Row, table=True):
    """Who counted the people on a day, and on which census the count stands."""

    __tablename__ = "population_source"
    date: dt.date = Field(primary_key=True)
    basis: str = Field(max_length=100)
    source: str = Field(max_length=300)
    licence: str = Field(max_length=200)


class PopulationFigure(Row, table=True):
    """People on a day in a municipality; or, for any area, a figure derived as `how` says, without a source."""

    __tablename__ = "population_figure"
    __table_args__ = (
        CheckConstraint("total >= 0", name="total_not_negative"),
        CheckConstraint("female BETWEEN 0 AND total", name="female_part_of_total"),
        CheckConstraint("(source IS NULL) = (how IS NOT NULL)", name="counted_or_derived"),
    )
    area: str = Field(primary_key=True, foreign_key="area.key", max_length=20)
    date: dt.date = Field(primary_key=True)
    source: dt.date | None = Field(default=None, foreign_key="population_source.date")
    total: int
    female: int | None = None
    how: dict[str, Any] | None = json(optional=True)


class AgeGroup(Row, table=True):
    """People of an age on a day; `age_to` is null for the open group at the end."""

    __tablename__ = "age_group"
    __table_args__ = (
        CheckConstraint("age_from >= 0 AND age_from <= age_to", name="ages_in_order"),
        CheckConstraint("total >= 0", name="total_not_negative"),
        CheckConstraint("female BETWEEN 0 AND total", name="female_part_of_total"),
    )
    area: str = Field(primary_key=True, foreign_key="area.key", max_length=20)
    date: dt.date = Field(primary_key=True)
    age_from: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    age_to: int | None = None
    total: int
    female: int | None = None


class Organisation(Versioned, table=True):
    """A club, an office, a newspaper … with what anybody may know of it; people are `Contact` rows.

    One that turned out to be another one keeps its row, for those who know its key, and is shown to nobody.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        choice(OrganisationKind, "kind"),
        choice(BarrierFree, "barrier_free"),
        CheckConstraint("club_type IS NULL OR kind = 'club'", name="club_type_of_clubs"),
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="position_whole"),
        CheckConstraint("valid_from <= valid_to", name="days_in_order"),
        Index(None, "sort", "key"),
    )
    key: str = Field(primary_key=True, max_length=80)
    kind: OrganisationKind = Field(sa_type=String(30))
    club_type: str | None = Field(default=None, max_length=40)
    name: str = Field(max_length=200)
    sort: str = _sorted()
    search: str = Field(max_length=600)
    description: dict[str, Any] | None = json(optional=True)
    county_wide: bool = False
    languages: list[str] = json(list)
    site: str | None = Field(default=None, max_length=300)
    email: str | None = Field(default=None, max_length=200)
    phone: str | None = Field(default=None, max_length=60)
    street: str | None = Field(default=None, max_length=200)
    postal_code: str | None = Field(default=None, max_length=10)
    town: str | None = Field(default=None, max_length=100)
    lon: float | None = None
    lat: float | None = None
    barrier_free: BarrierFree = Field(default=BarrierFree.unknown, sa_type=String(10))
    opening_hours: list[dict[str, Any]] = json(list)
    opening_exceptions: list[dict[str, Any]] = json(list)
    inclusion_since: dt.date | None = None
    valid_from: dt.date = ALWAYS
    valid_to: dt.date = FOREVER
    part_of: str | None = Field(default=None, foreign_key="organisation.key", max_length=80)
    confirmed_on: dt.date | None = None  # when somebody last made sure that all of this is right
    merged_into: str | None = Field(default=None, foreign_key="organisation.key", max_length=80)


class OrganisationArea(Row, table=True):
    """Where an organisation works."""

    __tablename__ = "organisation_area"
    organisation: str = Field(primary_key=True, foreign_key="organisation.key", max_length=80)
    area: str = Field(primary_key=True, foreign_key="area.key", max_length=20, index=True)


class Contact(Revised, table=True):
    """A person to reach at an organisation. Shown only from the day of consent on; `internal_*` never."""

    __tablename__ = "contact"
    key: str = Field(primary_key=True, max_length=100)
    organisation: str = Field(foreign_key="organisation.key", max_length=80, index=True)
    name: str = Field(max_length=200)
    role: dict[str, Any] | None = json(optional=True)
    email: str | None = Field(default=None, max_length=200)
    phone: str | None = Field(default=None, max_length=60)
    internal_email: str | None = Field(default=None, max_length=200)
    internal_phone: str | None = Field(default=None, max_length=60)
    internal_note: str | None = Field(default=None, max_length=2000)
    consent_on: dt.date | None = None
