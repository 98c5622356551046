"""What can be asked about the programme: reading only, at most three statements each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, bindparam, col

from api.kernel.language import said, said_or_none
from api.kernel.markdown import rich, rich_or_none
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import quarter_end, quarter_start
from api.programme import progress, strands
from api.programme.county import not_ready
from api.programme.lookup import sub_goals_of
from api.programme.progress import Status
from api.programme.schemas import (
    ConceptMeasureView,
    GoalProgressView,
    GoalView,
    HandOverView,
    LinkedActivity,
    LogbookView,
    MeasureDetail,
    MeasureView,
    PartnerView,
    QuarterView,
    StrandView,
    SubGoalView,
    TimelineView,
)
from api.programme.strands import Strand
from api.programme.tables import (
    ConceptMeasure,
    Goal,
    HandOver,
    LogbookEntry,
    Measure,
    MeasureField,
    Step,
    StepKind,
    SubGoal,
)

_GOALS = (
    columns(
        Goal.code,
        Goal.title,
        Goal.cross_cutting,
        col(SubGoal.code).label("sub_code"),
        col(SubGoal.title).label("sub_title"),
    )
    .outerjoin(SubGoal, col(SubGoal.goal) == col(Goal.code))
    .order_by(col(Goal.position), col(SubGoal.position))
)
_LOGBOOK = (
    columns(LogbookEntry.day, LogbookEntry.text)
    .where(col(LogbookEntry.measure) == bindparam("number"), col(LogbookEntry.public).is_(True))
    .order_by(col(LogbookEntry.day).desc(), col(LogbookEntry.key))
)
_CONCEPT = columns(ConceptMeasure.number, ConceptMeasure.title).order_by(col(ConceptMeasure.number))
_LINKED_MEASURES = (
    columns(Measure.concept_measure, Measure.number, Measure.title)
    .where(col(Measure.concept_measure).is_not(None))
    .order_by(col(Measure.number))
)
_LINKED_ACTIVITIES = (
    columns(Step.concept_measure, Step.measure, Step.title)
    .where(col(Step.concept_measure).is_not(None))
    .order_by(col(Step.measure), col(Step.position))
)


@dataclass(frozen=True)
class Filters:
    """Which measures are wanted; None takes all."""

    goal: str | None = None
    field: MeasureField | None = None
    status: Status | None = None


def list_goals(session: Session, language: str, wanted: Wish) -> Listing[GoalView]:
    """Return the goals in their order, with their sub-goals and progress."""
    strands_of: defaultdict[str, list[Strand]] = defaultdict(list)
    for strand in strands.measures(strands.every(session)):
        for code in strand.row.sub_goals:
            strands_of[code].append(strand)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows_of(session, _GOALS):
        found[row.code].append(row)
    rows, following, total = cut(list(enumerate(found.values())), lambda pair: pair[0], wanted)
    return Listing(items=[_goal_view(parts, strands_of, language) for _, parts in rows], next=following, total=total)


def _goal_view(parts: Sequence[Any], strands_of: Mapping[str, list[Strand]], language: str) -> GoalView:
    """Build a goal from its rows, one per sub-goal; a measure of several sub-goals counts once."""
    own = {strand.row.number: strand for part in parts for strand in strands_of.get(part.sub_code, ())}
    mean = progress.mean_progress([(strand.progress.value, strand.row.weight) for strand in own.values()])
    return GoalView(
        code=parts[0].code,
        title=said(parts[0].title, language),
        cross_cutting=parts[0].cross_cutting,
        progress=GoalProgressView(value=mean.value, counted=mean.counted, left_out=mean.left_out),
        sub_goals=[
            SubGoalView(
                code=part.sub_code,
                title=said(part.sub_title, language),
                measures=[strand.row.number for strand in strands_of.get(part.sub_code, ())],
            )
            for part in parts
            if part.sub_code
        ],
    )


def list_measures(session: Session, language: str, wanted: Wish, filters: Filters) -> Listing[MeasureView]:
    """Return the measures by number. Raises Invalid for a goal that does not exist."""
    codes = sub_goals_of(session, filters.goal) if filters.goal is not None else None
    found = [
        strand
        for strand in strands.measures(strands.every(session))
        if (codes is None or codes & set(strand.row.sub_goals))
        and filters.field in {None, strand.row.field}
        and filters.status in {None, strand.status}
    ]
    return listing(
        cut(found, lambda strand: strand.row.number, wanted), lambda strand: strands.measure_view(strand, language)
    )


def get_measure(session: Session, number: int, language: str) -> MeasureDetail:
    """Return one measure, or the project management, with everything about it. Raises NotFound."""
    strand = strands.one(session, number)
    if strand is None:
        raise NotFound
    row, calendar = strand.row, strand.calendar
    entries = rows_of(session, _LOGBOOK, number=number)
    return MeasureDetail(
        **strands.members(strand, language),
        summary=rich_or_none(row.summary, language),
        activities=[strands.activity_view(step, language) for step in strand.of(StepKind.activity)],
        phases=[strands.phase_view(step, calendar, language) for step in strand.of(StepKind.phase)],
        milestones=[strands.milestone_view(step, calendar, language) for step in strand.of(StepKind.milestone)],
        partners=[
            PartnerView(name=said(one["name"], language), organisation=one["organisation"]) for one in row.partners
        ],
        target_groups=[said(one, language) for one in row.target_groups],
        experience_from=row.experience_from,
        responsible=said_or_none(row.responsible, language),
        concept_measure=row.concept_measure,
        hand_over=_hand_over(row, language),
        logbook=[LogbookView(day=day, text=rich(text, language)) for day, text in entries],
    )


def _hand_over(row: Any, language: str) -> HandOverView:
    """Without a report the successor decides: named, or not named."""
    state = row.hand_over or (HandOver.named if row.successor else HandOver.not_named)
    return HandOverView(successor=said_or_none(row.successor, language), from_=row.hand_over_from, state=state)


def get_timeline(session: Session, language: str) -> TimelineView:
    """Return the whole project: quarters, and the phases and milestones of every measure. Raises NotReady."""
    found = strands.every(session, full=True)
    if not found:
        raise not_ready()
    calendar = found[0].calendar
    numbers = range(1, calendar.quarters + 1)
    return TimelineView(
        start=calendar.start,
        end=calendar.end,
        today=calendar.today,
        start_assumed=found[0].row.start_assumed,
        quarters=[
            QuarterView(number=one, start=quarter_start(calendar.start, one), end=quarter_end(calendar.start, one))
            for one in numbers
        ],
        strands=[_strand_view(strand, language) for strand in found],
    )


def _strand_view(strand: Strand, language: str) -> StrandView:
    return StrandView(
        number=strand.row.number,
        kind=strand.row.kind,
        title=said(strand.row.title, language),
        status=strand.status,
        phases=[strands.phase_view(step, strand.calendar, language) for step in strand.of(StepKind.phase)],
        milestones=[strands.milestone_view(step, strand.calendar, language) for step in strand.of(StepKind.milestone)],
    )


def list_concept_measures(session: Session, language: str, wanted: Wish) -> Listing[ConceptMeasureView]:
    """Return the measures of the wider concept by number; of most nothing is known but that they exist."""
    linked: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(session, _LINKED_MEASURES):
        linked[row.concept_measure].append(row)
    activities: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(session, _LINKED_ACTIVITIES):
        activities[row.concept_measure].append(row)

    def view(row: Any) -> ConceptMeasureView:
        carried_out = [*linked[row.number], *activities[row.number]]
        title = row.title or next((one.title for one in carried_out), None)
        return ConceptMeasureView(
            number=row.number,
            title=said_or_none(title, language),
            measures=[one.number for one in linked[row.number]],
            activities=[
                LinkedActivity(measure=one.measure, title=said(one.title, language)) for one in activities[row.number]
            ],
            data="linked" if carried_out else "missing",
        )

    rows = rows_of(session, _CONCEPT)
    return listing(cut(rows, lambda row: row.number, wanted), view)
