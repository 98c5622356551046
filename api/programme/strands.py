"""Rows of measures and steps, brought together and judged by the rules of `progress`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlmodel import Session, bindparam, col, func, select

from api.kernel.language import said, said_or_none
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.programme import progress
from api.programme.progress import Calendar, Progress, Report, Status
from api.programme.schemas import ActivityView, MeasureView, MilestoneView, PhaseView, ProgressView
from api.programme.tables import LogbookEntry, Measure, MeasureKind, Project, Step, StepKind

_MEASURES = (
    columns(
        Measure.number, Measure.kind, Measure.field, Measure.title, Measure.friendly_title, Measure.sub_goals,
        Measure.weight, Measure.concept_measure, Measure.closed, Measure.closed_reason,
        Project.start, Project.years, Project.start_assumed,
    )
    .join(Project, col(Measure.project) == col(Project.key))
    .order_by(col(Measure.number))
)  # fmt: skip
_LAST_ENTRY = (
    select(func.max(LogbookEntry.day)).where(col(LogbookEntry.measure) == col(Measure.number)).scalar_subquery()
)
_WIDE = _MEASURES.add_columns(
    Measure.summary, Measure.responsible, Measure.partners, Measure.target_groups, Measure.experience_from,
    Measure.successor, Measure.hand_over, Measure.hand_over_from, Measure.revision, _LAST_ENTRY.label("last_entry"),
)  # fmt: skip
_ONE = _WIDE.where(col(Measure.number) == bindparam("number"))
_STEPS = columns(
    Step.measure, Step.kind, Step.first_quarter, Step.last_quarter, Step.actual_start, Step.actual_end
).order_by(col(Step.measure), col(Step.kind), col(Step.position))  # fmt: skip
_FULL_STEPS = _STEPS.add_columns(
    Step.id, Step.revision, Step.position,
    Step.code, Step.title, Step.assumed, Step.concept_measure, Step.evidence, Step.evidence_url,
)  # fmt: skip
_STEPS_OF_ONE = _FULL_STEPS.where(col(Step.measure) == bindparam("number"))


@dataclass(frozen=True)
class Strand:
    """A measure's row, its steps in order, and the calendar of its project."""

    row: Any
    calendar: Calendar
    steps: Sequence[Any] = field(default_factory=tuple[Any, ...])

    @cached_property
    def reports(self) -> list[Report]:
        """The steps as the rules see them."""
        return [
            Report(step.kind, self.calendar.last_day(step.last_quarter), step.actual_start, step.actual_end)
            for step in self.steps
        ]

    @cached_property
    def status(self) -> Status:
        """Where the measure stands today."""
        return progress.status(self.reports, self.calendar, self.row.closed)

    @cached_property
    def progress(self) -> Progress:
        """How much of it is done."""
        return progress.progress(self.reports)

    def of(self, kind: StepKind) -> list[Any]:
        """Return the steps of one kind, in order."""
        return [step for step in self.steps if step.kind == kind]

    @property
    def planned(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last planned day of its phases."""
        phases = self.of(StepKind.phase)
        days = [self.calendar.first_day(one.first_quarter) for one in phases] + [
            self.calendar.last_day(one.last_quarter) for one in phases
        ]
        return progress.span(days)

    @property
    def actual(self) -> tuple[dt.date | None, dt.date | None]:
        """First reported day, and the last reported end once the measure is done."""
        first, _ = progress.span(day for one in self.reports for day in (one.actual_start, one.actual_end))
        _, last = progress.span(one.actual_end for one in self.reports)
        return first, last if self.status is Status.done else None


def every(session: Session, *, full: bool = False, wide: bool = False) -> list[Strand]:
    """Return all measures and the project management by number. Two statements.

    `full` with texts of steps, `wide` with all texts of measures and the day of their last logbook entry.
    """
    rows = rows_of(session, _WIDE if wide else _MEASURES)
    steps: Mapping[int, list[Any]] = defaultdict(list)
    for step in rows_of(session, _FULL_STEPS if full else _STEPS):
        steps[step.measure].append(step)
    day = today(session)
    return [Strand(row, Calendar(row.start, row.years, day), steps[row.number]) for row in rows]


def one(session: Session, number: int) -> Strand | None:
    """Return a measure with everything about it, or None. Two statements."""
    steps = rows_of(session, _STEPS_OF_ONE, number=number)
    for row in rows_of(session, _ONE, number=number):
        return Strand(row, Calendar(row.start, row.years, today(session)), steps)
    return None


def measures(strands: Sequence[Strand]) -> list[Strand]:
    """Leave out the project management."""
    return [strand for strand in strands if strand.row.kind == MeasureKind.measure]


def members(strand: Strand, language: str) -> dict[str, Any]:
    """Return what every view of a measure says."""
    row, judged = strand.row, strand.progress
    planned_start, planned_end = strand.planned
    actual_start, actual_end = strand.actual
    return {
        "number": row.number,
        "kind": row.kind,
        "field": row.field,
        "title": said(row.title, language),
        "friendly_title": said(row.friendly_title, language),
        "sub_goals": row.sub_goals,
        "status": strand.status,
        "status_reason": said_or_none(row.closed_reason, language),
        "progress": ProgressView(value=judged.value, done=judged.done, total=judged.total),
        "planned_start": planned_start,
        "planned_end": planned_end,
        "actual_start": actual_start,
        "actual_end": actual_end,
    }


def measure_view(strand: Strand, language: str) -> MeasureView:
    """Return a measure as it stands in lists."""
    return MeasureView(**members(strand, language))


def activity_view(step: Any, language: str) -> ActivityView:
    """Return an activity: open, running once it has a start, done once it has an end."""
    return ActivityView(
        title=said(step.title, language),
        concept_measure=step.concept_measure,
        state="done" if step.actual_end else "running" if step.actual_start else "open",
        started_on=step.actual_start,
        done_on=step.actual_end,
    )


def phase_view(step: Any, calendar: Calendar, language: str) -> PhaseView:
    """Return a phase with its planned days, its reported days and how far they lie apart."""
    start, end = calendar.first_day(step.first_quarter), calendar.last_day(step.last_quarter)
    return PhaseView(
        title=said(step.title, language),
        first_quarter=step.first_quarter,
        last_quarter=step.last_quarter,
        planned_start=start or calendar.start,
        planned_end=end or calendar.end,
        assumed=step.assumed,
        actual_start=step.actual_start,
        actual_end=step.actual_end,
        start_slip_days=calendar.slip(start, step.actual_start or step.actual_end),
        end_slip_days=calendar.slip(end, step.actual_end),
    )


def milestone_view(step: Any, calendar: Calendar, language: str) -> MilestoneView:
    """Return a milestone, due on the last day of its quarter."""
    due = calendar.last_day(step.last_quarter) or calendar.end
    return MilestoneView(
        code=step.code,
        title=said(step.title, language),
        due=due,
        assumed=step.assumed,
        done_on=step.actual_end,
        slip_days=calendar.slip(due, step.actual_end),
        evidence=said_or_none(step.evidence, language),
        evidence_url=step.evidence_url,
    )
