"""Brings the definitions of indicators to what a county profile says."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlmodel import Session

from api.indicators.profile import IndicatorsProfile
from api.indicators.release_tables import ReleaseCell
from api.indicators.tables import Benchmark, Indicator, Submission
from api.kernel.audit import PROFILE
from api.kernel.language import Texts
from api.kernel.reading import columns, rows_of
from api.kernel.synchronising import Differences, Manner, synchronise

Translate = Callable[[str], Texts]


def load(
    session: Session, part: IndicatorsProfile, translate: Translate, *, apply: bool, overwrite: bool = False
) -> list[Differences]:
    """Compare the stored definitions with the profile, and with `apply` bring them there; return the differences.

    The measures must be there first. A definition the profile dropped goes, unless values, benchmarks or released cells
    hang on it.
    """
    manner = Manner(apply=apply, overwrite=overwrite)
    used = {code for table in (Submission, Benchmark, ReleaseCell) for code in rows_of(session, _used(table))}

    def unused(row: Indicator) -> bool:
        return row.code not in used

    return [
        synchronise(session, PROFILE, Indicator, _rows(part, translate), key=["code"], manner=manner, remove=unused)
    ]


def _used(table: type[Submission] | type[Benchmark] | type[ReleaseCell]) -> Any:
    return columns(table.indicator).distinct()


def _rows(part: IndicatorsProfile, translate: Translate) -> Iterator[dict[str, Any]]:
    codes = {one.code for one in part.indicators}
    for position, one in enumerate(part.indicators, 1):
        yield {
            "code": one.code,
            "position": position,
            "measure": one.measure,
            "kind": one.kind,
            "text": translate(one.text),
            "unit": translate(one.unit) if one.unit else None,
            "counts": translate(one.counts) if one.counts else None,
            "denominator": one.denominator,
            "period": one.period,
            "time_rule": one.time,
            "area_rule": one.area,
            "dimensions": list(one.by),
            "person": one.person,
            "threshold": one.k,
            "definition": translate(one.definition) if one.definition else None,
            "caveats": translate(one.caveats) if one.caveats else None,
            "goal_says": one.goal_says,
            "publish": {level: str(period) for level, period in one.publish.items()},
            "fed_by": one.fed_by,
            "responsible": str(one.responsible),
            "due_days": one.due_days,
            "derived": bool(one.fed_by) and codes.issuperset(one.fed_by),
            "assumed": one.assumed,
        }
