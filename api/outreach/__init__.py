"""The project manager's desk: whom to win for which measure, letters, working groups, my week, status reports."""

from api.outreach.demo import OutreachDemo, unknown_names
from api.outreach.demo import load as load_demo
from api.outreach.groups import GROUPS, invitees
from api.outreach.groups_router import router as groups_router
from api.outreach.handing import hand_on, move_outreach
from api.outreach.letters_router import router as letters_router
from api.outreach.router import router
from api.outreach.status_router import router as status_router
from api.outreach.week import matters

ROUTERS = (router, letters_router, groups_router, status_router)

__all__ = [
    "GROUPS",
    "ROUTERS",
    "OutreachDemo",
    "hand_on",
    "invitees",
    "load_demo",
    "matters",
    "move_outreach",
    "unknown_names",
]
