"""A series as one flat table: the columns and rows of the delimited file, the spreadsheet and the data package."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from api.indicators import words
from api.indicators.published import GAPS, Cell, Series, value_of
from api.indicators.tables import IndicatorKind

Type = Literal["string", "integer", "number", "date"]
Value = str | int | Decimal | dt.date | None
_HEAD: tuple[tuple[str, Type], ...] = (
    ("indicator", "string"),
    ("period", "string"),
    ("start", "date"),
    ("end", "date"),
)
_TAIL: tuple[tuple[str, Type], ...] = (
    ("status", "string"),
    ("numerator", "integer"),
    ("denominator", "integer"),
    ("counted", "integer"),
    ("expected", "integer"),
    ("source", "string"),
    ("basis", "string"),
    ("territory_date", "date"),
    ("release", "string"),
)
_VALUE: dict[IndicatorKind, Type] = {
    IndicatorKind.count: "integer",
    IndicatorKind.share: "number",
    IndicatorKind.realisation: "string",
}


@dataclass(frozen=True)
class Column:
    """A column: its name, the same in every language, what it is called in one, and what its cells are."""

    name: str
    label: str
    type: Type


def about(series: Series) -> str:
    """Return what is to be known of the numbers: how they are counted, and whether they are invented."""
    demo = words.word("chart.demo", series.lang) if series.demo else ""
    return " ".join(one for one in (series.note, demo) if one)


def columns(series: Series) -> list[Column]:
    """Return the columns in order. A series of invented numbers has one more that says so in every row."""

    def plain(names: Sequence[tuple[str, Type]]) -> list[Column]:
        return [Column(name, words.word(f"column.{name}", series.lang), kind) for name, kind in names]

    area = Column("area", words.dimension_label("area", series.lang), "string")
    broken_down = [
        Column(name, one.label, "string") for one in series.dimensions for name in (one.name, f"{one.name}_label")
    ]
    value = plain([("value", _VALUE[series.kind])])
    demo = [Column("demo", words.word("chart.demo", series.lang), "string")] if series.demo else []
    return [*plain(_HEAD), area, *plain([("area_name", "string")]), *broken_down, *value, *plain(_TAIL), *demo]


def rows(series: Series) -> Iterator[list[Value]]:
    """Yield the rows as they are read. Where there is no number the value is one of `GAPS`; other gaps are None."""
    for cell in series:
        codes = cell["dims"].split(".") if cell["dims"] else []
        broken_down = [
            text
            for one, code in zip(series.dimensions, codes, strict=True)
            for text in (code, one.codes.get(code, code))
        ]
        yield [
            *(cell["indicator"], cell["period"], cell["start"], cell["end"]),
            *(cell["area"], series.areas.get(cell["area"], cell["area"])),
            *broken_down,
            GAPS.get(cell["status"]) or value_of(series.kind, cell),
            *_tail(cell),
            *(["demo"] if series.demo else []),
        ]


def _tail(cell: Cell) -> tuple[Value, ...]:
    return (
        cell["status"].value,
        cell["numerator"],
        cell["denominator"],
        cell["counted"],
        cell["expected"],
        cell["source"],
        cell["basis"],
        cell["territory_date"],
        cell["release"],
    )
