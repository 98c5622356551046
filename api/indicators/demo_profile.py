"""The key `indicators` of `demo.yaml`: how values are invented, who brings them, and what happens to them.

Moments such as `q3+20` are 20 days after the first day of project quarter 3; everything is over when a demo begins.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.indicators.profile import Code, String
from api.indicators.tables import BenchmarkKind, Direction, ObservationStatus, Realisation
from api.kernel.permission import Role
from api.programme import Moment

Chance = Annotated[float, Field(ge=0)]
Number = Annotated[int, Field(ge=0)]
Quarter = Annotated[int, Field(ge=1, le=4)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoBenchmark(_Part):
    """A baseline or a target of the county."""

    value: Number | None = None
    of: Number | None = None
    realisation: Realisation | None = None
    direction: Direction = Direction.up


class DemoAim(DemoBenchmark):
    """A baseline or a target of an area, or of a group (`dims`)."""

    kind: BenchmarkKind
    area: str | None = None
    dims: str | None = None


class DemoValues(_Part):
    """How values of an indicator are invented, as `inventing.Recipe` says.

    `since` is the project quarter of the first values, or they begin with the calendar year; `waves` are the days of
    surveys; `years_before` how many earlier years are known. Those are broken down by one trait at a time, as is all of
    what is not `crossed`.
    """

    indicator: Code
    about: Chance = 0
    growth: float = 0
    share: Chance | None = None
    pace: Chance = 6
    codes: dict[str, dict[str, Chance]] = {}
    since: Quarter | None = None
    waves: tuple[Moment, ...] = ()
    years_before: Annotated[int, Field(ge=0, le=5)] = 0
    crossed: bool = True
    baseline: DemoBenchmark | None = None
    target: DemoBenchmark | None = None
    aims: tuple[DemoAim, ...] = ()


class DemoStory(_Part):
    """What happens to one sheet: its total is a gap or unreliable, or it is corrected, or withdrawn and restored.

    `quarter` is a project quarter in its period, `area` the key of its area. A correction adds `more` to a cell.
    """

    indicator: Code
    quarter: Quarter
    area: str
    status: ObservationStatus | None = None
    dims: str = ""
    more: Number = 0
    day: Moment | None = None
    restored: Moment | None = None
    reason: String


class DemoReleases(_Part):
    """When the institutions and the counts of people are released."""

    institutions: tuple[Moment, ...] = ()
    persons: tuple[Moment, ...] = ()


class DemoHands(_Part):
    """Names of demo accounts: who brings the values each role is responsible for, who approves and signs them."""

    enter: dict[Role, String] = {}
    approve: String = ""


class IndicatorsDemo(_Part):
    """The key `indicators` of `demo.yaml`."""

    seed: int = 1
    source: String = "Demo"
    hands: DemoHands = DemoHands()
    values: tuple[DemoValues, ...] = ()
    stories: tuple[DemoStory, ...] = ()
    releases: DemoReleases = DemoReleases()


def unknown_names(demo: IndicatorsDemo, indicators: Iterable[str], people: Iterable[str]) -> list[str]:
    """Return what the demo names and nobody defines: codes of indicators, names of accounts."""
    codes = {one.indicator for one in (*demo.values, *demo.stories)} - {*indicators}
    names = {*demo.hands.enter.values(), demo.hands.approve} - {"", *people}
    return [*sorted(f"the indicator {code}" for code in codes), *sorted(f"the account {name}" for name in names)]
