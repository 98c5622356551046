"""What the programme says over the wire."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.kernel.language import Text
from api.kernel.markdown import RichText
from api.programme.progress import Status
from api.programme.tables import HandOver, MeasureField, MeasureKind

_MENTORING: Text = Text(text="Einrichtung eines Mentorenprogramms", lang="de", state="original")
_NEXT_TO_YOU: Text = Text(text="Jemand an Ihrer Seite: das Mentorenprogramm", lang="de", state="original")


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class ProgressView(BaseModel):
    """Done ÷ all activities and milestones. `value` is null when nothing was ever reported, never 0."""

    model_config = _example(value=0.25, done=1, total=4)

    value: float | None = Field(ge=0, le=1)
    done: int
    total: int


class GoalProgressView(BaseModel):
    """Weighted mean of the progress of the goal's measures; `left_out` have not reported anything."""

    model_config = _example(value=0.375, counted=2, left_out=1)

    value: float | None = Field(ge=0, le=1)
    counted: int
    left_out: int


class SubGoalView(BaseModel):
    """A sub-goal and the numbers of the measures that work towards it."""

    code: str
    title: Text
    measures: list[int]


class GoalView(BaseModel):
    """A goal of the project; a cross-cutting one has no sub-goals of its own."""

    model_config = _example(
        code="1",
        title={"text": "Gesellschaftliche Partizipation", "lang": "de", "state": "original"},
        cross_cutting=False,
        progress={"value": 0.375, "counted": 2, "left_out": 1},
        sub_goals=[{"code": "1.4", "title": _MENTORING.model_dump(), "measures": [3]}],
    )

    code: str
    title: Text
    cross_cutting: bool
    progress: GoalProgressView
    sub_goals: list[SubGoalView]


class PhaseView(BaseModel):
    """A phase, planned in project quarters; slips in days, positive when later than planned."""

    title: Text
    first_quarter: int
    last_quarter: int
    planned_start: dt.date
    planned_end: dt.date
    assumed: bool = Field(description="The proposal names no dates; these follow from assumed quarters.")
    actual_start: dt.date | None
    actual_end: dt.date | None
    start_slip_days: int | None
    end_slip_days: int | None


class MilestoneView(BaseModel):
    """A milestone, due on the last day of a project quarter; slip in days."""

    code: str
    title: Text
    due: dt.date
    assumed: bool
    done_on: dt.date | None
    slip_days: int | None
    evidence: Text | None
    evidence_url: str | None


class ActivityView(BaseModel):
    """Something a measure does; `concept_measure` is the measure of the wider concept it carries out."""

    title: Text
    concept_measure: int | None
    state: Literal["open", "running", "done"]
    started_on: dt.date | None
    done_on: dt.date | None


class PartnerView(BaseModel):
    """Who takes part; `organisation` is a key at `/organisations` or `/offices`."""

    name: Text
    organisation: str | None


class HandOverView(BaseModel):
    """Who continues the measure after the project; null when nobody was named."""

    successor: Text | None
    from_: dt.date | None = Field(serialization_alias="from")
    state: HandOver


class LogbookView(BaseModel):
    """What happened on a day."""

    day: dt.date
    text: RichText


_SHORT: dict[str, Any] = {
    "number": 3,
    "kind": "measure",
    "field": "social",
    "title": _MENTORING.model_dump(),
    "friendly_title": _NEXT_TO_YOU.model_dump(),
    "sub_goals": ["1.4"],
    "status": "running",
    "status_reason": None,
    "progress": {"value": 0.25, "done": 1, "total": 4},
    "planned_start": "2015-07-01",
    "planned_end": "2016-09-30",
    "actual_start": "2015-07-20",
    "actual_end": None,
}


class MeasureView(BaseModel):
    """A measure with its plan and where it stands today."""

    model_config = _example(**_SHORT)

    number: int
    kind: MeasureKind
    field: MeasureField | None
    title: Text = Field(description="The official wording.")
    friendly_title: Text = Field(description="Plain words for residents.")
    sub_goals: list[str]
    status: Status
    status_reason: Text | None
    progress: ProgressView
    planned_start: dt.date | None
    planned_end: dt.date | None
    actual_start: dt.date | None = Field(description="The first reported start.")
    actual_end: dt.date | None = Field(description="The last reported end, once the measure is done.")


class MeasureDetail(MeasureView):
    """A measure with everything that belongs to it."""

    model_config = _example(
        **_SHORT,
        summary=None,
        activities=[
            {
                "title": _MENTORING.model_dump(),
                "concept_measure": None,
                "state": "open",
                "started_on": None,
                "done_on": None,
            }
        ],
        phases=[],
        milestones=[],
        partners=[],
        target_groups=[],
        experience_from=[],
        responsible=None,
        concept_measure=10,
        hand_over={"successor": None, "from": None, "state": "not_named"},
        logbook=[],
    )

    summary: RichText | None
    activities: list[ActivityView]
    phases: list[PhaseView]
    milestones: list[MilestoneView]
    partners: list[PartnerView]
    target_groups: list[Text]
    experience_from: list[str]
    responsible: Text | None
    concept_measure: int | None
    hand_over: HandOverView
    logbook: list[LogbookView] = Field(description="Public entries, newest first.")


class QuarterView(BaseModel):
    """A project quarter, both days included."""

    number: int
    start: dt.date
    end: dt.date


class StrandView(BaseModel):
    """One line of the timeline: a measure, or the project management."""

    number: int
    kind: MeasureKind
    title: Text
    status: Status
    phases: list[PhaseView]
    milestones: list[MilestoneView]


class TimelineView(BaseModel):
    """The whole project, planned and reported."""

    start: dt.date
    end: dt.date
    today: dt.date
    start_assumed: bool
    quarters: list[QuarterView]
    strands: list[StrandView]


class LinkedActivity(BaseModel):
    """An activity that carries out a concept measure."""

    measure: int
    title: Text


class ConceptMeasureView(BaseModel):
    """A measure of the wider concept, as far as the data say something about it."""

    model_config = _example(number=10, title=_MENTORING.model_dump(), measures=[3], activities=[], data="linked")

    number: int
    title: Text | None = Field(description="Its own title, else that of the measure or activity that carries it out.")
    measures: list[int]
    activities: list[LinkedActivity]
    data: Literal["linked", "missing"]
