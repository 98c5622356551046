"""Time: stored in UTC, spoken in Europe/Berlin; days and quarters are Berlin days."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError
from sqlmodel import Session

from api.kernel.problems import Invalid, Issue

BERLIN = ZoneInfo("Europe/Berlin")
Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def now(session: Session) -> dt.datetime:
    """Return the moment of the clock that belongs to this session, aware, in UTC."""
    clock: Clock = session.info["clock"]
    return clock()


def today(session: Session) -> dt.date:
    """Return the Berlin day of the session's clock."""
    return berlin_day(now(session))


def berlin_day(moment: dt.datetime) -> dt.date:
    """Return the Berlin day an aware moment falls on."""
    return moment.astimezone(BERLIN).date()


def next_midnight(moment: dt.datetime) -> dt.datetime:
    """Return the first moment of the next Berlin day, aware, in UTC (a day has 23, 24 or 25 hours)."""
    day = berlin_day(moment) + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(), BERLIN).astimezone(dt.UTC)


def spoken(moment: dt.datetime) -> dt.datetime:
    """Return the same moment with Berlin's offset, as the API speaks it."""
    return moment.astimezone(BERLIN)


def understood(moment: dt.datetime) -> dt.datetime:
    """Return a moment somebody typed as aware UTC; without an offset it is Berlin time.

    Raises Invalid when the local time does not exist (spring) or exists twice (autumn): then an offset must be given.
    """
    if moment.tzinfo is not None:
        return moment.astimezone(dt.UTC)
    first, second = (moment.replace(tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        exists = first.astimezone(dt.UTC).astimezone(BERLIN).replace(tzinfo=None) == moment
        code = "ambiguous_time" if exists else "no_such_time"
        raise Invalid(Issue("", code, "Give the offset, for example 2026-10-25T02:30:00+02:00."))
    return first.astimezone(dt.UTC)


def quarter_start(start: dt.date, number: int) -> dt.date:
    """Return the first day of project quarter `number`: `start` + 3(n-1) months, so 1 begins on `start` itself."""
    months = start.month - 1 + 3 * (number - 1)
    return dt.date(start.year + months // 12, months % 12 + 1, start.day)


def quarter_end(start: dt.date, number: int) -> dt.date:
    """Return the last day of project quarter `number`."""
    return quarter_start(start, number + 1) - dt.timedelta(days=1)


def quarter_of(start: dt.date, day: dt.date) -> int:
    """Return the number of the project quarter `day` falls in; 0 or less before the start."""
    months = (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)
    return months // 3 + 1


def _written_as_day(value: object) -> object:
    """Let only YYYY-MM-DD through: Pydantic would also take a number as seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_format", "Use a date as YYYY-MM-DD.")
    return value


# A day in a request. A date that does not exist (2016-02-30) is refused by Pydantic itself.
Day = Annotated[dt.date, BeforeValidator(_written_as_day)]


def _written_as_moment(value: object) -> object:
    """Let only what ISO 8601 writes for this century through: Pydantic would also take a number, and any year."""
    form = r"20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?"
    if not isinstance(value, dt.datetime) and not re.fullmatch(form, str(value)):
        raise PydanticCustomError("moment_format", "Use YYYY-MM-DDTHH:MM, with an offset or without: then Berlin time.")
    return value


# A moment in a request; what has no offset is Berlin time, see `understood`.
Moment = Annotated[dt.datetime, BeforeValidator(_written_as_moment)]
