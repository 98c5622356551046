"""What `/areas` says over the wire."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic wants it on 3.11

from api.kernel.language import Text
from api.places.tables import AreaKind

_LANDSTUHL = {"key": "073355011", "name": "Landstuhl"}


class AreaRef(BaseModel):
    """An area by key and name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_LANDSTUHL}]})

    key: str
    name: str


class MemberArea(AreaRef):
    """An area directly inside another one."""

    kind: AreaKind


class Headcount(BaseModel):
    """People on the newest day published by the asked date, summed over the area's territory on that date."""

    date: dt.date
    value: int
    basis: str = Field(description="The census the figure stands on.")
    complete: bool = Field(description="False when the figure of a municipality is missing in the sum.")


class AreaView(BaseModel):
    """A county, city, Verbandsgemeinde or municipality on a day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_LANDSTUHL,
                    "official_name": "Verbandsgemeinde Landstuhl",
                    "kind": "verbandsgemeinde",
                    "town": False,
                    "parent": "07335",
                    "valid_from": "2019-07-01",
                    "valid_to": None,
                    "area_km2": 150.34,
                    "population": {"date": "2024-12-31", "value": 26082, "basis": "Zensus 2022", "complete": True},
                }
            ]
        }
    )

    key: str = Field(description="Official key: 5 digits county or city, 8 municipality, 9 Verbandsgemeinde.")
    name: str
    official_name: str
    kind: AreaKind
    town: bool = Field(description="Whether a municipality has the title of a town.")
    parent: str | None = Field(description="Key of the area directly around it on that day.")
    valid_from: dt.date | None = Field(description="First day of its existence; null: always.")
    valid_to: dt.date | None = Field(description="Last day of its existence; null: still exists.")
    area_km2: float | None = Field(description="Square kilometres, summed over its municipalities on that day.")
    population: Headcount | None


class Stage(BaseModel):
    """A time an area spent inside another one; both days included."""

    parent: AreaRef | None
    valid_from: dt.date | None
    valid_to: dt.date | None


class AreaDetail(AreaView):
    """An area with where it lay, what it came from and what lies in it."""

    history: list[Stage] = Field(description="Memberships, oldest first.")
    predecessors: list[AreaRef] = Field(description="Areas that ended and became part of this one.")
    successors: list[AreaRef] = Field(description="Areas its members belong to since it ended.")
    members: list[MemberArea] = Field(description="Areas directly inside it on that day.")


class Point(TypedDict):
    """People on one day. `value` and `female` are null where nothing, or not all, was published."""

    date: dt.date
    value: int | None
    female: int | None
    complete: bool
    counted: int


class Line(BaseModel):
    """The figures that stand on one census; figures of different lines must not be compared."""

    basis: str
    points: list[Point] = Field(description="Oldest first; `counted` municipalities are in each sum.")


class Break(BaseModel):
    """From `date` on, figures stand on another census."""

    date: dt.date
    before: str
    after: str


class Derived(BaseModel):
    """A figure nobody counted, and how it was worked out."""

    date: dt.date
    value: int
    how: Text


class AgeGroupView(TypedDict):
    """People from `age_from` to `age_to` years, both included; null: open."""

    age_from: int
    age_to: int | None
    value: int
    female: int | None


class AgeStructure(BaseModel):
    """People by age on the newest day; "missing" until the county imports it."""

    state: Literal["missing", "present"]
    date: dt.date | None
    groups: list[AgeGroupView]


class SourceView(BaseModel):
    """Where the figures of one day come from."""

    date: dt.date
    basis: str
    source: str
    licence: str


class PopulationView(BaseModel):
    """How many people lived on the territory an area has at `at`."""

    key: str
    name: str
    at: dt.date
    members: int = Field(description="Municipalities in the territory.")
    series: list[Line] = Field(description="One line per census.")
    breaks: list[Break]
    derived: list[Derived]
    age_structure: AgeStructure
    sources: list[SourceView]


class AreaProperties(TypedDict):
    """What the map needs to know about an area; `label` is [longitude, latitude]."""

    key: str
    name: str
    kind: AreaKind
    inside: bool
    parent: str | None
    label: list[float]
    population: int | None


class AreaFeature(TypedDict):
    """One area of the map."""

    type: Literal["Feature"]
    geometry: dict[str, Any]
    properties: AreaProperties


_MAP_EXAMPLE: dict[str, Any] = {
    "type": "FeatureCollection",
    "attribution": "© GeoBasis-DE / BKG",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [[[7.4, 49.4], [7.5, 49.4], [7.5, 49.5], [7.4, 49.4]]]},
            "properties": {
                "key": "07335002",
                "name": "Bann",
                "kind": "municipality",
                "inside": True,
                "parent": "073355011",
                "label": [7.47, 49.43],
                "population": 2176,
            },
        }
    ],
}


class AreaMap(BaseModel):
    """GeoJSON (RFC 7946), WGS 84. Simplified outlines, not for area figures."""

    model_config = ConfigDict(json_schema_extra={"examples": [_MAP_EXAMPLE]})

    type: Literal["FeatureCollection"] = "FeatureCollection"
    attribution: str = Field(description="Must be shown with the map.")
    features: list[AreaFeature]
