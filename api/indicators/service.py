"""What can be asked about indicators: their definitions, and where they stand."""

from typing import Any

from sqlmodel import Session, and_, bindparam, col

from api.indicators.benchmark_views import SetBenchmark
from api.indicators.chart import Rule
from api.indicators.schemas import IndicatorView
from api.indicators.standings import BENCHMARKS, OF_COUNTY, Standing, standings
from api.indicators.tables import Benchmark, BenchmarkKind, Indicator
from api.kernel.language import said, said_or_none
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.programme import find_measures, goal_of

_ALL = (
    columns(
        Indicator.code, Indicator.position, Indicator.measure, Indicator.kind, Indicator.unit, Indicator.text,
        Indicator.counts, Indicator.period, Indicator.time_rule, Indicator.area_rule, Indicator.dimensions,
        Indicator.person, Indicator.threshold, Indicator.denominator, Indicator.derived, Indicator.assumed,
        Indicator.definition, Indicator.caveats, Indicator.goal_says, Indicator.publish, Indicator.fed_by,
        Indicator.responsible, Indicator.due_days, *BENCHMARKS,
    )
    .outerjoin(Benchmark, and_(col(Benchmark.indicator) == col(Indicator.code), OF_COUNTY))
    .order_by(col(Indicator.position), col(Benchmark.day))
)  # fmt: skip
_ONE = _ALL.where(col(Indicator.code) == bindparam("code"))


def list_indicators(
    session: Session, language: str, wanted: Wish, *, measure: int | None, goal: str | None
) -> Listing[IndicatorView]:
    """Return the definitions in the order of the programme, of one measure or goal if wanted.

    An indicator without a measure belongs to the goal its code begins with. Raises Invalid for an unknown measure or
    goal.
    """
    rows = rows_of(session, _ALL)
    if measure is not None or goal is not None:
        numbers = find_measures(session, goal=goal, number=measure)
        rows = [
            row
            for row in rows
            if row.measure in numbers or (measure is row.measure is None and goal_of(row.code) == goal)
        ]
    found = standings(session, rows)
    once = list({row.code: row for row in rows}.values())
    return listing(cut(once, lambda row: row.position, wanted), lambda row: _view(row, found[row.code], language))


def get_indicator(session: Session, code: str, language: str) -> IndicatorView:
    """Return one definition. Raises NotFound."""
    rows = rows_of(session, _ONE, code=code)
    if not rows:
        raise NotFound
    return _view(rows[0], standings(session, rows)[code], language)


def references(session: Session, code: str) -> list[Rule]:
    """Return baseline and target of the county as a picture draws them; none where single periods cannot reach them."""
    rows = rows_of(session, _ONE, code=code)
    if not rows or rows[0].time_rule == "sum":
        return []
    found = standings(session, rows)[code]
    both = ((BenchmarkKind.baseline, found.baseline), (BenchmarkKind.target, found.target))
    return [
        Rule(kind, float(one.value))
        for kind, one in both
        if isinstance(one, SetBenchmark) and isinstance(one.value, int | float)
    ]


def _view(row: Any, standing: Standing, language: str) -> IndicatorView:
    return IndicatorView(
        code=row.code,
        measure=row.measure,
        kind=row.kind,
        unit=said_or_none(row.unit, language),
        text=said(row.text, language),
        counts=said_or_none(row.counts, language),
        definition=said_or_none(row.definition, language),
        caveats=said_or_none(row.caveats, language),
        goal_says=row.goal_says,
        period=row.period,
        time_rule=row.time_rule,
        area_rule=row.area_rule,
        dimensions=row.dimensions,
        publish=row.publish,
        fed_by=row.fed_by,
        responsible=row.responsible,
        due_days=row.due_days,
        person=row.person,
        threshold=row.threshold,
        denominator=row.denominator,
        derived=row.derived,
        assumed=row.assumed,
        baseline=standing.baseline,
        target=standing.target,
        latest=standing.latest,
        progress=standing.progress,
    )
