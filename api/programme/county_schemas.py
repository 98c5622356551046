"""What `GET /county` says over the wire."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.kernel.language import Text
from api.programme.tables import FactUnit


class LanguageView(BaseModel):
    """A language of the site; `code` goes into addresses and `lang`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "ar", "name": "العربية", "dir": "rtl"}]})

    code: str
    name: str
    dir: Literal["ltr", "rtl"]


class ProjectView(BaseModel):
    """The project in time: first and last day, and the project quarter of today (null before and after it)."""

    title: Text
    start: dt.date
    end: dt.date
    start_assumed: bool
    years: int
    quarters: int
    quarter: int | None
    state: Literal["planned", "running", "ended"]


class FactView(BaseModel):
    """A figure about the county on one day: people, percent, or percentage points."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "population",
                    "value": 104117,
                    "unit": "people",
                    "as_of": "2013-12-31",
                    "source": "Statistisches Landesamt Rheinland-Pfalz",
                    "derived": False,
                    "note": None,
                }
            ]
        }
    )

    code: str
    value: int | float
    unit: FactUnit
    as_of: dt.date
    source: str
    derived: bool = Field(description="Worked out from other figures; `note` says how.")
    note: Text | None


class FunderView(BaseModel):
    """Who pays, and the line they want shown."""

    name: str
    line: Text
    logo: str | None
    site: str | None


class SurroundsView(BaseModel):
    """A city the county lies around without it being part of the county."""

    key: str
    name: str
    note: Text


class ConceptView(BaseModel):
    """The wider concept: years, and how many measures it has."""

    title: Text
    initiated: int
    presented: int
    measures: int


class NewspaperView(BaseModel):
    """The county's newspaper: printed copies per issue."""

    name: str
    copies: int
    frequency: str


class ImprintView(BaseModel):
    """Who answers for the site; null where the county has not entered it."""

    organisation: str
    street: str | None
    postal_code: str | None
    town: str | None
    email: str | None
    phone: str | None
    represented_by: str | None
    data_protection_email: str | None


class CountyView(BaseModel):
    """The county, its project, and everything a site about them needs on each page."""

    key: str
    name: str
    official_name: str
    state: str
    area_km2: float
    nationalities: int
    demo: bool = Field(description="Whether this database holds invented data to try the software with.")
    today: dt.date = Field(description="The Berlin day this answer was made for.")
    languages: list[LanguageView]
    project: ProjectView
    facts: list[FactView]
    notes: list[Text] = Field(description="What the figures do not say, e.g. who is not counted.")
    target_groups: list[Text]
    funders: list[FunderView]
    largest_groups: list[Text]
    surrounds: SurroundsView | None
    concept: ConceptView | None
    newspaper: NewspaperView | None
    imprint: ImprintView
