"""Where the measures stand, over the wire: what a page of print says, as data."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.kernel.language import Text
from api.outreach.schemas import example
from api.outreach.stages import Stage

_TITLE = {"text": "Interkulturelle Öffnung und Ausrichtung von Vereinen", "lang": "de", "state": "original"}
_MEASURE: dict[str, Any] = {
    "number": 1,
    "kind": "measure",
    "title": _TITLE,
    "status": "running",
    "progress": 0.2,
    "done": 1,
    "total": 5,
    "milestones": [],
    "happened": [{"day": "2026-10-16", "text": {**_TITLE, "text": "Erste Infoveranstaltung"}}],
    "outreach": {"open": 3, "approached": 2, "talk_held": 1, "agreed": 1, "done": 0, "declined": 1},
    "tasks": [{"title": "Plakate bringen", "due": "2026-12-01", "overdue": False, "group": "AG Vereine"}],
    "next": [{"day": "2026-12-31", "kind": "phase_end", "title": _TITLE}],
}
_COUNTY = {"name": "Landkreis Kaiserslautern", "project": {**_TITLE, "text": "Willkommen im Kreis"}}
_TIME = {"day": "2026-11-22", "since": "2026-07-01", "quarter": 6, "quarters": 12}


class MilestoneStatus(BaseModel):
    """A milestone: due and done days, slip in days (negative when early)."""

    title: Text
    due: dt.date
    done_on: dt.date | None
    slip_days: int | None


class Happening(BaseModel):
    """An entry of the logbook; internal ones are there too."""

    day: dt.date
    text: Text


class OpenTask(BaseModel):
    """A task that is not done; who does it is left out."""

    title: str
    due: dt.date | None
    overdue: bool
    group: str


class Date(BaseModel):
    """A day that comes: a milestone, the end of a phase, or the next step of outreach."""

    day: dt.date
    kind: Literal["milestone", "phase_end", "next_step"]
    title: Text


class MeasureStatus(BaseModel):
    """Where one measure stands. Parts the reader has no permission for are null."""

    model_config = example(**_MEASURE)

    number: int
    kind: str
    title: Text
    status: str
    progress: float | None = Field(ge=0, le=1, description="Null as long as nothing was reported.")
    done: int
    total: int
    milestones: list[MilestoneStatus]
    happened: list[Happening] = Field(description="Since the beginning of the last calendar quarter, newest first.")
    outreach: dict[Stage, int] | None
    tasks: list[OpenTask] | None
    next: list[Date] = Field(description="What comes, soonest first.")


class StatusReport(BaseModel):
    """Where one measure, or the whole programme, stands on a day."""

    model_config = example(**_COUNTY, **_TIME, measures=[_MEASURE])

    name: str = Field(description="The county.")
    project: Text
    day: dt.date
    since: dt.date = Field(description="First day of the last calendar quarter: from then on things `happened`.")
    quarter: int | None = Field(description="The project quarter of the day; null before and after the project.")
    quarters: int
    measures: list[MeasureStatus]
