"""What a fact of a room is: what is read for it once, and which sheets of an indicator follow from that. Pure."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlmodel import Session

from api.indicators.periods import Period, ProjectTime
from api.indicators.tables import Indicator
from api.places import Territory

Row = TypeVar("Row")
Counts = Mapping[str, tuple[int, int | None]]  # numerator and denominator by cell


@dataclass(frozen=True)
class Scene:
    """What is counted in: the areas, the time of the project, the day."""

    tree: Territory
    project: ProjectTime
    today: dt.date


@dataclass(frozen=True)
class Told:
    """What a sheet is to say, and what that follows from: as long as that is the same, nothing is said anew."""

    area: str
    period: Period
    counts: Counts
    inputs: Sequence[object]


@dataclass(frozen=True)
class Fact(Generic[Row]):
    """A fact of a room.

    `word` is what an indicator names in `fed_by`. Where `read` finds nothing at all, nothing is said: that is no zero.
    `alone`: nobody enters values beside it; trainings may also be held elsewhere.
    """

    word: str
    read: Callable[[Session], Sequence[Row]]
    count: Callable[[Indicator, Sequence[Row], Scene], Iterator[Told]]
    alone: bool = True
