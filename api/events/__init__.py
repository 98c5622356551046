"""Events and trainings: sessions, registration, waiting list."""

from api.events import registration_tables, tables

__all__ = ["registration_tables", "tables"]
