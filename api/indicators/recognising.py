"""Cells of a file as numbers, marks, periods and areas, in the spellings people and statistical offices use.

Pure functions. What can be read in two ways is never guessed: it raises UnclearError, whose hint says how to write it.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from api.indicators.tables import ObservationStatus
from api.kernel.reading_files import NO_RESULT, Cell

LARGEST_NUMBER = 10**15
NO_RESULT_HINT = "Open the file in a spreadsheet and save it, or paste values."
# GENESIS, "Zeichenerklärung": - nothing there, . unknown or confidential, ... later, / too uncertain, x makes no sense.
MARKS = {
    "": ObservationStatus.missing,
    "-": ObservationStatus.zero,
    ".": ObservationStatus.missing,
    "...": ObservationStatus.later,
    "/": ObservationStatus.missing,
    "x": ObservationStatus.not_applicable,
    "()": ObservationStatus.missing,
    "•": ObservationStatus.suppressed,
    "k.a.": ObservationStatus.missing,
    "k. a.": ObservationStatus.missing,
    "na": ObservationStatus.missing,
    "n/a": ObservationStatus.missing,
}
_DASHES = re.compile("^[\u2010-\u2015\u2212]$")
_FOOTNOTE = re.compile(
    r"(?:[\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089]+\)?|\s+\d\)|(?<=[\d\s])[a-d]\)|(?<=[\d\s])[ar]|\*+)$"
)  # r: a corrected number
_BRACKETS = re.compile(r"\((.+)\)")
_ESTIMATED = re.compile(r"(.*\d)\s?[eEps]")  # e, s: estimated; p: provisional
_SPACES = re.compile("[\u0020\u00a0\u2007\u2009\u202f'\u2019]")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_THOUSANDS = re.compile(r"^([+-]?[1-9]\d{0,2})[.,](?!000)(\d{3})$", re.ASCII)
_SWAPPED = str.maketrans(".,", ",.")
_FORMS = (
    (re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII), " "),
    (re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII), "."),
    (re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII), ","),
)


class UnclearError(ValueError):
    """A cell that is not understood; `code` says why, `hint` how to write it."""

    def __init__(self, code: str, hint: str) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint


@dataclass(frozen=True)
class Reading:
    """What stands in a cell of values: a number with its standing, or the mark of a gap."""

    number: Decimal | None
    status: ObservationStatus


def reading(cell: Cell) -> Reading:
    """Return the number or the mark of a cell; `(12)`, `12 e` and `12 p` are unreliable. Raises UnclearError."""
    return _reading(cell, number)


def counted(cell: Cell) -> Reading:
    """Return the count or the mark of a cell: here `1.234` can only be 1234. Raises UnclearError, also for `1.000`."""
    return _reading(cell, lambda text: number(_THOUSANDS.sub(r"\1\2", text)))


def _reading(cell: Cell, number_in: Callable[[str], Decimal]) -> Reading:
    if not isinstance(cell, str):
        return _standing(_plain(cell))
    text = unicodedata.normalize("NFC", cell).strip().replace("…", "...")
    if _DASHES.match(text):
        text = "-"
    if (status := MARKS.get(text.casefold())) is not None:
        return Reading(Decimal(0) if status is ObservationStatus.zero else None, status)
    text = _FOOTNOTE.sub("", text).strip()
    doubtful = _BRACKETS.fullmatch(text) or _ESTIMATED.fullmatch(text)
    found = number_in(doubtful[1] if doubtful else text)
    return Reading(found, ObservationStatus.unreliable) if doubtful else _standing(found)


def _standing(value: Decimal) -> Reading:
    return Reading(value, ObservationStatus.given if value else ObservationStatus.zero)


def _plain(cell: Decimal | dt.date) -> Decimal:
    if isinstance(cell, dt.date):
        raise UnclearError("date_for_number", "The spreadsheet made a date of it. Format the cell as a number.")
    return cell


def number(text: str) -> Decimal:
    """Return a number in German (1.234,5) or machine (1,234.5) spelling. Raises UnclearError, also for `1.234`."""
    if text == NO_RESULT:
        raise UnclearError("formula_without_result", NO_RESULT_HINT)
    text = _SPACES.sub(" ", text.strip().replace("\u2212", "-"))
    if _GROUPED.fullmatch(text):
        text = text.replace(" ", "")
    if _AMBIGUOUS.fullmatch(text):
        plain, other = re.sub("[.,]", "", text), text.translate(_SWAPPED)
        raise UnclearError("ambiguous_number", f"Thousands or decimals? Write {plain} or {other}0.")
    for form, thousands in _FORMS:
        if form.fullmatch(text):
            return Decimal(text.replace(thousands, "").replace(",", "."))
    raise UnclearError("not_a_number", "Write digits, or one of the marks - . ... / x for a gap.")


def whole(value: Decimal) -> int:
    """Return a count. Raises UnclearError for fractions, numbers below nothing and beyond 10^15."""
    if value < 0:
        raise UnclearError("negative", "A count is 0 or more.")
    if value > LARGEST_NUMBER:
        raise UnclearError("too_large", "Check the number: it is larger than any count.")
    if value != int(value):
        raise UnclearError("not_whole", "A count has no decimals. For a share give numerator and denominator.")
    return int(value)
