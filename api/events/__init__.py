"""Events and trainings: sessions, registration, waiting list."""

from api.events.demo import EventsDemo, unknown_names
from api.events.demo import load as load_demo
from api.events.registration_router import router as registration_router
from api.events.router import router

ROUTERS = (router, registration_router)

__all__ = ["ROUTERS", "EventsDemo", "load_demo", "unknown_names"]
