"""Areas with dated memberships, population, the map; organisations and offices."""

from api.places.contact_router import router as contact_router
from api.places.counted import Counted, organisations_counted
from api.places.editables import EDITABLES
from api.places.folding import folded, searchable
from api.places.gazetteer import AreaRow, Fault, Gazetteer
from api.places.loading import administrations, load
from api.places.lookup import (
    COUNTIES,
    ORGANISATIONS,
    Person,
    areas_of,
    find_organisations,
    find_people,
    living,
    named,
    working_in,
)
from api.places.matters import matters
from api.places.outlines import MapFile, Outlines
from api.places.permissions import CONTACTS
from api.places.profile import AgeRow, DerivedPoint, OrganisationPart, PlacesData, PlacesProfile, SourceRow, key_of
from api.places.router import router
from api.places.service import read_territory
from api.places.staff_router import router as staff_router
from api.places.tables import OrganisationKind
from api.places.territory import Territory

__all__ = [
    "CONTACTS",
    "COUNTIES",
    "EDITABLES",
    "ORGANISATIONS",
    "AgeRow",
    "AreaRow",
    "Counted",
    "DerivedPoint",
    "Fault",
    "Gazetteer",
    "MapFile",
    "OrganisationKind",
    "OrganisationPart",
    "Outlines",
    "Person",
    "PlacesData",
    "PlacesProfile",
    "SourceRow",
    "Territory",
    "administrations",
    "areas_of",
    "contact_router",
    "find_organisations",
    "find_people",
    "folded",
    "key_of",
    "living",
    "load",
    "matters",
    "named",
    "organisations_counted",
    "read_territory",
    "router",
    "searchable",
    "staff_router",
    "working_in",
]
