"""Events and trainings: making and publishing them, sessions, registration, waiting list, attendance."""

from api.events.attendance_tables import Attendance
from api.events.attendees_router import router as attendees_router
from api.events.chores import settle
from api.events.demo import EventsDemo, unknown_names
from api.events.demo import load as load_demo
from api.events.editables import EDITABLES
from api.events.feed_router import router as feed_router
from api.events.handing import hand_on, move_events
from api.events.import_router import router as import_router
from api.events.matters import matters
from api.events.registration_router import router as registration_router
from api.events.router import router
from api.events.sheet_router import router as sheet_router
from api.events.staff_router import router as staff_router
from api.events.waiting_list import SETTLING
from api.events.wording import Sender, renderers

ROUTERS = (
    feed_router,
    router,
    registration_router,
    attendees_router,
    sheet_router,
    staff_router,
    import_router,
)

__all__ = [
    "EDITABLES",
    "ROUTERS",
    "SETTLING",
    "Attendance",
    "EventsDemo",
    "Sender",
    "hand_on",
    "load_demo",
    "matters",
    "move_events",
    "renderers",
    "settle",
    "unknown_names",
]
