"""What later rooms may ask about the programme: titles to join with, where measures stand, who the county is."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col

from api.kernel.language import Text, said
from api.kernel.reading import columns, rows_of
from api.programme import strands
from api.programme.county import not_ready
from api.programme.county_schemas import ImprintView
from api.programme.progress import Calendar, Status
from api.programme.schemas import MilestoneView, PhaseView, ProgressView
from api.programme.strands import Strand
from api.programme.tables import LogbookEntry, Measure, MeasureKind, Project, Step, StepKind

# Joined by rooms whose rows name a measure or a step.
MEASURES = columns(Measure.number, Measure.title).subquery("measure_known")
STEPS = columns(Step.id, Step.measure, Step.kind, Step.title, Step.actual_end).subquery("step_known")
_LOGBOOK = columns(LogbookEntry.measure, LogbookEntry.day, LogbookEntry.text).order_by(
    col(LogbookEntry.day).desc(), col(LogbookEntry.key)
)


@dataclass(frozen=True)
class Sender:
    """The county as it writes letters and heads its documents."""

    name: str
    project: Text
    start: dt.date
    years: int
    imprint: ImprintView


@dataclass(frozen=True)
class Standing:
    """Where one measure stands today, and what its logbook, public and internal, says of a time; newest first."""

    number: int
    kind: MeasureKind
    title: Text
    status: Status
    progress: ProgressView
    milestones: list[MilestoneView]
    phases: list[PhaseView]
    happened: list[tuple[dt.date, Text]]


def sender(session: Session, language: str) -> Sender:
    """Return the county with its project and imprint. Raises NotReady when no profile is loaded. One statement."""
    wanted = columns(Project.official_name, Project.title, Project.start, Project.years, Project.imprint)
    for row in rows_of(session, wanted):
        return Sender(row.official_name, said(row.title, language), row.start, row.years, ImprintView(**row.imprint))
    raise not_ready()


def standings(session: Session, language: str, since: dt.date) -> tuple[Calendar, list[Standing]]:
    """Return the project's calendar and every measure by number, with its logbook from `since` on. Three statements.

    Raises NotReady when no profile is loaded.
    """
    found = strands.every(session, full=True)
    if not found:
        raise not_ready()
    happened: defaultdict[int, list[tuple[dt.date, Text]]] = defaultdict(list)
    for row in rows_of(session, _LOGBOOK.where(col(LogbookEntry.day) >= since)):
        happened[row.measure].append((row.day, said(row.text, language)))
    return found[0].calendar, [_standing(strand, happened[strand.row.number], language) for strand in found]


def _standing(strand: Strand, happened: list[tuple[dt.date, Text]], language: str) -> Standing:
    row: Any = strand.row
    judged = strand.progress
    return Standing(
        number=row.number,
        kind=row.kind,
        title=said(row.title, language),
        status=strand.status,
        progress=ProgressView(value=judged.value, done=judged.done, total=judged.total),
        milestones=[strands.milestone_view(step, strand.calendar, language) for step in strand.of(StepKind.milestone)],
        phases=[strands.phase_view(step, strand.calendar, language) for step in strand.of(StepKind.phase)],
        happened=happened,
    )
