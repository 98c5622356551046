"""What a county profile says about the county itself: its figures, its imprint, who pays, the wider concept."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

String = Annotated[str, Field(min_length=1, max_length=2000)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$")]
Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """A part of the profile: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CountyPart(Part):
    """The county itself. `ags` is its official key; areas in square kilometres."""

    ags: Code
    name: String
    official_name: String | None = None
    state: String
    area_km2: Annotated[float, Field(gt=0)]
    nationalities: Count


class DerivedPart(Part):
    """A figure worked out from others; `how` says from which."""

    value: Count
    derived: Literal[True] = True
    how: String


class SurroundsPart(Part):
    """A city the county lies around without it being part of the county."""

    ags: Code
    name: String
    note: String


class NewspaperPart(Part):
    """The county's newspaper: printed copies per issue, how often it appears."""

    name: String
    copies: Count
    frequency: Literal["daily", "weekly", "monthly", "quarterly", "yearly"]


class FactsPart(Part):
    """Figures about the county as one source gave them for one day: people, percent, percentage points."""

    source: String
    as_of: dt.date
    population: Count | None = None
    foreigners: Count | None = None
    foreigners_share_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    population_change_15_years: int | None = None
    foreigners_share_change_15_years_points: Annotated[float, Field(ge=-100, le=100)] | None = None
    population_15_years_earlier: DerivedPart | None = None
    not_counted: String | None = None
    with_roots_abroad: String | None = None
    age_structure: String | None = None  # for whoever keeps the profile: why it holds no age structure
    surrounds: SurroundsPart | None = None
    largest_groups_besides_us_citizens: tuple[String, ...] = ()
    county_newspaper: NewspaperPart | None = None


class ConceptPart(Part):
    """The wider concept the project is part of: years, and how many measures it has."""

    title: String
    initiated: int
    presented: int
    measures: Annotated[int, Field(ge=1, le=999)]


class FunderPart(Part):
    """Who pays: the line a funder wants shown; `logo` is a path of this site."""

    name: String
    line: String
    logo: Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]+$", max_length=200)] | None = None
    site: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=300)] | None = None


class ImprintPart(Part):
    """Who answers for the site."""

    organisation: String
    street: String | None = None
    postal_code: Annotated[str, Field(pattern=r"^\d{5}$")] | None = None
    town: String | None = None
    email: Annotated[str, Field(pattern=r"^[^\s@<>]+@[^\s@<>]+$", max_length=200)] | None = None
    phone: Annotated[str, Field(pattern=r"^[+\d][\d /()-]{4,30}$")] | None = None
    represented_by: String | None = None
    data_protection_email: Annotated[str, Field(pattern=r"^[^\s@<>]+@[^\s@<>]+$", max_length=200)] | None = None
