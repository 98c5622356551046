"""Areas with dated memberships, population, the map; organisations and offices."""

from api.places.gazetteer import AreaRow, Fault, Gazetteer
from api.places.loading import administrations, load
from api.places.outlines import MapFile, Outlines
from api.places.profile import AgeRow, DerivedPoint, OrganisationPart, PlacesData, PlacesProfile, SourceRow, key_of
from api.places.router import router

__all__ = [
    "AgeRow",
    "AreaRow",
    "DerivedPoint",
    "Fault",
    "Gazetteer",
    "MapFile",
    "OrganisationPart",
    "Outlines",
    "PlacesData",
    "PlacesProfile",
    "SourceRow",
    "administrations",
    "key_of",
    "load",
    "router",
]
