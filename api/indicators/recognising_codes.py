"""Codes of indicators and of what values are broken down by, in the spellings people use. Pure functions."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from api.indicators.codes import CLOSED, OPEN, TOTAL, is_code
from api.indicators.recognising import UnclearError
from api.indicators.words import word
from api.kernel.reading_files import Cell

_NOT_STATED = dict.fromkeys(("keine angabe", "ohne angabe", "k.a.", "k. a."), "not_stated")
# Beside the codes and what they are called in our own files.
_SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "gender": {
        **dict.fromkeys(("w", "weiblich", "frau", "female"), "f"),
        **dict.fromkeys(("männlich", "mann", "male"), "m"),
        "diverse": "d",
        **_NOT_STATED,
    },
    "migration_background": {"ja": "yes", "mit": "yes", "nein": "no", "ohne": "no", **_NOT_STATED},
    "role": {"mentorin": "mentor"},
}  # fmt: skip
_ALL = frozenset({"", TOTAL.casefold(), "gesamt", "insgesamt"})
_MONTHS = "jan|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
# 1.2 becomes 01.02.2016 or "01. Feb" in a German spreadsheet, "1-Feb" in an English one.
_DATE = re.compile(
    rf"\d\d?\.\d\d?\.\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d\d?[. -]+(?:{_MONTHS})[a-z]*\.?|(?:{_MONTHS})[a-z]*[. -]+\d\d?"
)


def code_of(dimension: str, cell: Cell) -> str:
    """Return the code of a cell in any of its spellings, `_T` where it means all of them. Raises UnclearError."""
    said = str(cell).strip().removeprefix("'")
    plain = " ".join(said.casefold().split())
    if plain in _ALL:
        return TOTAL
    found = _spelt(dimension).get(plain, said)
    if dimension in (*CLOSED, *OPEN) and not is_code(dimension, found):
        allowed = ", ".join(CLOSED.get(dimension, ("a code of small letters and digits",)))
        raise UnclearError("unknown_code", f"Use {TOTAL} for all of them, or: {allowed}.")
    return found


@cache
def _spelt(dimension: str) -> Mapping[str, str]:
    own = {
        name: one for one in CLOSED.get(dimension, ()) for name in (one, word(f"{dimension}.{one}", "de").casefold())
    }
    return {**own, **_SPELLINGS.get(dimension, {})}


def indicator_code(cell: Cell) -> str:
    """Return the code of an indicator. Raises UnclearError where a spreadsheet made a date of it."""
    text = str(cell).strip().removeprefix("'")
    if isinstance(cell, dt.date) or _DATE.fullmatch(text.casefold()):
        meant = f", probably of {cell.day}.{cell.month}" if isinstance(cell, dt.date) else ""
        hint = f"The spreadsheet made a date of it{meant}. Format the column as text, then write the code again."
        raise UnclearError("date_for_code", hint)
    return text
