"""Shapes of areas: municipalities as their outlines are drawn, larger areas dissolved from those of each time.

The municipalities share their borders point by point, so their union has neither gaps nor slivers. Imported only
when a profile is loaded: a web process never needs shapely.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from api.places.outlines import Outlines
from api.places.tables import ALWAYS, FOREVER, AreaKind
from api.places.territory import ONE_DAY, Territory

DIGITS = 6  # decimals of a degree: 0.1 m


def shapes(outlines: Outlines, territory: Territory) -> Iterator[dict[str, Any]]:
    """Yield the values of `AreaShape` rows: drawn ones, then one dissolved for every time a territory lasted."""
    for key, first, last, geometry in _timed(outlines, territory):
        label = geometry.representative_point()
        yield {
            "area": key,
            "valid_from": first,
            "valid_to": last,
            "geometry": plain(geometry),
            "lon": round(label.x, DIGITS),
            "lat": round(label.y, DIGITS),
            "attribution": outlines.attribution,
        }


def _timed(outlines: Outlines, territory: Territory) -> Iterator[tuple[str, dt.date, dt.date, BaseGeometry]]:
    drawn = {key: shape(geometry) for key, geometry in outlines.geometries.items()}
    for key, geometry in drawn.items():
        for first, last in territory.spans(key) or [(ALWAYS, FOREVER)]:
            yield key, first, last, geometry
    for key, place in territory.places.items():
        if place.kind in {AreaKind.county, AreaKind.verbandsgemeinde} and key not in drawn:
            for first, last, inside in _times(territory, key):
                if inside <= drawn.keys():
                    yield key, first, last, shapely.unary_union([drawn[one] for one in sorted(inside)])


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
