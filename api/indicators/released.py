"""What was found of a released series, in one language, as every format is written from it."""

from collections.abc import Iterator
from typing import Any, cast

from sqlmodel import Session

from api.indicators import words
from api.indicators.breaks import breaks
from api.indicators.codes import AREA, CLOSED, TOTAL, codes_of, without_area
from api.indicators.published import Cell, CodeList, Series
from api.indicators.series import Found, SeriesWish, find
from api.indicators.tables import IndicatorKind, ObservationStatus
from api.kernel.language import said
from api.programme import sender

_NAMES = [name for name in Cell.__annotations__ if name not in {"release", "ended"}]  # in the order of `series.CELLS`


def read(session: Session, code: str, wish: SeriesWish, language: str, *, in_portions: bool = False) -> Series:
    """Return what `find` finds, in one language, as every format is written from it.

    Where it breaks is known of a series read as a whole only.
    """
    found = find(session, code, wish, in_portions=in_portions)
    row, title = found.row, said(found.row.text, language)
    return Series(
        indicator=row.code,
        kind=IndicatorKind(row.kind),
        lang=title.lang,
        title=title.text,
        unit=said(row.unit, language).text if row.unit else "",
        note=said(row.counts, language).text if row.counts else "",
        person=row.person,
        release=found.label,
        published_at=found.release.published_at if found.release else None,
        dimensions=code_lists(found, language),
        areas=area_names(found, language),
        rows=cells_of(found),
        breaks=() if in_portions else breaks(found),
        publisher=sender(session, language).name,
        demo=row.demo is not None,
        history=wish.history,
    )


def area_names(found: Found, language: str) -> dict[str, str]:
    """Return the names of the areas that occur, in the order of the cells."""
    known = found.tree.places
    keys = dict.fromkeys(area for area, _ in found.groups)
    return {key: words.area_name(found.tree, key) if key in known else words.label(AREA, key, language) for key in keys}


def code_lists(found: Found, language: str) -> list[CodeList]:
    """Return the dimensions but the area, with all their codes; of an open list those that occur."""
    lists: list[CodeList] = []
    for name in without_area(found.row.dimensions):
        occurring = {codes_of(found.row.dimensions, dims)[name] for _, dims in found.groups} - {TOTAL}
        codes = (TOTAL, *(CLOSED.get(name) or sorted(occurring)))
        labels = {code: words.label(name, code, language) for code in codes}
        lists.append(CodeList(name, words.dimension_label(name, language), labels))
    return lists


def cells_of(found: Found) -> Iterator[Cell]:
    """Yield the cells in order: by area, codes, period, source."""
    read = found.release.number if found.release else 0
    return (cell_of(one, read) for one in found.cells)


def cell_of(one: Any, read: int = 0) -> Cell:
    """Return a row of `series.CELLS` as it is read in release `read`, which knows nothing of later ones."""
    *said, line, since, until = one
    cell = cast("Cell", dict(zip(_NAMES, said, strict=True)))  # by name would take three times as long
    cell["status"] = ObservationStatus(cell["status"])
    cell["release"] = f"{line}-{since}"
    cell["ended"] = f"{line}-{until}" if until <= read else None
    return cell
