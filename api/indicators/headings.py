"""What the columns of a file are called: our own names, and the German ones people write. Pure functions."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from api.indicators import codes
from api.kernel.reading_files import NO_RESULT, Cell, Line

REQUIRED = frozenset({"indicator", "area", "period"})
_GERMAN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "indicator": ("indikator", "kennzahl", "code"),
        "area": ("gebiet", "ags", "gebietsschlüssel", "schlüssel", "ars"),
        "period": ("zeitraum", "stichtag", "datum", "quartal", "zeit"),
        "value": ("wert", "anzahl", "messwert"),
        "numerator": ("zähler",),
        "denominator": ("nenner",),
        "realisation": ("realisierung",),
        "status": (),
        "source": ("quelle",),
        "basis": ("zensusbasis",),
        "territory_date": ("gebietsstand",),
        "evidence": ("nachweis",),
        "demo": (),
        "gender": ("geschlecht",),
        "migration_background": ("migrationshintergrund",),
        "role": ("rolle",),
        "council_level": ("ratsebene",),
        "school_type": ("schulart", "schulform"),
        "employer_type": ("arbeitgeberart",),
        "topic": ("thema",),
        "club_type": ("vereinsart",),
        "paper": ("zeitung",),
        "component": ("baustein",),
        "administration": ("verwaltung",),
        "part": ("teil",),
    }
)
# Our own exports tell more than a value needs: what follows from the rest is not read.
NOT_READ = frozenset({"area_name", "period_type", "start", "end", "counted", "expected", "release"})
_LONGEST = 60
_LABELS = frozenset(f"{name}_label" for name in (*codes.CLOSED, *codes.OPEN))
_NAMES = {said: name for name, german in _GERMAN.items() for said in (name, *german)}


def name_of(heading: object) -> str | None:
    """Return our name of a column, or None for one that is not known."""
    plain = re.sub(r"[\s-]+", "_", str(heading).strip().casefold())
    return _NAMES.get(plain) or (plain if plain in NOT_READ | _LABELS else None)


def shown(heading: Cell) -> str:
    """Return a heading as faults name it; thousands of them may name the same, so a long one is cut."""
    return str(heading).replace(NO_RESULT, "").strip()[:_LONGEST]


def columns_of(line: Line) -> dict[str, int]:
    """Return where which column stands; of two with one name the first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        if (name := name_of(cell)) is not None:
            found.setdefault(name, place)
    return found
