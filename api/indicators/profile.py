"""The indicators' part of a county profile: definitions only, no values."""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from api.indicators.tables import IndicatorKind, Period

String = Annotated[str, Field(min_length=1, max_length=2000)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,18}[A-Za-z0-9])?$")]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class IndicatorPart(BaseModel):
    """One indicator. `time` and `area` say how values roll up; `k` is the smallest group that may be shown.

    `publish`, `fed_by` and `goal_says` are for releases of values; of them only whether `fed_by` names nothing but
    other indicators is read so far: then the indicator is derived.
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
    period: Period
    person: bool
    k: Annotated[int, Field(ge=2)] | None = None
    by: list[Word] = []
    publish: dict[Word, Period] = {}
    fed_by: Annotated[list[String], BeforeValidator(_several)] = []
    assumed: bool = False

    @model_validator(mode="after")
    def _people_are_protected(self) -> "IndicatorPart":
        if self.person != (self.k is not None):
            raise ValueError("k: needed for an indicator that counts people, and for no other")
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
