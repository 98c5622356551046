"""Indicators: what the programme measures itself by. Definitions, values on their way, releases."""

from api.indicators.catalogue_router import router as catalogue_router
from api.indicators.definitions_router import router as definitions_router
from api.indicators.demo import load as load_demo
from api.indicators.demo_profile import IndicatorsDemo, unknown_names
from api.indicators.drafting import KIND as DRAFT_JOB
from api.indicators.drafting import errand as draft_errand
from api.indicators.editables import EDITABLES
from api.indicators.feeds import recompute
from api.indicators.files_router import router as files_router
from api.indicators.import_router import router as import_router
from api.indicators.loading import load
from api.indicators.matters import matters
from api.indicators.profile import IndicatorsProfile
from api.indicators.release_matters import release_matters
from api.indicators.release_router import router as release_router
from api.indicators.releasing import NIGHTLY, release_institutions
from api.indicators.router import router
from api.indicators.staff_router import router as staff_router

__all__ = [
    "DRAFT_JOB",
    "EDITABLES",
    "NIGHTLY",
    "IndicatorsDemo",
    "IndicatorsProfile",
    "catalogue_router",
    "definitions_router",
    "draft_errand",
    "files_router",
    "import_router",
    "load",
    "load_demo",
    "matters",
    "recompute",
    "release_institutions",
    "release_matters",
    "release_router",
    "router",
    "staff_router",
    "unknown_names",
]
