"""Events and trainings: sessions, registration, waiting list, attendance."""

from api.events.attendance_tables import Attendance
from api.events.attendees_router import router as attendees_router
from api.events.demo import EventsDemo, unknown_names
from api.events.demo import load as load_demo
from api.events.feed_router import router as feed_router
from api.events.import_router import router as import_router
from api.events.registration_router import router as registration_router
from api.events.router import router
from api.events.sheet_router import router as sheet_router

ROUTERS = (feed_router, router, registration_router, attendees_router, sheet_router, import_router)

__all__ = ["ROUTERS", "Attendance", "EventsDemo", "load_demo", "unknown_names"]
