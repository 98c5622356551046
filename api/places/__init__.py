"""Areas with dated memberships, population, the map; organisations and offices."""

from api.places.gazetteer import AreaRow, Fault, Gazetteer
from api.places.loading import load
from api.places.outlines import Outlines
from api.places.profile import AgeRow, DerivedPoint, OrganisationPart, PlacesData, PlacesProfile, SourceRow, organisation_key
from api.places.router import router

__all__ = [
    "AgeRow",
    "AreaRow",
    "DerivedPoint",
    "Fault",
    "Gazetteer",
    "OrganisationPart",
    "Outlines",
    "PlacesData",
    "PlacesProfile",
    "SourceRow",
    "load",
    "organisation_key",
    "router",
]
