"""Where the measures stand: put together from the programme's reports, outreach, and the tasks of working groups."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col

from api.kernel.language import Text
from api.kernel.permission import Actor, Resource, can, require
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.outreach import permissions
from api.outreach.listing import counts
from api.outreach.stages import ENDED, Stage
from api.outreach.status_schemas import Date, Happening, MeasureStatus, MilestoneStatus, OpenTask, StatusReport
from api.outreach.tables import Outreach, WorkingGroup, WorkingGroupTask
from api.places import ORGANISATIONS
from api.programme import Standing, sender, standings

_TASKS = (
    columns(
        WorkingGroupTask.title, WorkingGroupTask.due, WorkingGroupTask.measure, WorkingGroup.measures, WorkingGroup.name
    )
    .join(WorkingGroup, col(WorkingGroup.id) == col(WorkingGroupTask.working_group))
    .where(col(WorkingGroupTask.done_on).is_(None))
    .order_by(col(WorkingGroupTask.due), col(WorkingGroupTask.id))
)
_STEPS = (
    columns(Outreach.measure, Outreach.next_step, Outreach.next_step_on, ORGANISATIONS.c.name)
    .join(ORGANISATIONS, ORGANISATIONS.c.key == col(Outreach.organisation))
    .where(col(Outreach.next_step_on).is_not(None), col(Outreach.stage).not_in(ENDED))
    .order_by(col(Outreach.next_step_on), col(Outreach.id))
)


@dataclass(frozen=True)
class _Seen:
    """What the reader may see beside the programme, by measure; None where the permission is missing."""

    stages: Mapping[int, Counter[Stage]] | None
    tasks: Mapping[int, list[OpenTask]] | None
    steps: Mapping[int, list[Date]]


def report(session: Session, actor: Actor, language: str, number: int | None = None) -> StatusReport:
    """Return where the programme, or one measure, stands today. Raises NotFound for a measure that does not exist."""
    require(actor, permissions.STATUS, Resource())
    day = today(session)
    since = last_quarter(day)
    county = sender(session, language)
    calendar, found = standings(session, language, since)
    if number is not None:
        found = [one for one in found if one.number == number]
    if not found:
        raise NotFound
    seen = _seen(session, actor, day)
    return StatusReport(
        name=county.name,
        project=county.project,
        day=day,
        since=since,
        quarter=calendar.quarter,
        quarters=calendar.quarters,
        measures=[_measure(one, seen, day) for one in found],
    )


def last_quarter(day: dt.date) -> dt.date:
    """Return the first day of the calendar quarter before that of `day`."""
    months = day.year * 12 + (day.month - 1) // 3 * 3 - 3
    return dt.date(months // 12, months % 12 + 1, 1)


def _seen(session: Session, actor: Actor, day: dt.date) -> _Seen:
    stages = counts(session) if can(actor, permissions.FIGURES, Resource()) else None
    tasks = _tasks(session, day) if can(actor, permissions.READ_GROUPS, Resource()) else None
    steps: defaultdict[int, list[Date]] = defaultdict(list)
    if can(actor, permissions.READ, Resource()):
        for row in rows_of(session, _STEPS):
            title = Text(text=f"{row.name}: {row.next_step}", lang="de", state="original")
            steps[row.measure].append(Date(day=row.next_step_on, kind="next_step", title=title))
    return _Seen(stages, tasks, steps)


def _tasks(session: Session, day: dt.date) -> dict[int, list[OpenTask]]:
    """Return open tasks by measure; a task without one counts for every measure of its group."""
    found: defaultdict[int, list[OpenTask]] = defaultdict(list)
    for row in rows_of(session, _TASKS):
        late = row.due is not None and row.due < day
        for measure in row.measures if row.measure is None else [row.measure]:
            found[measure].append(OpenTask(title=row.title, due=row.due, overdue=late, group=row.name))
    return found


def _measure(one: Standing, seen: _Seen, day: dt.date) -> MeasureStatus:
    stages = None if seen.stages is None else seen.stages.get(one.number, Counter[Stage]())
    return MeasureStatus(
        number=one.number,
        kind=one.kind,
        title=one.title,
        status=one.status,
        progress=one.progress.value,
        done=one.progress.done,
        total=one.progress.total,
        milestones=[
            MilestoneStatus(title=step.title, due=step.due, done_on=step.done_on, slip_days=step.slip_days)
            for step in one.milestones
        ],
        happened=[Happening(day=when, text=text) for when, text in one.happened],
        outreach=None if stages is None else {stage: stages[stage] for stage in Stage},
        tasks=None if seen.tasks is None else seen.tasks.get(one.number, []),
        next=sorted([*_planned(one, day), *seen.steps.get(one.number, [])], key=lambda date: date.day),
    )


def _planned(one: Standing, day: dt.date) -> Iterator[Date]:
    for milestone in one.milestones:
        if milestone.done_on is None and milestone.due >= day:
            yield Date(day=milestone.due, kind="milestone", title=milestone.title)
    for phase in one.phases:
        if phase.actual_end is None and phase.planned_end >= day:
            yield Date(day=phase.planned_end, kind="phase_end", title=phase.title)
