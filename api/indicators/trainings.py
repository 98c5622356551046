"""Trainings that were held and who took part, by area and period. Pure.

A period in which nothing was held here says nothing: trainings held elsewhere are still entered. Nor is there a sum of
people where of one training nobody knows how many came. People are told once the sheets of the period are closed.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from api.events import SHEETS_OPEN_FOR, Training
from api.indicators.codes import AREA, CLOSED, TOTAL, dims_of
from api.indicators.facts import Scene, Told
from api.indicators.periods import Period, PeriodType, containing
from api.indicators.register import area_home
from api.indicators.tables import Indicator

_EMPLOYERS = {
    **{one: one for one in CLOSED["employer_type"]},
    "administrations": "administration", "schools": "school", "clubs": "club", "companies": "company",
    "employers": "company",
}  # fmt: skip
Cells = dict[str, int]


def counted(indicator: Indicator, every: Sequence[Training], scene: Scene) -> Iterator[Told]:
    """Yield what every sheet of a period that is over says."""
    tree, project = scene.tree, scene.project
    county = next(key for key, place in tree.places.items() if place.kind == "county")
    kind = PeriodType(indicator.publish.get("county", indicator.period) if indicator.person else indicator.period)
    found: defaultdict[tuple[str, Period], list[Training]] = defaultdict(list)
    for one in every:
        if one.intercultural == ("employer_type" in indicator.dimensions):
            by_area = AREA in indicator.dimensions
            found[area_home(one.area, tree, one.day) if by_area else county, containing(kind, one.day, project)].append(
                one
            )
    for (area, period), some in sorted(found.items(), key=lambda one: (one[0][0], one[0][1].code)):
        ready = period.end + (SHEETS_OPEN_FOR if indicator.person else dt.timedelta()) < scene.today
        if ready and not (indicator.person and any(one.people is None for one in some)):
            counts = {dims: (number, None) for dims, number in _cells(indicator, some).items()}
            yield Told(area, period, counts, [(one.number, *sorted((one.people or {}).items())) for one in some])


def _cells(indicator: Indicator, some: Sequence[Training]) -> Cells:
    """Return every cell of a sheet: of people all codes with their sums, of trainings the codes there are."""
    cells: defaultdict[str, int] = defaultdict(int)
    cells[dims_of(indicator.dimensions, {})] = 0
    if indicator.person:
        for codes in _all_codes(indicator.dimensions):
            cells[dims_of(indicator.dimensions, codes)] = 0
    for one in some:
        for codes, number in _told(indicator, one):
            for some_codes in _sums(codes):
                cells[dims_of(indicator.dimensions, some_codes)] += number
    return dict(cells)


def _told(indicator: Indicator, one: Training) -> Iterator[tuple[dict[str, str], int]]:
    here = {"topic": one.topic or "unknown", "employer_type": employer_of(one)}
    if not indicator.person:
        yield {name: here[name] for name in indicator.dimensions if name in here}, 1
        return
    for cell, number in (one.people or {}).items():
        gender, background = cell.split(".")
        said = {**here, "gender": gender, "migration_background": background}
        yield {name: said[name] for name in indicator.dimensions if name in said}, number


def _all_codes(dimensions: Sequence[str]) -> Iterator[dict[str, str]]:
    names = [name for name in dimensions if name in CLOSED]
    for codes in product(*((TOTAL, *CLOSED[name]) for name in names)):
        yield dict(zip(names, codes, strict=True))


def _sums(codes: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for chosen in product(*((TOTAL, code) for code in codes.values())):
        yield dict(zip(codes, chosen, strict=True))


def employer_of(one: Training) -> str:
    """Return for whose people a training was, if it was for those of one kind."""
    kinds = {_EMPLOYERS[code] for code in one.audiences if code in _EMPLOYERS}
    return kinds.pop() if len(kinds) == 1 else "other"
