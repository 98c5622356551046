"""The indicators' part of a county profile: definitions only, no values."""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from api.indicators.codes import AREA, CLOSED, OPEN
from api.indicators.periods import PeriodType
from api.indicators.tables import IndicatorKind
from api.kernel.permission import Role

String = Annotated[str, Field(min_length=1, max_length=2000)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,18}[A-Za-z0-9])?$")]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class IndicatorPart(BaseModel):
    """One indicator. `time` and `area` say how values roll up; `k` is the smallest group that may be shown.

    `publish` says per level of area how often counts of people are released, `fed_by` where values come from (other
    indicators alone: then it is derived), `goal_says` what the goal calls it where the indicator calls it otherwise.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Code
    measure: Annotated[int, Field(ge=1)] | None
    kind: IndicatorKind
    text: String
    unit: String | None = None
    counts: String | None = None
    denominator: Word | None = None
    goal_says: String | None = None
    time: Literal["last", "sum", "ratio", "coverage", "wave"]
    area: Literal["sum", "ratio", "coverage", "county_only", "none"]
    period: PeriodType
    person: bool
    k: Annotated[int, Field(ge=2)] | None = None
    by: list[Word] = []
    publish: dict[Literal["county", "verbandsgemeinde"], PeriodType] = {}
    fed_by: Annotated[list[String], BeforeValidator(_several)] = []
    assumed: bool = False
    definition: String | None = None
    caveats: String | None = None
    responsible: Role = Role.project_manager
    due_days: Annotated[int, Field(ge=0, le=366)] = 30

    @model_validator(mode="after")
    def _people_are_protected(self) -> "IndicatorPart":
        if self.person != (self.k is not None):
            raise ValueError("k: needed for an indicator that counts people, and for no other")
        return self

    @model_validator(mode="after")
    def _dimensions_are_known(self) -> "IndicatorPart":
        if unknown := [one for one in self.by if one not in {AREA, *CLOSED, *OPEN}]:
            raise ValueError(f"by: unknown dimension: {', '.join(unknown)}")
        return self


class IndicatorsProfile(BaseModel):
    """What the indicators take from the top level of `programme.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicators: list[IndicatorPart] = []

    @model_validator(mode="after")
    def _codes_once(self) -> "IndicatorsProfile":
        twice = [code for code, count in Counter(one.code for one in self.indicators).items() if count > 1]
        if twice:
            raise ValueError(f"indicators: given twice: {', '.join(twice)}")
        return self
