"""The programme: goals, measures and their steps planned and done, the project's calendar, the county's own facts."""

from api.programme.demo import ProgrammeDemo, demo_start
from api.programme.profile import ProgrammeProfile

__all__ = ["ProgrammeDemo", "ProgrammeProfile", "demo_start"]
