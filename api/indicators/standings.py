"""Baseline and target of the whole county as visitors see them; what nobody entered is not set, never 0."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col

from api.indicators.codes import total_of
from api.indicators.published import share_of
from api.indicators.schemas import NotCollected, SetBenchmark, Unset
from api.indicators.tables import Benchmark, BenchmarkKind, BenchmarkState, IndicatorKind
from api.kernel.reading import columns, rows_of
from api.places import COUNTIES

_OF_COUNTY = (
    columns(
        Benchmark.indicator, Benchmark.kind, Benchmark.state, Benchmark.dims, Benchmark.day, Benchmark.numerator,
        Benchmark.denominator, Benchmark.realisation, Benchmark.direction, Benchmark.source,
    )
    .where(col(Benchmark.area).in_(COUNTIES))
    .order_by(col(Benchmark.day))
)  # fmt: skip
Standing = Unset | NotCollected | SetBenchmark


class Standings:
    """The newest baseline and target of each indicator, read in one statement."""

    def __init__(self, session: Session, indicators: Iterable[Any]) -> None:
        self._found: dict[tuple[str, str], Standing] = {}
        known = {row.code: row for row in indicators}
        for row in rows_of(session, _OF_COUNTY):
            indicator = known.get(row.indicator)
            if indicator is not None and row.dims == total_of(indicator.dimensions):
                self._found[row.indicator, row.kind] = _standing(indicator.kind, row)

    def of(self, code: str, kind: BenchmarkKind) -> Standing:
        """Return the baseline or the target of an indicator."""
        return self._found.get((code, kind)) or Unset()


def _standing(kind: IndicatorKind, row: Any) -> Standing:
    if row.state == BenchmarkState.not_collected:
        return NotCollected(date=row.day, source=row.source)
    share = share_of(row.numerator, row.denominator)
    value = float(share) if kind == IndicatorKind.share and share is not None else row.numerator
    return SetBenchmark(
        value=row.realisation if kind == IndicatorKind.realisation else value,
        date=row.day,
        source=row.source,
        direction=row.direction,
    )
