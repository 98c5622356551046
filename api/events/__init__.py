"""Events and trainings: sessions, registration, waiting list."""

from api.events.router import router

__all__ = ["router"]
