"""Events and trainings: sessions, registration, waiting list."""

from api.events.registration_router import router as registration_router
from api.events.router import router

ROUTERS = (router, registration_router)

__all__ = ["ROUTERS"]
