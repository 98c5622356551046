"""How many people lived on an area's territory: one line per census, sums marked where a figure is missing."""

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from sqlmodel import Session, col

from api.kernel.formulas import harmless
from api.kernel.language import said
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places.schemas import AgeGroupView, AgeStructure, Break, Derived, Line, Point, PopulationView, SourceView
from api.places.service import read_territory, require
from api.places.tables import AgeGroup, PopulationFigure, PopulationSource

_FIGURES = (
    columns(
        PopulationFigure.area,
        PopulationFigure.date,
        PopulationFigure.total,
        PopulationFigure.female,
        PopulationFigure.how,
        PopulationSource.basis,
        PopulationSource.source,
        PopulationSource.licence,
    )
    .outerjoin(PopulationSource, col(PopulationSource.date) == col(PopulationFigure.source))
    .order_by(col(PopulationFigure.date), col(PopulationFigure.area))
)
_AGES = columns(
    AgeGroup.area, AgeGroup.date, AgeGroup.age_from, AgeGroup.age_to, AgeGroup.total, AgeGroup.female
).order_by(col(AgeGroup.date).desc(), col(AgeGroup.age_from))
_COLUMNS = (
    "key",
    "name",
    "date",
    "basis",
    "value",
    "female",
    "complete",
    "counted",
    "members",
    "territory_of",
    "source",
    "licence",
    "note",
)


@dataclass(frozen=True)
class Counted:
    """What was counted on one day in a territory."""

    date: dt.date
    basis: str
    source: str
    licence: str
    totals: Sequence[int]
    females: Sequence[int | None]


def population(session: Session, key: str, at: dt.date | None, language: str) -> PopulationView:
    """Return the series of an area for its territory at `at`. Raises NotFound or AreaNotValid."""
    at = at or today(session)
    tree = read_territory(session)
    require(tree, key, at)
    inside = tree.municipalities(key, at)
    rows = rows_of(session, _FIGURES.where(col(PopulationFigure.area).in_([*sorted(inside), key])))
    days = list(_days(row for row in rows if row.how is None))
    lines = _lines(days, len(inside))
    return PopulationView(
        key=key,
        name=tree.places[key].name,
        at=at,
        members=len(inside),
        series=lines,
        breaks=[
            Break(date=after.points[0]["date"], before=before.basis, after=after.basis)
            for before, after in pairwise(lines)
        ],
        derived=[
            Derived(date=row.date, value=row.total, how=said(row.how, language))
            for row in rows
            if row.how and row.area == key
        ],
        age_structure=_age_structure(session, key, inside),
        sources=[SourceView(date=day.date, basis=day.basis, source=day.source, licence=day.licence) for day in days],
    )


def as_csv(view: PopulationView) -> bytes:
    """Return the series as CSV as spreadsheets of this country read it: UTF-8 with BOM, semicolons, no formulas."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _csv_rows(view))
    return target.getvalue().encode("utf-8-sig")


def _days(rows: Iterable[Any]) -> Iterator[Counted]:
    for date, group in groupby(rows, key=lambda row: row.date):
        counted = list(group)
        first = counted[0]
        yield Counted(
            date,
            first.basis,
            first.source,
            first.licence,
            [row.total for row in counted],
            [row.female for row in counted],
        )


def _lines(days: Iterable[Counted], members: int) -> list[Line]:
    points: defaultdict[str, list[Point]] = defaultdict(list)
    for day in days:
        complete = len(day.totals) == members
        female = None if None in day.females else sum(filter(None, day.females))
        points[day.basis].append(
            {
                "date": day.date,
                "value": sum(day.totals),
                "female": female,
                "complete": complete,
                "counted": len(day.totals),
            }
        )
    return [Line(basis=basis, points=found) for basis, found in points.items()]


def _age_structure(session: Session, key: str, inside: frozenset[str]) -> AgeStructure:
    rows = rows_of(session, _AGES.where(col(AgeGroup.area).in_([*sorted(inside), key])))
    own = [row for row in rows if row.area == key]
    for _, group in groupby(own or rows, key=lambda row: row.date):
        found = list(group)
        groups = _age_groups(found, 1 if own else len(inside))
        if groups:
            return AgeStructure(state="present", date=found[0].date, groups=groups)
    return AgeStructure(state="missing", date=None, groups=[])


def _age_groups(rows: Sequence[Any], members: int) -> list[AgeGroupView]:
    """Return the groups summed over all members; none when one is missing somewhere: a partial sum misleads."""
    groups: defaultdict[tuple[int, int | None], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.age_from, row.age_to].append(row)
    if any(len(found) != members for found in groups.values()):
        return []
    return [
        {
            "age_from": age_from,
            "age_to": age_to,
            "value": sum(row.total for row in found),
            "female": None if any(row.female is None for row in found) else sum(row.female for row in found),
        }
        for (age_from, age_to), found in groups.items()
    ]


def _csv_rows(view: PopulationView) -> Iterator[list[Any]]:
    sources = {source.date: source for source in view.sources}
    common = [view.members, view.at]
    for point in view.derived:
        yield [view.key, view.name, point.date, "", point.value, "", "", "", *common, "", "", point.how.text]
    for line in view.series:
        for one in line.points:
            source = sources[one["date"]]
            figures = [one["value"], one["female"], "yes" if one["complete"] else "no", one["counted"]]
            yield [view.key, view.name, one["date"], line.basis, *figures, *common, source.source, source.licence, ""]


def _cell(value: Any) -> str:
    return "" if value is None else harmless(str(value))
