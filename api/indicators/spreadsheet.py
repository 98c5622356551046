"""A series as a spreadsheet: the table, and a sheet that says what it is. The same series gives the same bytes."""

import datetime as dt
from collections.abc import Generator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import xlsxwriter

from api.indicators import flat, words
from api.indicators.delimited import LICENCE_URL
from api.indicators.published import GAPS, Series
from api.kernel.formulas import harmless

_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zones; the same for every file
_PIECE = 65_536
ROWS = 1_048_575  # below the heading; more begin another sheet


def as_xlsx(series: Series, rows_per_sheet: int = ROWS) -> Generator[bytes]:
    """Yield the file in pieces. It is on disk first, row by row: a zip file is told from its end."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "series.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        book = cast("Any", xlsxwriter.Workbook(str(path), options))  # it comes without types
        book.set_properties({"created": _MADE, "title": series.title, "company": series.publisher})
        _write_rows(book, series, rows_per_sheet)
        _write_about(book, series)
        book.close()
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _write_rows(book: Any, series: Series, most: int) -> None:
    bold = book.add_format({"bold": True})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    names = [column.name for column in flat.columns(series)]
    sheet, line = None, 0
    for row in flat.rows(series):
        if sheet is None or line > most:
            sheet, line = _sheet(book, names, bold), 1
        for place, value in enumerate(row):
            match value:
                case None:
                    pass
                case dt.date():
                    sheet.write_datetime(line, place, value, dated)
                case int() | Decimal():
                    sheet.write_number(line, place, value)
                case _:
                    sheet.write_string(line, place, harmless(value))
        line += 1
    if sheet is None:
        _sheet(book, names, bold)


def _sheet(book: Any, names: list[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, names, bold)
    return sheet


def _write_about(book: Any, series: Series) -> None:
    said = [
        (series.indicator, series.title),
        ("", flat.about(series)),
        (words.word("column.release", series.lang), series.release or "–"),
        (series.licence, LICENCE_URL),
        ("", series.publisher),
        *((column.name, column.label) for column in flat.columns(series)),
        *((mark, words.word(f"status.{status.value}", series.lang)) for status, mark in GAPS.items()),
    ]
    sheet = book.add_worksheet()
    for line, pair in enumerate(said):
        for place, text in enumerate(pair):
            sheet.write_string(line, place, harmless(text))
