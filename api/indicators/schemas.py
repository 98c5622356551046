"""What the definitions of indicators say over the wire."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from api.indicators.benchmark_views import Benchmark
from api.indicators.periods import PeriodType
from api.indicators.progress import Reason, Verdict
from api.indicators.series_schemas import CellView
from api.indicators.tables import IndicatorKind
from api.kernel.language import Text
from api.kernel.permission import Role


class ProgressView(BaseModel):
    """How far it is on the way from baseline to target, against the time that has passed; nothing is guessed."""

    verdict: Verdict
    value: float | None = Field(description="Share of the way that is gone; below 0 it is back behind the baseline.")
    elapsed: float | None = Field(description="Share of the time between the days of baseline and target.")
    reason: Reason | None = Field(description="Why it cannot be assessed.")
    total: float | None = Field(
        description="Of values that add up over time: the baseline and all that came since, which is what is compared."
    )
    since: dt.date | None = Field(description="The day of the baseline `total` begins with.")
    missing: int = Field(
        description="For how many periods nothing, or not everything, came in; `total` leaves that out."
    )


class IndicatorView(BaseModel):
    """What is measured, how values add up, and how people are protected."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "1.3a",
                    "measure": 2,
                    "kind": "count",
                    "unit": {"text": "Schulungen", "lang": "de", "state": "original"},
                    "text": {"text": "Anzahl der thematischen Schulungen", "lang": "de", "state": "original"},
                    "counts": None,
                    "definition": None,
                    "caveats": None,
                    "goal_says": None,
                    "period": "quarter",
                    "time_rule": "sum",
                    "area_rule": "sum",
                    "dimensions": ["area", "topic"],
                    "publish": {},
                    "fed_by": ["events"],
                    "responsible": "project_manager",
                    "due_days": 30,
                    "person": False,
                    "threshold": None,
                    "denominator": None,
                    "derived": False,
                    "assumed": False,
                    "baseline": {"state": "not_set"},
                    "target": {
                        "state": "set",
                        "value": 40,
                        "date": "2018-06-30",
                        "source": "Beschluss der Steuerungsgruppe",
                        "direction": "up",
                    },
                    "latest": None,
                    "progress": {
                        "verdict": "not_assessable",
                        "value": None,
                        "elapsed": None,
                        "reason": "no_value",
                        "total": None,
                        "since": None,
                        "missing": 0,
                    },
                }
            ]
        }
    )

    code: str
    measure: int | None = Field(description="The measure it belongs to; null for a cross-cutting one.")
    kind: IndicatorKind
    unit: Text | None
    text: Text
    counts: Text | None = Field(description="What exactly is counted, where the unit does not say it.")
    definition: Text | None = Field(description="What is meant, where somebody wrote it down.")
    caveats: Text | None = Field(description="What to keep in mind when reading it.")
    goal_says: str | None = Field(description="What the goal calls it where the indicator calls it otherwise.")
    period: PeriodType
    time_rule: str = Field(description="How values roll up over time: last, sum, ratio, coverage, or wave (a survey).")
    area_rule: str = Field(description="How values roll up over areas: sum, ratio, coverage, county_only, or none.")
    dimensions: list[str]
    publish: dict[str, PeriodType] = Field(
        description="How often counts of people are released, by level: county, verbandsgemeinde."
    )
    fed_by: list[str] = Field(description="Where values come from: parts of this service, a survey, other indicators.")
    responsible: Role = Field(description="The role that brings the values.")
    due_days: int = Field(description="How many days after the end of a period its value is due.")
    person: bool = Field(description="Whether it counts people; then small groups are never shown.")
    threshold: int | None = Field(description="The smallest group of people that may be shown.")
    denominator: str | None
    derived: bool = Field(description="Worked out from other indicators.")
    assumed: bool = Field(description="Not in the proposal.")
    baseline: Benchmark = Field(description="Of people: 0 or a number that is released; anything else is not shown.")
    target: Benchmark
    latest: CellView | None = Field(description="The newest released value of the county; null before the first.")
    progress: ProgressView
