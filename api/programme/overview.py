"""The measures as those see them who steer them: what is stale, silent, overdue or untranslated; full documents."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import String, cast, union_all
from sqlmodel import Session, col, func, select

from api.kernel.language import SOURCE, Languages, every, states
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor, Resource, can, require
from api.kernel.problems import NotFound
from api.kernel.reading import rows_of
from api.kernel.tables import AuditEntry
from api.kernel.time import spoken
from api.programme import progress, strands
from api.programme.permissions import READ
from api.programme.progress import Calendar, Status
from api.programme.schemas import ProgressView
from api.programme.staff_schemas import CalendarView, MeasureDocument, MeasureLine, PartnerDocument, StepDocument
from api.programme.strands import Strand
from api.programme.tables import LogbookEntry, Measure, Step, StepKind

STALE_AFTER = dt.timedelta(days=90)  # a quarter: as often as the measures are steered and the press page is made
_OVER = frozenset({Status.done, Status.stopped, Status.handed_over, Status.not_reported})
_STEP = (
    "id", "measure", "kind", "code", "position", "assumed", "revision", "first_quarter", "last_quarter",
    "concept_measure", "actual_start", "actual_end", "evidence_url",
)  # fmt: skip
_PLAIN = (
    "field", "sub_goals", "weight", "concept_measure", "experience_from", "closed", "hand_over", "hand_over_from"
)  # fmt: skip
_TEXTS = ("title", "friendly_title", "summary", "responsible", "closed_reason", "successor")


def _latest(table: type[Any], key: Any, measure: Any) -> Any:
    at = func.max(AuditEntry.at).label("at")
    joined = select(measure.label("number"), at).join(AuditEntry, col(AuditEntry.object_key) == cast(key, String))
    return joined.where(col(AuditEntry.object_type) == table.__tablename__).group_by(measure)


_CHANGED = union_all(
    _latest(Measure, col(Measure.number), col(Measure.number)),
    _latest(Step, col(Step.id), col(Step.measure)),
    _latest(LogbookEntry, col(LogbookEntry.key), col(LogbookEntry.measure)),
)


def list_measures(session: Session, actor: Actor, languages: Languages, wanted: Wish) -> Listing[MeasureLine]:
    """Return every measure and the project management by number. Three statements."""
    if not can(actor, READ, Resource()):
        return Listing(items=[])
    found = strands.every(session, full=True, wide=True)
    changed = _changed(session)
    return listing(
        cut(found, lambda strand: strand.row.number, wanted),
        lambda strand: MeasureLine(**_line(strand, changed.get(strand.row.number), languages)),
    )


def get_measure(session: Session, actor: Actor, languages: Languages, number: int) -> MeasureDocument:
    """Return one measure with all languages. Raises NotFound."""
    require(actor, READ, Resource())
    strand = strands.one(session, number)
    if strand is None:
        raise NotFound
    return MeasureDocument(
        **_line(strand, _changed(session).get(number), languages),
        **_members(strand.row),
        steps=[step_document(step, strand.calendar, open_=goes_on(strand)) for step in strand.steps],
        calendar=_calendar(strand.calendar),
    )


def _members(row: Any) -> dict[str, Any]:
    """Return what staff may change about a measure itself."""
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        **{name: every(getattr(row, name)) or None for name in _TEXTS[1:]},
        "partners": [
            PartnerDocument(name=every(one["name"]), organisation=one["organisation"]) for one in row.partners
        ],
        "target_groups": [every(one) for one in row.target_groups],
    }


def step_document(step: Any, calendar: Calendar, *, open_: bool) -> StepDocument:
    """Return a step with all languages; `open_` says whether its measure is still going on."""
    return StepDocument(
        **{name: getattr(step, name) for name in _STEP},
        title=every(step.title),
        planned_start=calendar.first_day(step.first_quarter),
        planned_end=calendar.last_day(step.last_quarter),
        evidence=every(step.evidence) or None,
        overdue=open_ and _overdue(step, calendar),
    )


def goes_on(strand: Strand) -> bool:
    """Say whether a measure is neither over nor closed, and the project neither."""
    return strand.status not in _OVER


def last_report(strand: Strand) -> dt.date | None:
    """Return the newest day anybody reported about: the start or end of a step, or an entry of the logbook."""
    _, last = progress.span(
        [strand.row.last_entry, *(day for one in strand.reports for day in (one.actual_start, one.actual_end))]
    )
    return last


def is_stale(strand: Strand) -> bool:
    """Say whether a measure runs and nobody has reported anything for longer than `STALE_AFTER`."""
    last = last_report(strand)
    return goes_on(strand) and last is not None and strand.calendar.today - last > STALE_AFTER


def is_silent(strand: Strand) -> bool:
    """Say whether a measure has begun by plan and nobody ever reported anything."""
    start, _ = strand.planned
    begun = start is not None and start <= strand.calendar.today
    return begun and goes_on(strand) and last_report(strand) is None


def overdue(strand: Strand) -> list[Any]:
    """Return the milestones that are due and not reported as done; none once the measure or the project is over."""
    if not goes_on(strand):
        return []
    return [step for step in strand.of(StepKind.milestone) if _overdue(step, strand.calendar)]


def _overdue(step: Any, calendar: Calendar) -> bool:
    due = calendar.last_day(step.last_quarter)
    return step.kind == StepKind.milestone and step.actual_end is None and due is not None and due < calendar.today


def translations(strand: Strand, codes: Sequence[str]) -> tuple[int, int]:
    """Return how many translations of a measure and its steps are missing, and how many are outdated."""
    others = [code for code in codes if code != SOURCE]
    found = Counter(state for text in _texts(strand) for state in states(text, others).values())
    return found["missing"], found["outdated"]


def _texts(strand: Strand) -> Iterator[Any]:
    row = strand.row
    yield from filter(None, (getattr(row, name) for name in _TEXTS))
    yield from row.target_groups
    yield from (one["name"] for one in row.partners)
    for step in strand.steps:
        yield from filter(None, (step.title, step.evidence))


def _line(strand: Strand, changed_at: dt.datetime | None, languages: Languages) -> dict[str, Any]:
    judged = strand.progress
    return {
        "number": strand.row.number,
        "kind": strand.row.kind,
        "title": every(strand.row.title),
        "status": strand.status,
        "progress": ProgressView(value=judged.value, done=judged.done, total=judged.total),
        "revision": strand.row.revision,
        "changed_at": changed_at and spoken(changed_at),
        "last_report": last_report(strand),
        "stale": is_stale(strand),
        "silent": is_silent(strand),
        "overdue": len(overdue(strand)),
        "missing_texts": sum(translations(strand, languages.codes)),
    }


def _changed(session: Session) -> dict[int, dt.datetime]:
    found: dict[int, dt.datetime] = {}
    for row in rows_of(session, _CHANGED):
        found[row.number] = max(row.at, found.get(row.number, row.at))
    return found


def _calendar(calendar: Calendar) -> CalendarView:
    return CalendarView(start=calendar.start, end=calendar.end, quarters=calendar.quarters, today=calendar.today)
