"""Which values are due: of periods that are over, for which nothing was handed in. After the project none is overdue.

What is broken down by area is due from each Verbandsgemeinde, unless somebody handed it in for the whole county, or for
the whole year.
"""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, col

from api.indicators import feeds, reaching
from api.indicators.codes import AREA
from api.indicators.due_schemas import DueValue
from api.indicators.periods import Period, PeriodType, ProjectTime, containing, over, parse
from api.indicators.permissions import ENTER
from api.indicators.series import county_of
from api.indicators.tables import Indicator, Observation, Submission, SubmissionState
from api.indicators.words import area_name
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places import Territory, read_territory
from api.programme import project_time

_IN_FORCE = exists().where(
    col(Observation.submission) == col(Submission.id),
    col(Observation.approved_at).is_not(None),
    col(Observation.replaced_at).is_(None),
)
_INDICATORS = columns(
    Indicator.code, Indicator.text, Indicator.period, Indicator.dimensions, Indicator.area_rule, Indicator.responsible,
    Indicator.due_days, Indicator.fed_by, Indicator.derived, Indicator.publish, Submission.id, Submission.area,
    col(Submission.period).label("told"), Submission.state,
    _IN_FORCE.label("in_force"),
).outerjoin(Submission, col(Submission.indicator) == col(Indicator.code)).order_by(
    col(Indicator.position), col(Submission.id)
)  # fmt: skip
_FINEST_FIRST = (PeriodType.month, PeriodType.quarter, PeriodType.half_year, PeriodType.year)
_OPEN = frozenset({SubmissionState.draft, SubmissionState.returned})


@dataclass(frozen=True)
class Due:
    """A value somebody should bring; `sheet` is the draft that was begun."""

    indicator: Any
    area: str
    period: Period
    day: dt.date
    sheet: int | None
    state: SubmissionState | None


class Calendar:
    """What is needed to say what is due: three statements."""

    def __init__(self, session: Session) -> None:
        self.rows = rows_of(session, _INDICATORS)
        self.tree = read_territory(session)
        self.project = ProjectTime(*project_time(session))
        self.today = today(session)

    def due(self, actor: Actor) -> list[Due]:
        """Return the values the actor may bring that are due, the earliest first."""
        told: defaultdict[str, dict[tuple[str, str], Any]] = defaultdict(dict)
        for row in self.rows:
            place = (row.area, row.told)
            if row.id is not None and (place not in told[row.code] or _is_settled(row)):
                told[row.code][place] = row  # what was handed in counts more than a draft from another source
        indicators = {row.code: row for row in self.rows}
        found = [
            one
            for row in indicators.values()
            if not row.derived and not feeds.fed(row.fed_by)
            for one in self._of(row, told[row.code])
            if reaching.can(actor, ENTER, row.responsible, one.area)
        ]
        return sorted(found, key=lambda one: one.day)

    def _of(self, indicator: Any, told: dict[tuple[str, str], Any]) -> Iterator[Due]:
        last, county = parse("PT", self.project).end, county_of(self.tree)
        settled = {place for place, row in told.items() if _is_settled(row)}
        for period in over(asked_for(indicator), self.project, self.today):
            day = period.end + dt.timedelta(days=indicator.due_days)
            if self.today > max(last, day):
                continue
            year = containing(PeriodType.year, period.end, self.project)
            for area in areas(indicator, self.tree, county, period.end):
                if settled.isdisjoint(itertools.product((county, area), (period.code, year.code))):
                    row = told.get((area, period.code))
                    begun = (row.id, SubmissionState(row.state)) if row else (None, None)
                    yield Due(indicator, area, period, day, *begun)


def _is_settled(sheet: Any) -> bool:
    """Say whether a sheet was handed in; what is in force stays so while it is corrected."""
    return sheet.in_force or sheet.state not in _OPEN


def asked_for(indicator: Any) -> PeriodType:
    """Return the kind of period values are due for: the finest that is collected or released."""
    kinds = {indicator.period, *indicator.publish.values()}
    return next((kind for kind in _FINEST_FIRST if kind in kinds), PeriodType(indicator.period))


def areas(indicator: Any, tree: Territory, county: str, day: dt.date) -> list[str]:
    """Return from which areas values of an indicator are due."""
    if AREA not in indicator.dimensions or indicator.area_rule == "county_only":
        return [county]
    return [key for key in tree.members(county, day) if tree.places[key].kind == "verbandsgemeinde"] or [county]


def list_due(session: Session, actor: Actor, indicator: str | None, wanted: Wish) -> Listing[DueValue]:
    """Return the values the actor should bring, the earliest first; of one indicator if wanted. Three statements."""
    calendar = Calendar(session)
    found = [one for one in calendar.due(actor) if indicator in {None, one.indicator.code}]
    page = cut([*enumerate(found)], lambda pair: pair[0], wanted)
    return listing(page, lambda pair: _view(pair[1], calendar))


def _view(one: Due, calendar: Calendar) -> DueValue:
    return DueValue(
        indicator=one.indicator.code,
        text=every(one.indicator.text),
        area=one.area,
        area_name=area_name(calendar.tree, one.area),
        period=one.period.code,
        due=one.day,
        overdue=one.day < calendar.today,
        sheet=one.sheet,
        state=one.state,
    )
