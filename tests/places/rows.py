"""The rows of areas.csv as the tests read them: the figures of larger areas in it are never loaded, only compared."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "api" / "profiles" / "kaiserslautern" / "areas.csv"


@cache
def rows():
    with FILE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def verbandsgemeinden():
    return [row for row in rows() if row["kind"] == "Verbandsgemeinde"]


def county():
    return next(row for row in rows() if row["kind"] == "Landkreis")


def columns():
    """(column of all, column of women and girls or None, day) per counted day."""
    for name in rows()[0]:
        if name.startswith("pop_") and not name.startswith("pop_f_"):
            day = dt.date.fromisoformat(name[4:14].replace("_", "-"))
            female = f"pop_f_{name[4:]}"
            yield name, female if female in rows()[0] else None, day


def last_day(row):
    """A day on which the row's territory stood: its last, or today."""
    return row["valid_to"] or "2026-11-22"


def points(population):
    """date → point of an answer of /areas/{key}/population, over all lines."""
    return {point["date"]: point for line in population["series"] for point in line["points"]}
