"""Baselines and targets as staff read and set them."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.indicators.staff_schemas import Dims, Number
from api.indicators.tables import BenchmarkKind, BenchmarkState, Direction, Realisation
from api.kernel.time import Day

Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Rationale = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_TARGET: dict[str, Any] = {
    "indicator": "1.3a",
    "kind": "target",
    "area": "07335",
    "state": "set",
    "day": "2018-06-30",
    "numerator": 40,
    "direction": "up",
    "source": "Beschluss der Steuerungsgruppe",
}


class _Values(BaseModel):
    numerator: Number | None = None
    denominator: Number | None = None
    realisation: Realisation | None = None
    direction: Direction | None = Field(default=None, description="Which way is better; of targets only.")
    rationale: Rationale | None = Field(default=None, description="Why this value.")
    dims: Dims | None = Field(default=None, description="For which group; left out: for all.")


class BenchmarkChange(_Values):
    """What to change of a baseline or a target."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"numerator": 45}]})

    state: BenchmarkState | None = Field(default=None, description="Whether there is a value, or none was collected.")
    area: str | None = Field(default=None, max_length=20)
    day: Day | None = Field(default=None, description="When it was so, or is to be.")
    source: Source | None = Field(default=None, description="Who says so.")


class BenchmarkWish(_Values):
    """A new baseline or target."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_TARGET]})

    indicator: str = Field(max_length=20)
    kind: BenchmarkKind
    state: BenchmarkState = Field(default=BenchmarkState.set, description="Whether there is a value.")
    area: str = Field(max_length=20)
    day: Day = Field(description="When it was so, or is to be.")
    source: Source = Field(description="Who says so.")


class BenchmarkDocument(BaseModel):
    """A baseline or a target; the newest one of the county and of all is what visitors see."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_TARGET,
                    "id": 3,
                    "revision": 1,
                    "dims": "_T",
                    "denominator": None,
                    "realisation": None,
                    "rationale": None,
                }
            ]
        }
    )

    id: int
    revision: int
    indicator: str
    kind: BenchmarkKind
    state: BenchmarkState
    area: str
    dims: str
    day: dt.date
    numerator: int | None
    denominator: int | None
    realisation: Realisation | None
    direction: Direction | None
    source: str
    rationale: str | None
