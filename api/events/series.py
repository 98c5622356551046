"""Dates by a rule: expanded at once, by the clock on the wall, so that 18 o'clock stays 18 o'clock in summer. Pure."""

import datetime as dt
import re
from functools import cache

from dateutil.rrule import rrulestr

from api.events.date_schemas import PlannedDate, SeriesWish
from api.kernel.findings import Findings
from api.kernel.problems import Invalid, Issue
from api.kernel.time import BERLIN, spoken, understood

MOST = 100  # dates of one series
_LONGEST = dt.timedelta(days=3 * 366)
_DAY = "[-+]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {  # every one of them is found within three years: nobody makes the server search for ever
    "FREQ": "DAILY|WEEKLY|MONTHLY",
    "INTERVAL": "[1-9][0-9]?",
    "COUNT": "[1-9][0-9]{0,2}",
    "UNTIL": "20[0-9]{6}",
    "BYDAY": f"{_DAY}(,{_DAY})*",
    "WKST": "MO|SU",
}


def expanded(wish: SeriesWish) -> list[PlannedDate]:
    """Return the dates of a series in order; one on a holiday names it where holidays are to be left out.

    Raises Invalid for a rule that cannot be read or has no end, too many dates, and times that do not exist.
    """
    begins, ends = (_wall(one) for one in (wish.starts_at, wish.ends_at))
    if begins >= ends:
        raise Invalid(Issue("/ends_at", "not_in_order", "It must end after it begins."))
    found, made = Findings(), list[PlannedDate]()
    for start in _starts(wish.rule, begins):
        with found.under("/starts_at"):
            first, last = understood(start), understood(start + (ends - begins))
            made.append(
                PlannedDate(
                    starts_at=spoken(first),
                    ends_at=spoken(last),
                    holiday=holiday(start.date()) if wish.skip_holidays else None,
                )
            )
    found.settle()
    return made


def _starts(rule: str, begins: dt.datetime) -> list[dt.datetime]:
    parts = {name: value for name, _, value in (part.partition("=") for part in rule.split(";"))}
    wrong = any(not re.fullmatch(_PARTS.get(name, "(?!)"), value) for name, value in parts.items())
    if wrong or "FREQ" not in parts or len(parts.keys() & {"COUNT", "UNTIL"}) != 1:
        raise Invalid(Issue("/rule", "unknown_rule", "Use FREQ, INTERVAL, BYDAY and COUNT or UNTIL, as RFC 5545 does."))
    if "UNTIL" in parts:
        parts["UNTIL"] += "T235959"  # the whole day
    try:
        known = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=begins)
    except ValueError as error:
        raise Invalid(Issue("/rule", "unknown_rule", "UNTIL is a day, as YYYYMMDD.")) from error
    found: list[dt.datetime] = []
    for start in known:
        if start > begins + _LONGEST or len(found) == MOST:
            raise Invalid(Issue("/rule", "too_many_dates", f"At most {MOST} dates within three years."))
        found.append(start)
    if not found:
        raise Invalid(Issue("/rule", "no_date", "This rule has no date."))
    return found


def holiday(day: dt.date) -> str | None:
    """Return the German name of a public holiday of Rhineland-Palatinate on a day."""
    return _of_year(day.year).get(day)


@cache
def _of_year(year: int) -> dict[dt.date, str]:
    import holidays  # noqa: PLC0415 - 4 MB: read when first needed

    return {**holidays.country_holidays("DE", subdiv="RP", years=year, language="de")}


def _wall(moment: dt.datetime) -> dt.datetime:
    """Return what the clock on a wall in Berlin shows, without an offset."""
    return moment if moment.tzinfo is None else moment.astimezone(BERLIN).replace(tzinfo=None)
