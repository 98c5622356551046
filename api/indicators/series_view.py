"""A released series as JSON."""

from typing import Any

from sqlmodel import Session, col

from api.indicators.breaks import breaks
from api.indicators.codes import codes_of
from api.indicators.published import Cell, share_of, value_of
from api.indicators.release_tables import Line, Release
from api.indicators.released import area_names, cells_of, code_lists
from api.indicators.series import SeriesWish, find
from api.indicators.series_schemas import (
    AreaLabel,
    BreakView,
    CellView,
    CodeView,
    DimensionView,
    ReleaseView,
    SeriesView,
)
from api.indicators.tables import IndicatorKind
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
        dimensions=[
            DimensionView(
                name=one.name,
                label=one.label,
                codes=[CodeView(code=code, label=label) for code, label in one.codes.items()],
            )
            for one in code_lists(found, language)
        ],
        areas=[AreaLabel(key=key, name=name) for key, name in area_names(found, language).items()],
        breaks=[BreakView(**one._asdict()) for one in breaks(found)],
        items=[cell_view(row, one) for one in cells_of(found)],
    )


def cell_view(row: Any, cell: Cell) -> CellView:
    """Return a released cell of an indicator (its `kind` and `dimensions`) as it goes over the wire."""
    kind = IndicatorKind(row.kind)
    value = value_of(kind, cell)
    share = share_of(cell["numerator"], cell["denominator"]) if kind is IndicatorKind.count else None
    return CellView(
        area=cell["area"],
        period=cell["period"],
        start=cell["start"],
        end=cell["end"],
        codes=codes_of(row.dimensions, cell["dims"]),
        status=cell["status"],
        value=float(value) if kind is IndicatorKind.share and value is not None else value,  # pyright: ignore[reportArgumentType] - a share is a Decimal
        share=None if share is None else float(share),
        numerator=cell["numerator"],
        denominator=cell["denominator"],
        counted=cell["counted"],
        expected=cell["expected"],
        source=cell["source"],
        basis=cell["basis"],
        territory_date=cell["territory_date"],
        release=cell["release"],
        ended=cell.get("ended"),
    )


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
