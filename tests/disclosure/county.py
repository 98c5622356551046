"""The county's real areas and simulated people in them, for tests and for the bench."""

import csv
import random
from collections import Counter
from functools import cache
from pathlib import Path

AREAS = Path(__file__).parents[2] / "api/profiles/kaiserslautern/areas.csv"
COUNTY = "07335"
GENDERS = ("f", "m")
MIGRATION = ("yes", "no")


@cache
def _rows():
    with AREAS.open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def territory(day, *, municipalities=False):
    """Parents by area on a day (ISO date): the county, its Verbandsgemeinden and, if asked for, municipalities."""
    parents = {COUNTY: None}
    for row in _rows():
        if row["kind"] not in {"Landkreis", "Kreisfreie Stadt"} and (row["valid_from"] or "0") <= day <= (
            row["valid_to"] or "9"
        ):
            inside = row["kind"] != "Verbandsgemeinde"
            if not inside or municipalities:
                parents[row["ags"]] = row["vg_key"] if inside else COUNTY
    return parents


def people(parents, number, seed, codes=(GENDERS, MIGRATION)):
    """That many people, by lowest area (as large ones as their population) and one code of each dimension."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    size = {row["ags"]: int(row["pop_2013_12_31"] or 0) for row in _rows()}
    lowest = sorted(set(parents) - set(parents.values()))
    where = chance.choices(lowest, [size[area] for area in lowest], k=number)
    rare = [[1 / (1 + place) ** 1.5 for place in range(len(dimension))] for dimension in codes]
    what = [chance.choices(dimension, odds, k=number) for dimension, odds in zip(codes, rare, strict=True)]
    return Counter(zip(where, *what, strict=True))
