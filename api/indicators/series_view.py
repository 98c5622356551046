"""A released series as JSON."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col

from api.indicators.aims import aims
from api.indicators.benchmark_views import BenchmarkOf
from api.indicators.breaks import breaks
from api.indicators.cell_views import cell_view
from api.indicators.codes import dims_of
from api.indicators.release_tables import Line, Release
from api.indicators.released import area_names, cells_of, code_lists
from api.indicators.series import Found, SeriesWish, find
from api.indicators.series_schemas import (
    AreaLabel,
    BreakView,
    CodeView,
    DimensionView,
    ReleaseView,
    SeriesView,
)
from api.kernel.language import said, said_or_none
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import spoken

LICENCE = "dl-de/by-2-0"
_RELEASES = columns(
    Release.line, Release.number, Release.published_at, Release.changed, Release.note
)  # fmt: skip
_NEWEST = _RELEASES.order_by(col(Release.published_at).desc(), col(Release.line))


def view(session: Session, code: str, wish: SeriesWish, language: str) -> SeriesView:
    """Return the wanted part of what was released. Raises what `series.find` raises."""
    found = find(session, code, wish)
    row = found.row
    benchmarks = aims(session, found, wish)
    named = _named(found, benchmarks)
    return SeriesView(
        indicator=row.code,
        kind=row.kind,
        title=said(row.text, language),
        unit=said_or_none(row.unit, language),
        person=row.person,
        threshold=row.threshold,
        period=found.kind,
        periods=list(found.kinds),
        release=found.label,
        published_at=spoken(found.release.published_at) if found.release else None,
        licence=LICENCE,
        demo=row.demo is not None,
        dimensions=_dimensions(named, language),
        areas=[AreaLabel(key=key, name=name) for key, name in area_names(named, language).items()],
        benchmarks=benchmarks,
        breaks=[BreakView(**one._asdict()) for one in breaks(found)],
        items=[cell_view(row, one) for one in cells_of(found)],
    )


def _named(found: Found, benchmarks: Iterable[BenchmarkOf]) -> Found:
    """Return it with the areas and codes of baselines and targets, which may have no cell yet."""
    also = ((one.area, dims_of(found.row.dimensions, one.codes)) for one in benchmarks)
    return replace(found, groups=dict.fromkeys((*found.groups, *also)))


def _dimensions(found: Found, language: str) -> list[DimensionView]:
    return [
        DimensionView(
            name=one.name,
            label=one.label,
            codes=[CodeView(code=code, label=label) for code, label in one.codes.items()],
        )
        for one in code_lists(found, language)
    ]


def list_releases(session: Session, language: str, wanted: Wish, line: Line | None) -> Listing[ReleaseView]:
    """Return the releases of one line, or of both, newest first."""
    every = _NEWEST.where(col(Release.line) == line) if line else _NEWEST
    return listing(cut(rows_of(session, every), _age, wanted), lambda row: _release(row, language))


def _age(row: Any) -> int:
    """Return what grows the older a release is: no line has two of one second."""
    return -2 * int(spoken(row.published_at).timestamp()) + (row.line == Line.persons)


def release(session: Session, label: str, language: str) -> ReleaseView:
    """Return one release by its label, such as `I-3`. Raises NotFound."""
    line, _, number = label.partition("-")
    if line not in set(Line) or not number.isdecimal():
        raise NotFound
    wanted = _RELEASES.where(col(Release.line) == line, col(Release.number) == int(number))
    for row in rows_of(session, wanted):
        return _release(row, language)
    raise NotFound


def _release(row: Any, language: str) -> ReleaseView:
    return ReleaseView(
        id=f"{row.line}-{row.number}",
        line=row.line,
        number=row.number,
        published_at=spoken(row.published_at),
        changed=row.changed,
        note=said_or_none(row.note, language),
    )
