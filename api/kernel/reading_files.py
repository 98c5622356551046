"""The bytes of a CSV or XLSX file as lines of cells, each with the number an editor shows; nothing is interpreted.

Whoever sends a file may mean harm: archives are measured before they are opened (zip bombs), XML entities are refused
(openpyxl reads through defusedxml), and every count has an end. Pure functions, no database.
"""

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, Literal
from xml.etree.ElementTree import ParseError

from api.kernel.archives import TooMuchError, has_formulas

LARGEST = 8 * 1024 * 1024
MOST_LINES = 20_000
MOST_COLUMNS = 100
MOST_EMPTY = 2_000  # empty lines in a row; a sheet formatted to its last line has a million
_TOO_MANY = ("too_many_lines", f"A file may have {MOST_LINES} lines. Divide it.")
_SEPARATORS = ";,\t|"
_SAMPLE = 40
_NAMED_SEPARATOR = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
NO_RESULT = "\0formula"  # no file can hold it: U+0000 is refused
_BROKEN = (
    ParseError,
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,  # an XML entity among others
    TypeError,
    AttributeError,
    RuntimeError,  # an encrypted part
    OSError,
    EOFError,
)

Cell = str | Decimal | dt.date
Unread = Literal["empty_rows", "hidden_sheets", "other_sheets"]


class UnreadableFileError(ValueError):
    """A file that cannot be read at all; `code` says why, `hint` what to do, `line` where, if anywhere."""

    def __init__(self, code: str, hint: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint
        self.line = line


@dataclass(frozen=True)
class Line:
    """A line that is not empty: the number of its first physical line (or of the sheet's row), and its cells.

    A number or a date of a spreadsheet stays one; a formula without a stored result is `NO_RESULT`.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Content:
    """What a file holds, and what was not read of it."""

    lines: list[Line]
    notes: tuple[Unread, ...] = ()


def read(content: bytes) -> Content:
    """Return the lines of a file; its first bytes, never its name, say what it is. Raises UnreadableFileError."""
    if len(content) > LARGEST:
        raise UnreadableFileError("too_large", f"Files may have {LARGEST // 1024 // 1024} MB.")
    if content.startswith(b"PK\x03\x04"):
        return _spreadsheet(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError("old_or_locked", "Save it as .xlsx without a password, or as CSV.")
    lines = list(islice(_delimited(decoded(content)), MOST_LINES + 1))
    return Content(_few(lines))


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 (with or without BOM) or Windows-1252. Raises UnreadableFileError."""
    bom = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    for encoding in [bom] if bom else [*_without_bom(content), "utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff")
    raise UnreadableFileError("unknown_encoding", "Save it as CSV in UTF-8, or as .xlsx.")


def _without_bom(content: bytes) -> Iterator[str]:
    start = content[:2000]
    if len(content) % 2 == 0:
        if start[1::2].count(0) * 2 > len(start) // 2:
            yield "utf-16-le"
        elif start[::2].count(0) * 2 > len(start) // 2:
            yield "utf-16-be"


def _delimited(text: str) -> Iterator[Line]:
    named = _NAMED_SEPARATOR.match(text)
    start = named.end() if named else 0
    separator = named[1] if named else separator_of(text)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    before = 1 if named else 0
    shift = before
    try:
        for count, cells in enumerate(reader, 1):
            if count > MOST_LINES + MOST_EMPTY:
                raise UnreadableFileError(*_TOO_MANY)
            if any(cell.strip() for cell in cells):
                _few_columns(len(cells), before + 1)
                yield Line(before + 1, tuple(cells))
            before = reader.line_num + shift
    except csv.Error:
        hint = "A quotation mark is not closed, stands alone, or a cell is very long. Double quotation marks in a cell."
        raise UnreadableFileError("broken_quotes", hint, before + 1) from None


def separator_of(text: str) -> str:
    """Return the separator under which most of the first lines have the same number of cells; `;` when none has."""
    best, chosen = (0, 0), ";"
    for separator in _SEPARATORS:
        sample = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widths = Counter(len(cells) for cells in islice(sample, _SAMPLE) if len(cells) > 1)
        except csv.Error:
            continue
        score = max(((count, width) for width, count in widths.items()), default=(0, 0))
        if score > best:
            best, chosen = score, separator
    return chosen


def _spreadsheet(content: bytes) -> Content:
    from openpyxl import load_workbook  # noqa: PLC0415 - 19 MB with what it brings: read when first needed

    try:
        formulas = has_formulas(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet, notes = _first_visible(book.worksheets)
        lines, cut = _rows(sheet)
        if formulas:
            again = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            lines = _with_formulas(lines, _rows(again[sheet.title])[0])
    except UnreadableFileError:
        raise
    except TooMuchError:
        hint = "Delete empty formatted rows, pictures and other sheets."
        raise UnreadableFileError("unpacks_too_large", hint) from None
    except _BROKEN:
        raise UnreadableFileError("broken_spreadsheet", "Open it in a spreadsheet and save it as .xlsx.") from None
    if cut:
        notes.add("empty_rows")
    return Content(lines, tuple(sorted(notes)))


def _first_visible(every: list[Any]) -> tuple[Any, set[Unread]]:
    sheets = [one for one in every if one.sheet_state == "visible"]
    if not sheets:
        raise UnreadableFileError("no_visible_sheet", "Show the sheet with the values.")
    hidden: set[Unread] = {"hidden_sheets"} if len(sheets) < len(every) else set()
    others: set[Unread] = {"other_sheets"} if len(sheets) > 1 else set()
    return sheets[0], hidden | others


def _rows(sheet: Any) -> tuple[list[Line], bool]:
    """Return the filled rows of a sheet whatever its stated dimensions, and whether it was left after empty rows."""
    sheet.reset_dimensions()
    found: list[Line] = []
    last = 0
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
        cells = ["" if value is None else _cell(value) for value in values]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            _few_columns(len(cells), number)
            found.append(Line(number, tuple(cells)))
            _few(found)
            last = number
        elif number - last > MOST_EMPTY:
            return found, True
    return found, False


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return Decimal(repr(value)).normalize() + 0
        case dt.datetime():
            return value.date() if value.time() == dt.time() else str(value)
        case dt.date():
            return value
        case _:
            return str(value)


def _with_formulas(stored: list[Line], written: list[Line]) -> list[Line]:
    """Return the stored results, with NO_RESULT where a formula has none."""
    results = {line.number: line.cells for line in stored}
    found: list[Line] = []
    for line in written:
        cells = results.get(line.number, ())
        cells += ("",) * (len(line.cells) - len(cells))
        pairs = zip(cells, line.cells, strict=True)
        found.append(Line(line.number, tuple(NO_RESULT if a == "" and b != "" else a for a, b in pairs)))
    return found


def _few_columns(count: int, line: int) -> None:
    if count > MOST_COLUMNS:
        raise UnreadableFileError("too_many_columns", f"A line may have {MOST_COLUMNS} cells.", line)


def _few(lines: list[Line]) -> list[Line]:
    if len(lines) > MOST_LINES:
        raise UnreadableFileError(*_TOO_MANY)
    return lines
