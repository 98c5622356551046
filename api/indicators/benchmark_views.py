"""Baselines and targets as visitors see them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.indicators.tables import BenchmarkKind, Direction, Realisation


class Unset(BaseModel):
    """A baseline or target nobody has entered yet; the proposal gives none."""

    state: Literal["not_set"] = "not_set"


class NotCollected(BaseModel):
    """A baseline that nobody counted, and somebody said so."""

    state: Literal["not_collected"] = "not_collected"
    date: dt.date
    source: str


class SetBenchmark(BaseModel):
    """A baseline or a target; the newest one."""

    state: Literal["set"] = "set"
    value: int | float | Realisation = Field(description="A count, a share in percent, or a realisation.")
    date: dt.date
    source: str
    direction: Direction | None = Field(description="Which way is better; `hold`: not to be left. Of targets only.")


Benchmark = Annotated[Unset | NotCollected | SetBenchmark, Field(discriminator="state")]


class _Of(BaseModel):
    """What a baseline or target of a series is about."""

    kind: BenchmarkKind
    area: str
    codes: dict[str, str] = Field(description="The code of every dimension but the area; `_T` is all together.")


class NotCollectedOf(NotCollected, _Of):
    """A baseline of an area and a group that nobody counted, and somebody said so."""


class SetBenchmarkOf(SetBenchmark, _Of):
    """A baseline or a target of an area and a group; the newest one."""


BenchmarkOf = Annotated[NotCollectedOf | SetBenchmarkOf, Field(discriminator="state")]
