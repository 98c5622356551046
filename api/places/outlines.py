"""Outlines of areas: municipalities as the file draws them, larger areas dissolved from those of each time.

The file's municipalities share their borders point by point, so their union has neither gaps nor slivers.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any, Literal, cast

import shapely
from pydantic import AfterValidator, BaseModel, Field
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from api.places.gazetteer import AreaKey
from api.places.tables import ALWAYS, FOREVER, AreaKind
from api.places.territory import ONE_DAY, Territory

DIGITS = 6  # decimals of a degree: 0.1 m
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

    def rows(self, territory: Territory) -> Iterator[dict[str, Any]]:
        """Yield the values of `AreaShape` rows: drawn ones, then one dissolved for every time a territory lasted."""
        drawn = {key: shape(geometry) for key, geometry in self.geometries.items()}
        for key, geometry in drawn.items():
            for first, last in territory.spans(key) or [(ALWAYS, FOREVER)]:
                yield self._row(key, first, last, geometry)
        for key, place in territory.places.items():
            if place.kind in {AreaKind.county, AreaKind.verbandsgemeinde} and key not in drawn:
                for first, last, inside in _times(territory, key):
                    if inside <= drawn.keys():
                        yield self._row(key, first, last, shapely.unary_union([drawn[one] for one in sorted(inside)]))

    def _row(self, key: str, first: dt.date, last: dt.date, geometry: BaseGeometry) -> dict[str, Any]:
        label = geometry.representative_point()
        return {
            "area": key,
            "valid_from": first,
            "valid_to": last,
            "geometry": plain(geometry),
            "lon": round(label.x, DIGITS),
            "lat": round(label.y, DIGITS),
            "attribution": self.attribution,
        }


def plain(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON: rounded, in a fixed order, outer rings counter-clockwise (RFC 7946, 3.1.6)."""
    exact: BaseGeometry = cast("Any", shapely).set_precision(geometry, 10**-DIGITS)
    whole = shapely.normalize(exact)
    polygons = [orient(part) for part in shapely.get_parts(whole)]
    turned = polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
    found = mapping(turned)
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(value: Any) -> Any:
    return round(value, DIGITS) if isinstance(value, float) else [_rounded(part) for part in value]


def _times(territory: Territory, key: str) -> Iterator[tuple[dt.date, dt.date, frozenset[str]]]:
    days = territory.days_of_change(key)
    lasts = [following - ONE_DAY for _, following in pairwise(days)] + [FOREVER]
    times: list[tuple[dt.date, dt.date, frozenset[str]]] = []
    for first, last in zip(days, lasts, strict=False):
        inside = territory.municipalities(key, first)
        if times and times[-1][2] == inside:
            times[-1] = (times[-1][0], last, inside)
        elif inside:
            times.append((first, last, inside))
    yield from times
