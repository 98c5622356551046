"""Events and trainings: making and publishing them, sessions, registration, waiting list."""

from api.events.editables import EDITABLES
from api.events.handing import hand_on, move_events
from api.events.matters import matters
from api.events.registration_router import router as registration_router
from api.events.router import router
from api.events.staff_router import router as staff_router

ROUTERS = (router, registration_router, staff_router)

__all__ = ["EDITABLES", "ROUTERS", "hand_on", "matters", "move_events"]
