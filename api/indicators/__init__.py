"""Indicators: what the programme measures itself by. Definitions, values on their way, releases."""

from api.indicators.catalogue_router import router as catalogue_router
from api.indicators.definitions_router import router as definitions_router
from api.indicators.editables import EDITABLES
from api.indicators.feeds import recompute
from api.indicators.files_router import router as files_router
from api.indicators.loading import load
from api.indicators.matters import matters
from api.indicators.profile import IndicatorsProfile
from api.indicators.router import router
from api.indicators.staff_router import router as staff_router

__all__ = [
    "EDITABLES",
    "IndicatorsProfile",
    "catalogue_router",
    "definitions_router",
    "files_router",
    "load",
    "matters",
    "recompute",
    "router",
    "staff_router",
]
