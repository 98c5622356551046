"""What staff read and send about measures, their steps and their logbook: every text with all its languages."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.kernel.language import StaffText, TextWish
from api.kernel.time import Day
from api.programme.progress import Status
from api.programme.schemas import ProgressView
from api.programme.tables import Closed, HandOver, MeasureField, MeasureKind, StepKind

Languages = list[StaffText]
Wishes = Annotated[list[TextWish], Field(max_length=30)]
Quarter = Annotated[int, Field(ge=1, le=80, description="Project quarter: 1 begins on the day the project starts.")]
Truth = Annotated[bool, Field(strict=True)]  # 0 and "no" are no answers
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$", examples=["M3-1"])]
Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$", max_length=300, examples=["https://www.example.org"])]
_TITLE = [{"lang": "de", "text": "Mentorenprogramm", "state": "original"}]
_WISH = [{"lang": "de", "text": "Mentorenprogramm"}]
_STEP: dict[str, Any] = {
    "id": 57,
    "measure": 3,
    "kind": "milestone",
    "code": "first-pairs",
    "position": 1,
    "title": _TITLE,
    "first_quarter": None,
    "last_quarter": 4,
    "planned_start": None,
    "planned_end": "2016-06-30",
    "assumed": True,
    "concept_measure": None,
    "actual_start": None,
    "actual_end": "2016-05-12",
    "evidence": None,
    "evidence_url": None,
    "overdue": False,
    "revision": 2,
}


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


def _wish(**members: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class StepDocument(BaseModel):
    """An activity, a phase or a milestone; planned in project quarters and, worked out from them, in days."""

    model_config = _example(**_STEP)

    id: int
    measure: int
    kind: StepKind
    code: str
    position: int
    title: Languages
    first_quarter: int | None
    last_quarter: int | None
    planned_start: dt.date | None
    planned_end: dt.date | None = Field(description="A milestone is due on this day.")
    assumed: bool
    concept_measure: int | None
    actual_start: dt.date | None
    actual_end: dt.date | None
    evidence: Languages | None
    evidence_url: str | None
    overdue: bool
    revision: int


class MeasureLine(BaseModel):
    """A measure in the list of the staff area."""

    model_config = _example(
        number=3,
        kind="measure",
        title=_TITLE,
        status="running",
        progress={"value": 0.25, "done": 1, "total": 4},
        revision=4,
        changed_at="2026-11-20T09:30:00+01:00",
        last_report="2026-11-18",
        stale=False,
        silent=False,
        overdue=0,
        missing_texts=0,
    )

    number: int
    kind: MeasureKind
    title: Languages
    status: Status
    progress: ProgressView
    revision: int
    changed_at: dt.datetime | None = Field(description="Last change of the measure, its steps or its logbook.")
    last_report: dt.date | None = Field(description="The newest day anybody reported about: a step or the logbook.")
    stale: bool = Field(description="It runs, and the last report is more than 90 days old.")
    silent: bool = Field(description="By plan it has begun, and nobody has reported anything.")
    overdue: int = Field(description="Milestones that are due and not reported as done.")
    missing_texts: int = Field(description="Translations that are missing or older than the German text.")


class PartnerDocument(BaseModel):
    """Who takes part; `organisation` is a key at `/organisations`."""

    name: Languages
    organisation: str | None


class CalendarView(BaseModel):
    """The project's time, to turn days into project quarters and back."""

    start: dt.date
    end: dt.date
    quarters: int
    today: dt.date


class MeasureDocument(MeasureLine):
    """A measure with everything staff may change; its steps have revisions of their own."""

    model_config = _example(number=3, title=_TITLE, steps=[_STEP], revision=4)

    field: MeasureField | None
    friendly_title: Languages
    summary: Languages | None = Field(description="Markdown.")
    sub_goals: list[str]
    weight: float
    concept_measure: int | None
    responsible: Languages | None
    partners: list[PartnerDocument]
    target_groups: list[Languages]
    experience_from: list[str]
    closed: Closed | None
    closed_reason: Languages | None
    successor: Languages | None
    hand_over: HandOver | None
    hand_over_from: dt.date | None
    steps: list[StepDocument]
    calendar: CalendarView


