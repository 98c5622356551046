"""What a released series and the list of releases say over the wire."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic wants it on 3.11

from api.indicators.benchmark_views import BenchmarkOf
from api.indicators.periods import PeriodType
from api.indicators.published import Reason
from api.indicators.tables import IndicatorKind, ObservationStatus, Realisation
from api.kernel.language import Text


class CellView(TypedDict):
    """A released cell. `value` is null for every gap; `status` says which one, and hidden cells all say `suppressed`.

    `value` is a count, a share in percent with one decimal, or a realisation. `counted` of `expected` areas or
    institutions came in. `release` brought this state, `ended` is the release in which it stood no more, if
    the one that is read knows of it.
    """

    area: str
    period: str
    start: dt.date
    end: dt.date
    codes: dict[str, str]
    status: ObservationStatus
    value: int | float | Realisation | None
    share: float | None
    numerator: int | None
    denominator: int | None
    counted: int | None
    expected: int | None
    source: str
    basis: str
    territory_date: dt.date
    release: str
    ended: str | None


class CodeView(BaseModel):
    """A code of a dimension; `_T` is all of them together."""

    code: str
    label: str


class DimensionView(BaseModel):
    """A dimension a series is broken down by, with its codes in order."""

    name: str
    label: str
    codes: list[CodeView]


class AreaLabel(BaseModel):
    """An area that occurs in a series; `outside` and `unknown` are parts of the sum without a territory."""

    key: str
    name: str


class BreakView(BaseModel):
    """A period from which on values are not comparable with those before it, and why."""

    area: str
    period: str
    reason: Reason


class SeriesView(BaseModel):
    """The wanted part of a released cube: cells in order, never added up for the question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "indicator": "1.3a",
                    "kind": "count",
                    "title": {"text": "Anzahl der thematischen Schulungen", "lang": "de", "state": "original"},
                    "unit": {"text": "Schulungen", "lang": "de", "state": "original"},
                    "person": False,
                    "threshold": None,
                    "period": "quarter",
                    "periods": ["quarter", "year"],
                    "release": "I-3",
                    "published_at": "2016-07-05T03:00:00+02:00",
                    "licence": "dl-de/by-2-0",
                    "demo": False,
                    "dimensions": [],
                    "areas": [{"key": "07335", "name": "Landkreis Kaiserslautern"}],
                    "benchmarks": [
                        {
                            "kind": "target",
                            "area": "07335",
                            "codes": {},
                            "state": "set",
                            "value": 40,
                            "date": "2018-06-30",
                            "source": "Beschluss der Steuerungsgruppe",
                            "direction": "up",
                        }
                    ],
                    "breaks": [],
                    "items": [
                        {
                            "area": "07335",
                            "period": "2016-Q2",
                            "start": "2016-04-01",
                            "end": "2016-06-30",
                            "codes": {},
                            "status": "value",
                            "value": 4,
                            "share": None,
                            "numerator": 4,
                            "denominator": None,
                            "counted": 7,
                            "expected": 7,
                            "source": "project",
                            "basis": "",
                            "territory_date": "2016-06-30",
                            "release": "I-3",
                            "ended": None,
                        }
                    ],
                }
            ]
        }
    )

    indicator: str
    kind: IndicatorKind
    title: Text
    unit: Text | None
    person: bool
    threshold: int | None = Field(description="The smallest group of people that is shown.")
    period: PeriodType
    periods: list[PeriodType] = Field(description="Kinds of periods this breakdown is released for.")
    release: str | None = Field(description="The newest release that was read; null while nothing was released.")
    published_at: dt.datetime | None
    licence: str
    demo: bool = Field(description="Whether the values are invented.")
    dimensions: list[DimensionView]
    areas: list[AreaLabel]
    benchmarks: list[BenchmarkOf] = Field(
        description="Baselines and targets of the selected areas and groups, those of today; what is not set is absent."
    )
    breaks: list[BreakView]
    items: list[CellView]


class ReleaseView(BaseModel):
    """A numbered, immutable state of what is published."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "I-3",
                    "line": "I",
                    "number": 3,
                    "published_at": "2016-07-05T03:00:00+02:00",
                    "changed": 12,
                    "note": None,
                }
            ]
        }
    )

    id: str
    line: Literal["I", "P"] = Field(description="I: facts about institutions. P: counts of people, signed off.")
    number: int
    published_at: dt.datetime
    changed: int = Field(description="How many cells it brought or took away.")
    note: Text | None
