"""The rows of `areas.csv` as areas, dated memberships and figures, with everything that does not fit together.

A municipality has one row per membership and repeats its figures in each; they count once. Figures of
Verbandsgemeinden and of the county are never taken from the file: they are summed for the territory of a day.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.places.tables import ALWAYS, FOREVER, AreaKind
from api.places.territory import ONE_DAY, Place, Stay, Territory

KINDS = {
    "Landkreis": AreaKind.county,
    "Kreis": AreaKind.county,
    "Kreisfreie Stadt": AreaKind.city,
    "Verbandsgemeinde": AreaKind.verbandsgemeinde,
    "Samtgemeinde": AreaKind.verbandsgemeinde,
    "Ortsgemeinde": AreaKind.municipality,
    "Gemeinde": AreaKind.municipality,
    "Markt": AreaKind.municipality,
    "Stadt": AreaKind.municipality,
}
AreaKey = Annotated[str, Field(pattern=r"^\d{5}(\d{3,4})?$", description="Official key: 5, 8 or 9 digits.")]
PeopleColumn = Annotated[str, Field(pattern=r"^pop_(f_)?\d{4}_\d{2}_\d{2}(_zensus)?$")]
_PEOPLE = re.compile(r"pop_(f_)?(\d{4})_(\d{2})_(\d{2})")


class Fault(NamedTuple):
    """Something in a file that cannot be right: its line, the field, and what to do about it."""

    line: int | None
    field: str
    hint: str


class AreaRow(BaseModel):
    """One row of `areas.csv`. `people` holds the columns `pop_<date>` (all) and `pop_f_<date>` (women and girls)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ags: AreaKey
    name: Annotated[str, Field(min_length=1, max_length=200)]
    official_name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: str
    verbandsgemeinde: str | None = None
    vg_key: AreaKey | None = None
    valid_from: dt.date = ALWAYS
    valid_to: dt.date = FOREVER
    ars: Annotated[str, Field(pattern=r"^\d{12}$")] | None = None
    area_km2: Annotated[float, Field(gt=0)] | None = None
    people: dict[PeopleColumn, Annotated[int, Field(ge=0)]] = {}
    note: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: dict[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in values.items() if value != ""}
        people = {name: given.pop(name) for name in [*given] if name.startswith("pop_")}
        return {**given, "people": people}


class Figure(NamedTuple):
    """People in a municipality on a day; `female` is None where nobody published it."""

    area: str
    date: dt.date
    total: int
    female: int | None


