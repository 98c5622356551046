"""Sheets for tests: who acts, keys, cells; requests come from the staff API."""

import datetime as dt

from api.indicators.entries import CellWish, Entry, SheetKey
from api.indicators.periods import ProjectTime, parse
from api.indicators.tables import ObservationStatus
from tests.conftest import somebody

PROJECT = ProjectTime(dt.date(2015, 7, 1), 3)
COUNTY, LANDSTUHL, WEILERBACH = "07335", "073355011", "073355009"
MANAGER = somebody("project_manager", account=None)
AREA_STAFF = somebody("area_staff", LANDSTUHL, account=None)
TRAINER = somebody("trainer", account=None)


def key(code="1.3a", period="2026-Q3", area=COUNTY, **more):
    time = parse(period, PROJECT)
    return SheetKey(code, area, time, more.pop("territory_date", time.end), **more)


def says(dims="_T", numerator=None, denominator=None, **more):
    """A wish for a cell: a number, a gap (`status`), or nothing any more (`entry=None`)."""
    status = ObservationStatus(more.pop("status", "value" if numerator is not None else "missing"))
    reason = more.pop("reason", None)
    return CellWish(dims, Entry(status, numerator, denominator, **more), reason)
