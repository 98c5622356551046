"""Reference sheets of indicators as staff read and change them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.indicators.periods import PeriodType
from api.indicators.tables import IndicatorKind
from api.kernel.language import StaffText, TextWish
from api.kernel.permission import Role

Wishes = Annotated[list[TextWish], Field(max_length=30)]
_TEXT: list[dict[str, Any]] = [{"lang": "de", "text": "Anzahl der thematischen Schulungen", "state": "original"}]
_SHEET: dict[str, Any] = {
    "code": "1.3a",
    "revision": 1,
    "measure": 2,
    "kind": "count",
    "text": _TEXT,
    "unit": [{"lang": "de", "text": "Schulungen", "state": "original"}],
    "counts": [],
    "definition": [],
    "caveats": [],
    "denominator": None,
    "goal_says": None,
    "period": "quarter",
    "time_rule": "sum",
    "area_rule": "sum",
    "dimensions": ["area", "topic"],
    "publish": {},
    "fed_by": ["events"],
    "responsible": "trainer",
    "due_days": 30,
    "person": False,
    "threshold": None,
    "derived": False,
    "assumed": False,
}


class DefinitionChange(BaseModel):
    """What to change of a reference sheet: of texts only the languages that are named."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"due_days": 45}]})

    text: Wishes | None = None
    unit: Wishes | None = None
    counts: Wishes | None = None
    definition: Wishes | None = None
    caveats: Wishes | None = None
    responsible: Role | None = Field(default=None, description="The role that brings the values.")
    due_days: Annotated[int, Field(ge=0, le=366)] | None = Field(
        default=None, description="How many days after the end of a period values are due."
    )


class DefinitionDocument(BaseModel):
    """A reference sheet: what is measured, how it adds up, who brings the values, and when they are due."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SHEET]})

    code: str
    revision: int
    measure: int | None
    kind: IndicatorKind
    text: list[StaffText]
    unit: list[StaffText]
    counts: list[StaffText] = Field(description="What exactly is counted, where the unit does not say it.")
    definition: list[StaffText]
    caveats: list[StaffText]
    denominator: str | None
    goal_says: str | None = Field(description="What the goal calls it where the indicator calls it otherwise.")
    period: PeriodType
    time_rule: str
    area_rule: str
    dimensions: list[str]
    publish: dict[str, PeriodType] = Field(description="How often counts of people are released, by level of area.")
    fed_by: list[str]
    responsible: Role
    due_days: int
    person: bool
    threshold: int | None
    derived: bool
    assumed: bool
