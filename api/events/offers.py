"""Until when a seat that became free is kept for whoever is asked: the time ends in office hours. Pure."""

import datetime as dt

from api.kernel.time import BERLIN

OPENS, CLOSES = dt.time(8), dt.time(20)
_SATURDAY = 5


def offer_end(asked: dt.datetime, hours: int, last: dt.datetime | None = None) -> dt.datetime:
    """Return when an offer of `hours` ends (aware, UTC): Monday to Friday, 8 to 20 o'clock in Berlin, never earlier.

    At the `last` moment somebody may sign up it ends all the same.
    """
    end = (asked + dt.timedelta(hours=hours)).astimezone(BERLIN)
    if end.time() >= CLOSES:
        end = dt.datetime.combine(end.date() + dt.timedelta(days=1), OPENS, BERLIN)
    elif end.time() < OPENS:
        end = dt.datetime.combine(end.date(), OPENS, BERLIN)
    while end.weekday() >= _SATURDAY:
        end = dt.datetime.combine(end.date() + dt.timedelta(days=1), OPENS, BERLIN)
    end = end.astimezone(dt.UTC)
    return end if last is None else min(end, last)
