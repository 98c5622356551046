"""Numbers and periods as a language writes them, for pictures; digits are Latin in every language, as on the pages."""

from decimal import Decimal

from api.indicators import words
from api.indicators.periods import PeriodType


def number(value: Decimal | float, language: str) -> str:
    """Return a number without exponents: 1250.5 -> "1.250,5" in German."""
    plain = f"{Decimal(str(value)):,f}"
    whole, _, rest = plain.partition(".")
    rest = rest if isinstance(value, Decimal) else rest.rstrip("0")
    whole = whole.replace(",", words.word("number.thousands", language))
    return f"{whole}{words.word('number.decimal', language)}{rest}" if rest else whole


def percent(value: Decimal, language: str) -> str:
    """Return a value in percent: 12.5 -> "12,5 %" in German."""
    return words.word("number.percent", language).format(number=number(value, language))


def period(code: str, kind: PeriodType | str, language: str) -> str:
    """Return a period by its code and kind: `2016-Q1` -> "1. Quartal 2016"; a year says itself."""
    match PeriodType(kind):
        case PeriodType.year:
            return code
        case PeriodType.project_year:
            gaps = {"number": code.removeprefix("PY")}
        case PeriodType.quarter | PeriodType.half_year:
            gaps = {"year": code[:4], "number": code[-1]}
        case PeriodType.wave:
            gaps = {"date": period(code.removeprefix("W"), PeriodType.day, language)}
        case _:
            gaps = dict(zip(("year", "month", "day"), code.split("-"), strict=False))
    return words.word(f"period.{kind}", language).format(**gaps)
