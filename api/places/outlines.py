"""The file with the outlines of a county's municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from api.places.gazetteer import AreaKey

Position = tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]


def _closed(ring: list[Position]) -> list[Position]:
    if ring[0] != ring[-1]:
        raise ValueError("a ring ends where it begins")
    return ring


Ring = Annotated[list[Position], Field(min_length=4), AfterValidator(_closed)]


class PolygonPart(BaseModel):
    """One piece of land; further rings are holes."""

    type: Literal["Polygon"]
    coordinates: Annotated[list[Ring], Field(min_length=1)]


class MultiPolygonPart(BaseModel):
    """Several pieces of land."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Annotated[list[Ring], Field(min_length=1)]], Field(min_length=1)]


class FeatureProperties(BaseModel):
    """What the file says about an outline; only the key counts, names come from `areas.csv`."""

    ags: AreaKey


class FeaturePart(BaseModel):
    """The outline of one area."""

    type: Literal["Feature"]
    properties: FeatureProperties
    geometry: Annotated[PolygonPart | MultiPolygonPart, Field(discriminator="type")]


class MapFile(BaseModel):
    """`municipalities.geojson`: RFC 7946 in WGS 84, and the line the owner of the outlines wants shown."""

    type: Literal["FeatureCollection"]
    attribution: Annotated[str, Field(min_length=1, max_length=300)]
    features: Annotated[list[FeaturePart], Field(min_length=1)]


@dataclass(frozen=True)
class Outlines:
    """GeoJSON geometries (WGS 84) by area key, and the line their owner wants shown."""

    geometries: Mapping[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    attribution: str = ""

    @classmethod
    def of(cls, file: MapFile) -> "Outlines":
        """Return the outlines a file draws."""
        return cls({one.properties.ags: one.geometry.model_dump() for one in file.features}, file.attribution)