@dataclass(frozen=True)
class Gazetteer:
    """The rows of a county with the lines they stand on."""

    rows: tuple[tuple[int, AreaRow], ...]

    @cached_property
    def county(self) -> str:
        """The key of the county; "" when the file names none."""
        return next((row.ags for _, row in self.rows if KINDS.get(row.kind) is AreaKind.county), "")

    @cached_property
    def territory(self) -> Territory:
        """Every area with its stays; square kilometres only for municipalities, all others are sums."""
        return Territory(self._places(), self._stays())

    @cached_property
    def official_kinds(self) -> dict[str, str]:
        """The word the file has for each area: key → Verbandsgemeinde, Stadt."""
        return {row.ags: row.kind for _, row in self.rows}

    @cached_property
    def figures(self) -> dict[tuple[str, dt.date], Figure]:
        """The figures of municipalities, once per key and day."""
        return {(figure.area, figure.date): figure for _, row in self.rows for figure in _figures(row)}

    def faults(self, counted: Iterable[dt.date]) -> list[Fault]:
        """Return everything that does not fit together; `counted` are the days of population_sources.csv."""
        found = [*self._row_faults(), *self._repetition_faults(), *self._figure_faults(frozenset(counted))]
        if not found:  # before that, the memberships mean nothing
            found = [*self._membership_faults()]
        counties = [line for line, row in self.rows if KINDS.get(row.kind) is AreaKind.county]
        if len(counties) != 1:
            found.append(
                Fault(counties[1] if counties else None, "kind", "There must be exactly one row of kind Landkreis.")
            )
        return found

    def _places(self) -> Iterator[Place]:
        for _, row in self.rows:
            kind = KINDS[row.kind]
            size = row.area_km2 if kind in {AreaKind.municipality, AreaKind.city} else None
            yield Place(row.ags, kind, row.name, row.official_name, row.kind in {"Stadt", "Kreisfreie Stadt"}, size)

    def _stays(self) -> list[Stay]:
        found: list[Stay] = []
        for _, row in sorted(self.rows, key=lambda pair: (pair[1].ags, pair[1].valid_from)):
            if KINDS[row.kind] not in {AreaKind.verbandsgemeinde, AreaKind.municipality}:
                continue
            parent = row.vg_key if KINDS[row.kind] is AreaKind.municipality and row.vg_key else self.county
            before = found[-1] if found else None
            if (
                before
                and (before.area, before.parent) == (row.ags, parent)
                and before.valid_to < FOREVER
                and before.valid_to + ONE_DAY == row.valid_from
            ):
                found[-1] = Stay(row.ags, parent, before.valid_from, row.valid_to)
            else:
                found.append(Stay(row.ags, parent, row.valid_from, row.valid_to))
        return found

    def _row_faults(self) -> Iterator[Fault]:
        known = {row.ags for _, row in self.rows if KINDS.get(row.kind) is AreaKind.verbandsgemeinde}
        for line, row in self.rows:
            if row.kind not in KINDS:
                yield Fault(line, "kind", f"Unknown kind.{_near(row.kind, KINDS)} Use one of: {', '.join(KINDS)}.")
            if row.valid_from > row.valid_to:
                yield Fault(line, "valid_to", "The last day lies before the first.")
            if row.vg_key is not None and row.vg_key not in known:
                yield Fault(line, "vg_key", f"There is no Verbandsgemeinde with this key.{_near(row.vg_key, known)}")

    def _repetition_faults(self) -> Iterator[Fault]:
        first: dict[str, tuple[int, AreaRow]] = {}
        for line, row in self.rows:
            line_before, before = first.setdefault(row.ags, (line, row))
            names = ["name", "official_name", "kind"]
            if KINDS.get(row.kind) is AreaKind.municipality:
                names += ["area_km2", "people"]
            for name in names:
                if getattr(row, name) != getattr(before, name):
                    yield Fault(line, name, f"Differs from line {line_before}, which describes the same area.")

    def _figure_faults(self, counted: frozenset[dt.date]) -> Iterator[Fault]:
        columns = {name for _, row in self.rows for name in row.people}
        days = {name: _day(name) for name in columns}
        for name in sorted(columns):
            if days[name] is None:
                yield Fault(1, name, "The name of the column holds no date that exists: pop_YYYY_MM_DD.")
            elif days[name] not in counted:
                yield Fault(1, name, "population_sources.csv has no row for this date.")
        if None in days.values():
            return
        for line, row in self.rows:
            for figure in _figures(row):
                if figure.female is not None and figure.female > figure.total:
                    yield Fault(line, f"pop_f_{figure.date:%Y_%m_%d}", "More women and girls than people.")

    def _membership_faults(self) -> Iterator[Fault]:
        stays: defaultdict[str, list[tuple[int, AreaRow]]] = defaultdict(list)
        for line, row in sorted(self.rows, key=lambda pair: pair[1].valid_from):
            stays[row.ags].append((line, row))
            if row.vg_key not in {None, row.ags} and not self._exists(row):
                yield Fault(line, "vg_key", "The Verbandsgemeinde does not exist on all days of this membership.")
        for rows in stays.values():
            for (line_before, before), (line, row) in pairwise(rows):
                if row.valid_from <= before.valid_to:
                    yield Fault(line, "valid_from", f"Overlaps the membership of line {line_before}.")

    def _exists(self, row: AreaRow) -> bool:
        span = self.territory.span(row.vg_key or "", row.valid_from)
        return span is not None and row.valid_to <= span[1]


def _figures(row: AreaRow) -> Iterator[Figure]:
    if KINDS.get(row.kind) is not AreaKind.municipality:
        return
    female = {_day(name): value for name, value in row.people.items() if name.startswith("pop_f_")}
    for name, total in row.people.items():
        day = _day(name)
        if day is not None and not name.startswith("pop_f_"):
            yield Figure(row.ags, day, total, female.get(day))


def _day(column: str) -> dt.date | None:
    found = _PEOPLE.match(column)
    try:
        return dt.date(int(found[2]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def _near(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    return f" Did you mean {close[0]}?" if close else ""
