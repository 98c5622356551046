"""The programme: goals, measures and their steps planned and done, the project's calendar, the county's own facts."""

from api.programme.demo import ProgrammeDemo, demo_start
from api.programme.loading import load
from api.programme.lookup import find_measures
from api.programme.planned import unknown_names
from api.programme.preview import router as preview_router
from api.programme.profile import ProgrammeProfile, goal_of
from api.programme.router import router

__all__ = [
    "ProgrammeDemo",
    "ProgrammeProfile",
    "demo_start",
    "find_measures",
    "goal_of",
    "load",
    "preview_router",
    "router",
    "unknown_names",
]
