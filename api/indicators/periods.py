"""Periods as codes that sort, say their kind, and know their days. Days are Berlin days; no database.

`2016-05-31` a day (as of), `2016-05` a month, `2016-Q2` a quarter, `2016-H1` a half-year, `2016` a year, `PY2` the
second project year, `PT` the whole project, `W2016-03-31` a survey wave by its day.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from api.kernel.time import quarter_end, quarter_start


class PeriodType(StrEnum):
    """What a value is about; a wave is a survey, a project year begins on the project's first day."""

    day = "day"
    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    year = "year"
    project_year = "project_year"
    wave = "wave"
    project = "project"


@dataclass(frozen=True, order=True)
class Period:
    """A period by its first and last day, both included."""

    start: dt.date
    end: dt.date
    code: str
    type: PeriodType

    def holds(self, other: "Period") -> bool:
        """Say whether the other one lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class ProjectTime:
    """When the project began and how many years it lasts; what `PY2` and `PT` are counted from."""

    start: dt.date
    years: int


_FORMS = {
    PeriodType.day: re.compile(r"(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})"),
    PeriodType.month: re.compile(r"(?P<y>\d{4})-(?P<n>\d{2})"),
    PeriodType.quarter: re.compile(r"(?P<y>\d{4})-Q(?P<n>[1-4])"),
    PeriodType.half_year: re.compile(r"(?P<y>\d{4})-H(?P<n>[12])"),
    PeriodType.year: re.compile(r"(?P<y>\d{4})"),
    PeriodType.wave: re.compile(r"W(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})"),
    PeriodType.project_year: re.compile(r"PY(?P<n>[1-9]\d?)"),
    PeriodType.project: re.compile(r"PT"),
}
_MONTHS = {PeriodType.month: 1, PeriodType.quarter: 3, PeriodType.half_year: 6, PeriodType.year: 12}


def parse(code: str, project: ProjectTime) -> Period:
    """Return the period of a code. Raises ValueError for what is none, or a project year outside the project."""
    for kind, form in _FORMS.items():
        if found := form.fullmatch(code):
            return _made(kind, found.groupdict(), project)
    raise ValueError("no period")


def containing(kind: PeriodType, day: dt.date, project: ProjectTime) -> Period:
    """Return the period of a kind that a day lies in. Raises ValueError for a project year outside the project."""
    match kind:
        case PeriodType.day | PeriodType.wave:
            code = f"{'W' if kind is PeriodType.wave else ''}{day}"
        case PeriodType.project_year:
            whole = (day.year - project.start.year) - ((day.month, day.day) < (project.start.month, project.start.day))
            code = f"PY{whole + 1}"
        case PeriodType.project:
            code = "PT"
        case _:
            code = _code(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)
    return parse(code, project)


def following(period: Period, project: ProjectTime) -> Period:
    """Return the next period of the same kind. Raises ValueError where there is none: the project comes once."""
    if period.type is PeriodType.project:
        raise ValueError("outside the project")
    return containing(period.type, period.end + dt.timedelta(days=1), project)


def period_of(row: Any) -> Period:
    """Return the period of a row that names it (`period`, `period_type`, `period_start`, `period_end`)."""
    return Period(row.period_start, row.period_end, row.period, PeriodType(row.period_type))


def over(kind: PeriodType, project: ProjectTime, day: dt.date) -> Iterator[Period]:
    """Yield the periods of a kind that touch the project and are over; waves have no rhythm."""
    if kind in {PeriodType.day, PeriodType.wave}:
        return
    last = parse("PT", project).end
    period = containing(kind, project.start, project)
    while period.start <= last and period.end < day:
        yield period
        try:
            period = following(period, project)
        except ValueError:
            return


def _code(kind: PeriodType, year: int, number: int) -> str:
    return {
        PeriodType.month: f"{year:04}-{number:02}",
        PeriodType.quarter: f"{year:04}-Q{number}",
        PeriodType.half_year: f"{year:04}-H{number}",
        PeriodType.year: f"{year:04}",
    }[kind]


def _made(kind: PeriodType, parts: dict[str, str], project: ProjectTime) -> Period:
    year, number, day = (int(parts.get(name) or 0) for name in ("y", "n", "d"))
    match kind:
        case PeriodType.day | PeriodType.wave:
            start = end = dt.date(year, number, day)
            code = f"{'W' if kind is PeriodType.wave else ''}{start}"
        case PeriodType.project_year:
            if number > project.years:
                raise ValueError("outside the project")
            start, end = quarter_start(project.start, 4 * number - 3), quarter_end(project.start, 4 * number)
            code = f"PY{number}"
        case PeriodType.project:
            start, end, code = project.start, quarter_end(project.start, 4 * project.years), "PT"
        case _:
            months = _MONTHS[kind]
            number = number or 1
            start = dt.date(year, months * (number - 1) + 1, 1)
            last = months * number
            end = dt.date(year, last, calendar.monthrange(year, last)[1])
            code = _code(kind, year, number)
    return Period(start, end, code, kind)