class PartnerWish(BaseModel):
    """A partner. With the German name of one that is there, its translations stay."""

    model_config = _wish(name=[{"lang": "de", "text": "Kreisvolkshochschule"}], organisation=None)

    name: Wishes
    organisation: Annotated[str, Field(max_length=80)] | None = None


class MeasureChange(BaseModel):
    """What to change; fields left out stay, null empties. Texts name only the languages they change."""

    model_config = _wish(friendly_title=[{"lang": "pl", "text": "Ktoś u boku", "state": "reviewed"}], weight=2)

    field: MeasureField | None = None
    title: Wishes | None = None
    friendly_title: Wishes | None = None
    summary: Wishes | None = Field(default=None, description="Markdown.")
    sub_goals: Annotated[list[Code], Field(max_length=50)] | None = None
    weight: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    concept_measure: Annotated[int, Field(ge=1, le=999)] | None = None
    responsible: Wishes | None = None
    partners: Annotated[list[PartnerWish], Field(max_length=100)] | None = None
    target_groups: Annotated[list[Wishes], Field(max_length=50)] | None = None
    experience_from: (
        Annotated[list[Annotated[str, Field(min_length=1, max_length=300)]], Field(max_length=50)] | None
    ) = None
    closed: Closed | None = Field(default=None, description="Needs `closed_reason`.")
    closed_reason: Wishes | None = None
    successor: Wishes | None = None
    hand_over: Literal["named", "agreed", "done"] | None = Field(default=None, description="Needs `successor`.")
    hand_over_from: Day | None = Field(default=None, description="First day the successor is responsible.")


class StepParts(BaseModel):
    """What staff may say about any step; which of it, depends on its kind."""

    position: Annotated[int, Field(ge=1, le=1000)] | None = None
    first_quarter: Quarter | None = None
    last_quarter: Quarter | None = None
    assumed: Truth | None = None
    concept_measure: Annotated[int, Field(ge=1, le=999)] | None = None
    actual_start: Day | None = None
    actual_end: Day | None = None
    evidence: Wishes | None = None
    evidence_url: Address | None = None


class StepChange(StepParts):
    """What to change about a step; `position` moves it among its measure's steps of the same kind."""

    model_config = _wish(actual_end="2016-05-12", evidence=[{"lang": "de", "text": "Sechs Tandems begonnen"}])

    title: Wishes | None = None


class StepWish(StepParts):
    """A new step, put at the end or at `position`."""

    model_config = _wish(kind="milestone", title=_WISH, last_quarter=4)

    kind: StepKind
    title: Wishes
    code: Code | None = Field(default=None, description="A short name that never changes; made up when left out.")


class LogbookDocument(BaseModel):
    """What happened on a day; only public entries are shown to visitors."""

    model_config = _example(
        key="5f1c2a9be03d", measure=3, day="2016-05-12", text=_TITLE, public=True, html="<p>Mentorenprogramm</p>\n",
        revision=1,
    )  # fmt: skip

    key: str
    measure: int
    day: dt.date
    text: Languages = Field(description="Markdown.")
    html: str = Field(description="The German text as visitors see it.")
    public: bool
    revision: int


class LogbookChange(BaseModel):
    """What to change about an entry."""

    model_config = _wish(public=True)

    day: Day | None = None
    text: Wishes | None = Field(default=None, description="Markdown.")
    public: Truth | None = None


class LogbookWish(BaseModel):
    """A new entry; not public unless it says so."""

    model_config = _wish(day="2016-05-12", text=_WISH, public=False)

    day: Day
    text: Wishes = Field(description="Markdown.")
    public: Truth = False
