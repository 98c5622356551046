"""Where an indicator stands for visitors: baseline and target of the county, the newest released value, the way gone.

What nobody entered is not set, never 0. Nothing but what was released is used.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from sqlmodel import Session, col

from api.indicators.benchmark_views import NotCollected, SetBenchmark, Unset
from api.indicators.cell_views import cell_view
from api.indicators.codes import total_of
from api.indicators.progress import STEPS, Mark, Progress, Reason, assess, unknown
from api.indicators.published import share_of, value_of
from api.indicators.release_tables import FOREVER, ReleaseCell
from api.indicators.released import cell_of
from api.indicators.schemas import ProgressView
from api.indicators.series import CELLS, kinds_of
from api.indicators.tables import (
    Benchmark,
    BenchmarkKind,
    BenchmarkState,
    IndicatorKind,
    ObservationStatus,
    Realisation,
)
from api.kernel.reading import rows_of
from api.places import COUNTIES

BENCHMARKS = cast("tuple[Any, ...]", (
    col(Benchmark.kind).label("benchmark"), col(Benchmark.state).label("state"), col(Benchmark.dims).label("dims"),
    col(Benchmark.day).label("day"), col(Benchmark.numerator).label("numerator"),
    col(Benchmark.denominator).label("whole"), col(Benchmark.realisation).label("realisation"),
    col(Benchmark.direction).label("direction"), col(Benchmark.source).label("source"),
))  # fmt: skip
OF_COUNTY = col(Benchmark.area).in_(COUNTIES)
_STANDING = CELLS.where(
    col(ReleaseCell.until) == FOREVER,
    col(ReleaseCell.area).in_(COUNTIES),
).order_by(col(ReleaseCell.period_end), col(ReleaseCell.territory_date), col(ReleaseCell.id))
_NO_NEWS = frozenset({ObservationStatus.missing, ObservationStatus.later})
Fixed = Unset | NotCollected | SetBenchmark


@dataclass(frozen=True)
class Standing:
    """What is known of an indicator besides its definition; the members of the same names over the wire."""

    baseline: Fixed
    target: Fixed
    latest: Any
    progress: ProgressView


def standings(session: Session, rows: Sequence[Any]) -> dict[str, Standing]:
    """Return where indicators stand, by code. One statement.

    `rows` are indicators with `BENCHMARKS`, one row for each in the order of their days, the benchmark null where there
    is none.
    """
    indicators = {row.code: row for row in rows}
    fixed: dict[tuple[str, str], Fixed] = {}
    for row in rows:
        if row.benchmark is not None and row.dims == total_of(row.dimensions):
            fixed[row.code, row.benchmark] = said(row.kind, row)
    cells = _cells(session, indicators)
    return {code: _standing(row, fixed, cells[code]) for code, row in indicators.items()}


def adds_nothing(indicator: Any, value: object, cells: Iterable[Any]) -> bool:
    """Say whether a baseline of people repeats what is released, or is 0: any other one tells how many joined since."""
    return not value or any(_number(indicator, one) == Decimal(str(value)) for one in cells)


def of_county(session: Session, indicator: Any) -> list[Any]:
    """Return the released cells of the county and all groups of one indicator, in the order of its usual periods."""
    return _cells(session, {indicator.code: indicator})[indicator.code]


def said(kind: str, row: Any) -> NotCollected | SetBenchmark:
    """Return what a row of `BENCHMARKS` says of an indicator of a kind."""
    if row.state == BenchmarkState.not_collected:
        return NotCollected(date=row.day, source=row.source)
    share = share_of(row.numerator, row.whole)
    value = float(share) if kind == IndicatorKind.share and share is not None else row.numerator
    return SetBenchmark(
        value=row.realisation if kind == IndicatorKind.realisation else value,
        date=row.day,
        source=row.source,
        direction=row.direction,
    )


def _cells(session: Session, indicators: Mapping[str, Any]) -> defaultdict[str, list[Any]]:
    """Return the released cells of the county and all groups, by indicator, in the order of their usual periods."""
    usual = {code: kinds for code, row in indicators.items() if (kinds := kinds_of(row, county=True))}
    wanted = _STANDING.where(
        col(ReleaseCell.indicator).in_(usual),
        col(ReleaseCell.period_type).in_({kinds[0] for kinds in usual.values()}),
        col(ReleaseCell.dims).in_({total_of(indicators[code].dimensions) for code in usual}),
    )
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for cell in rows_of(session, wanted):
        row = indicators[cell.indicator]
        if cell.period_type == usual[row.code][0] and cell.dims == total_of(row.dimensions):
            found[row.code].append(cell)
    return found


def _standing(row: Any, fixed: Mapping[tuple[str, str], Fixed], cells: Sequence[Any]) -> Standing:
    baseline = fixed.get((row.code, BenchmarkKind.baseline)) or Unset()
    if row.person and isinstance(baseline, SetBenchmark) and not adds_nothing(row, baseline.value, cells):
        baseline = Unset()
    target = fixed.get((row.code, BenchmarkKind.target)) or Unset()
    latest = next((one for one in reversed(cells) if one.status not in _NO_NEWS), cells[-1] if cells else None)
    view = None if latest is None else cell_view(row, cell_of(latest))
    progress = _progress(row, baseline, target, _compared(row, cells, latest, baseline))
    if progress.total is not None and progress.since is not None:
        progress.missing = _missing(cells, progress.since)
    return Standing(baseline, target, view, progress)


def _missing(cells: Iterable[Any], since: dt.date) -> int:
    """Count the periods after a day that are a gap, or of which only a part came in."""
    newest = {one.period: one for one in cells if one.period_start > since}.values()
    return sum(one.status in _NO_NEWS or one.counted != one.expected for one in newest)


def _compared(row: Any, cells: Iterable[Any], latest: Any, baseline: Fixed) -> list[Any]:
    """Return what is compared with the baseline: the newest cell, if it is not older.

    Where values add up, all of its source that begin after the day of the baseline; of each period the newest borders.
    """
    day = baseline.date if isinstance(baseline, SetBenchmark) else dt.date.min
    if latest is None:
        return []
    if row.time_rule != "sum":
        return [latest] if latest.period_end >= day else []
    news = [one for one in cells if one.status not in _NO_NEWS and one.period_start > day]
    same = [one for one in news if (one.source, one.basis) == (latest.source, latest.basis)]
    return [*{one.period: one for one in same}.values()]


def _progress(row: Any, baseline: Fixed, target: Fixed, cells: Sequence[Any]) -> ProgressView:
    """Return the way gone: to the newest value, or with all that came since the baseline where values add up."""
    start, end = _mark(baseline), _mark(target)
    adds_up = row.time_rule == "sum"
    known = [value for one in cells if (value := _number(row, one)) is not None]
    now: Mark | None = None
    if known:
        now = Mark(sum(known, start.value if start and adds_up else Decimal(0)), cells[-1].period_end)
    found = assess(start, end, target.direction if isinstance(target, SetBenchmark) else None, now)
    if end is not None and any(one.status == ObservationStatus.suppressed for one in cells):
        found = unknown(Reason.hidden)
    return _view(found, now if adds_up and found.reason is None else None, start)


def _view(found: Progress, total: Mark | None, start: Mark | None) -> ProgressView:
    def rounded(share: Decimal | None) -> float | None:
        return None if share is None else round(float(share), 3)

    return ProgressView(
        value=rounded(found.value),
        elapsed=rounded(found.elapsed),
        verdict=found.verdict,
        reason=found.reason,
        total=None if total is None else float(total.value),
        since=start.day if total and start else None,
        missing=0,
    )


def _mark(one: Fixed) -> Mark | None:
    if not isinstance(one, SetBenchmark):
        return None
    value = STEPS.get(one.value) if isinstance(one.value, Realisation) else Decimal(str(one.value))  # type: ignore[arg-type]
    return None if value is None else Mark(value, one.date)


def _number(row: Any, one: Any) -> Decimal | None:
    """Return a cell as a number: of a coverage, the share of those of whom it is true."""
    cell = cell_of(one)
    if row.kind == IndicatorKind.realisation:
        share = share_of(cell["numerator"], cell["denominator"])
        return STEPS.get(Realisation(cell["realisation"])) if cell["realisation"] else share and share / 100
    value = value_of(IndicatorKind(row.kind), cell)
    return None if value is None else Decimal(value)
