"""The programme: goals, measures and their steps planned and done, the project's calendar, the county's own facts."""

from api.programme.demo import Moment, ProgrammeDemo, day_of, demo_start
from api.programme.editables import EDITABLES
from api.programme.editing import move_partners
from api.programme.lettering import printable
from api.programme.loading import load
from api.programme.lookup import find_measures, project_time
from api.programme.matters import matters_in
from api.programme.planned import unknown_names
from api.programme.preview import router as preview_router
from api.programme.profile import ProgrammeProfile, goal_of
from api.programme.reporting import report_step_done
from api.programme.router import router
from api.programme.staff_router import router as staff_router
from api.programme.standing import MEASURES, STEPS, Sender, Standing, sender, standings
from api.programme.typesetting import typeset_document, typeset_picture

__all__ = [
    "EDITABLES",
    "MEASURES",
    "STEPS",
    "Moment",
    "ProgrammeDemo",
    "ProgrammeProfile",
    "Sender",
    "Standing",
    "day_of",
    "demo_start",
    "find_measures",
    "goal_of",
    "load",
    "matters_in",
    "move_partners",
    "preview_router",
    "printable",
    "project_time",
    "report_step_done",
    "router",
    "sender",
    "staff_router",
    "standings",
    "typeset_document",
    "typeset_picture",
    "unknown_names",
]
