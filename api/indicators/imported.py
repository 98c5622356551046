"""What an import knows of the county, and what it finds in a file: values, each about something, and faults."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from api.indicators.periods import Period, PeriodType, ProjectTime
from api.indicators.recognising_areas import Areas
from api.indicators.tables import IndicatorKind, ObservationStatus, Realisation


@dataclass(frozen=True)
class Definition:
    """What of an indicator decides how its values are read."""

    kind: IndicatorKind
    period: PeriodType
    dimensions: Sequence[str]


@dataclass(frozen=True)
class Known:
    """What the county has: indicators, areas, the project's time."""

    indicators: Mapping[str, Definition]
    areas: Areas
    project: ProjectTime


@dataclass(frozen=True)
class Fault:
    """Something wrong: physical line, column as the file names it, what stands there, why, and what to do."""

    line: int | None
    column: str | None
    value: str | None
    code: str
    hint: str


@dataclass(frozen=True)
class Key:
    """What a value is about."""

    indicator: str
    area: str
    period: Period
    dims: str
    source: str
    basis: str
    territory_date: dt.date


@dataclass(frozen=True)
class Value:
    """What is said about it, and on which line."""

    line: int
    status: ObservationStatus
    numerator: int | None = None
    denominator: int | None = None
    realisation: Realisation | None = None
    evidence: str | None = None
    release: str | None = None


@dataclass
class Interpreted:
    """The values of a file, its faults in the order of its lines, its lines, and how many of them are suppressed.

    `names` are the columns as the file calls them, by our names.
    """

    values: dict[Key, Value] = field(default_factory=dict[Key, Value])
    faults: list[Fault] = field(default_factory=list[Fault])
    rows: int = 0
    hidden: int = 0
    names: Mapping[str, str] = field(default_factory=dict[str, str])
