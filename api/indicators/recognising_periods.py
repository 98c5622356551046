"""Dates, months, quarters, half-years and project years in the spellings people use, as periods. Pure functions."""

import datetime as dt
import re

from api.indicators.periods import Period, PeriodType, ProjectTime, containing, parse
from api.indicators.recognising import UnclearError
from api.kernel.reading_files import Cell

_MONTHS = (
    ("januar", "jan", "jaenner", "january"),
    ("februar", "feb", "february"),
    ("maerz", "mrz", "mar", "march"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("dezember", "dez", "dec", "december"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BEFORE = re.compile(r"^(?:stichtag|stand|zum|am|jahr|im|as of)\b:?\s*")
_N = r"(?P<n>iv|iii|ii|i|[1-4])"
_QUARTER = r"(?:quartal|quarter|vierteljahr|vj|qu|q)"
_Y = r"(?P<y>\d{4})"
_QUARTERS = [
    re.compile(form)
    for form in (
        rf"{_QUARTER}\.?\s?{_N}\.?\s?[/ .-]?\s?{_Y}",
        rf"{_Y}\s?[/ .-]?\s?q\s?{_N}",
        rf"{_N}\.?\s?{_QUARTER}\.?\s?/?\s?{_Y}",
        rf"{_Y}\s?[,/]?\s?{_N}\.?\s?{_QUARTER}\.?",
        rf"(?P<n>iv|iii|ii|i)\s?/\s?{_Y}",
        rf"{_Y}\s?/\s?(?P<n>iv|iii|ii|i)",
    )
]
_HALVES = [
    re.compile(form)
    for form in (
        rf"(?:halbjahr|hj|h)\.?\s?(?P<n>ii|i|[12])\.?\s?[/ .-]?\s?{_Y}",
        rf"{_Y}\s?[/ .-]?\s?(?:h|hj)\s?(?P<n>[12])",
        rf"(?P<n>ii|i|[12])\.?\s?(?:halbjahr|hj\.?|half)\s?/?\s?{_Y}",
    )
]
_MONTH_NUMBERS = [re.compile(form) for form in (rf"(?P<n>\d\d?)[/.]{_Y}", rf"{_Y}[/.](?P<n>\d\d?)")]
_MONTH_NAME = re.compile(rf"(?P<n>[a-z]+)\.?,?\s?{_Y}")
_DAY_NAME = re.compile(rf"(?P<d>\d\d?)\.?\s?(?P<n>[a-z]+)\.?\s?{_Y}")
_DAY = re.compile(rf"(?P<d>\d\d?)\.\s?(?P<n>\d\d?)\.\s?{_Y}")
_DAY_DIGITS = re.compile(rf"{_Y}(?P<n>\d\d)(?P<d>\d\d)")
_SLASHED = re.compile(rf"(?P<a>\d\d?)(?P<by>[/-])(?P<b>\d\d?)(?P=by){_Y}")
_MIDNIGHT = re.compile(r"(?<=\d)[t ]00:00(?::00(?:\.0+)?)?$")
_PROJECT_YEAR = re.compile(r"(?:(?P<n>\d)\.\s?projektjahr|projektjahr\s?(?P<m>\d))")
_SHORT_YEAR = re.compile(r"\d\d?[./]\s?\d\d?[./]\s?\d\d")
_HINT = "Write a day (2016-06-30), month (2016-06), quarter (2016-Q2), half-year (2016-H1), year (2016), PY1 or PT."


def period(cell: Cell, project: ProjectTime, expected: PeriodType | None = None) -> Period:
    """Return the period of a cell; the last day of an `expected` period stands for it. Raises UnclearError."""
    text = str(cell).strip()
    try:
        found = parse(_code(text, expected), project)
    except UnclearError:
        raise
    except (ValueError, OverflowError):
        raise UnclearError("unknown_period", _HINT) from None
    if found.type is PeriodType.day and expected not in {None, PeriodType.day}:
        return _ending(found, project, expected)
    return found


def day(cell: Cell) -> dt.date:
    """Return a day written in any of the spellings. Raises UnclearError."""
    found = period(cell, ProjectTime(dt.date(2000, 1, 1), 1))
    if found.type is not PeriodType.day:
        raise UnclearError("unknown_day", "Write a day: 2016-06-30 or 30.06.2016.")
    return found.start


def _ending(found: Period, project: ProjectTime, expected: PeriodType | None) -> Period:
    if expected is PeriodType.wave:
        return parse(f"W{found.code}", project)
    try:
        around = containing(expected or PeriodType.day, found.start, project)
    except ValueError:
        return found
    return around if around.end == found.end else found


def _code(text: str, expected: PeriodType | None) -> str:
    if re.fullmatch(r"W?\d{4}(-(\d\d(-\d\d)?|[QH]\d))?|PY\d\d?|PT", text):
        return text
    plain = text.casefold().replace("ä", "ae")
    wave = re.match(r"(?:welle|wave)\s*", plain)
    plain = _MIDNIGHT.sub("", _BEFORE.sub("", plain[wave.end() :] if wave else plain).strip())
    code = _days(plain) or _parts(plain, expected) or plain
    return f"W{code}" if wave else code


def _days(text: str) -> str | None:
    if found := _DAY.fullmatch(text) or _DAY_DIGITS.fullmatch(text):
        return f"{found['y']}-{int(found['n']):02}-{int(found['d']):02}"
    if (found := _DAY_NAME.fullmatch(text)) and found["n"] in _MONTH:
        return f"{found['y']}-{_MONTH[found['n']]:02}-{int(found['d']):02}"
    if found := _SLASHED.fullmatch(text):
        first, second = int(found["a"]), int(found["b"])
        if max(first, second) <= len(_MONTHS) and first != second:
            raise UnclearError("ambiguous_date", "Day or month first? Write 2016-06-30 or 30.06.2016.")
        month, of_month = (second, first) if first > len(_MONTHS) else (first, second)
        return f"{found['y']}-{month:02}-{of_month:02}"
    if _SHORT_YEAR.fullmatch(text):
        raise UnclearError("short_year", "Write the year with four digits.")
    return None


def _parts(text: str, expected: PeriodType | None) -> str | None:
    for forms, letter in ((_QUARTERS, "Q"), (_HALVES, "H")):
        for form in forms:
            if found := form.fullmatch(text):
                return f"{found['y']}-{letter}{_ROMAN.get(found['n'], found['n'])}"
    for form in _MONTH_NUMBERS:
        if found := form.fullmatch(text):
            if expected in {PeriodType.quarter, PeriodType.half_year} and int(found["n"]) in _ROMAN.values():
                raise UnclearError("ambiguous_period", "Month or quarter? Write 2016-02 or 2016-Q2.")
            return f"{found['y']}-{int(found['n']):02}"
    if (found := _MONTH_NAME.fullmatch(text)) and found["n"] in _MONTH:
        return f"{found['y']}-{_MONTH[found['n']]:02}"
    if found := _PROJECT_YEAR.fullmatch(text):
        return f"PY{found['n'] or found['m']}"
    return "PT" if text in {"projekt", "projekt gesamt", "gesamtes projekt", "projektlaufzeit"} else None
