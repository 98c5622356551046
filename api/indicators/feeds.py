"""Values that follow from what the rooms know: the one place that reads their facts, one line per fact.

A recompute adds a row only where a value changed, and keeps a hash of what it counted. A sheet a person corrected is
theirs: it is left alone from then on.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from api.events import trainings_held
from api.indicators import register, sheets, trainings
from api.indicators.codes import total_of
from api.indicators.entries import Entry, Saying, SheetKey, cells_of, end, entry_of, say
from api.indicators.periods import PeriodType, ProjectTime, over
from api.indicators.tables import Indicator, Observation, ObservationStatus, Submission, SubmissionState
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.time import today
from api.places import Counted, OrganisationKind, Territory, organisations_counted, read_territory
from api.programme import project_time

FEEDS = Actor("system:feeds")
_CLUBS = (OrganisationKind.club, OrganisationKind.migrant_organisation)
Counts = Mapping[str, tuple[int, int | None]]  # numerator and denominator by cell
Count = Callable[[Sequence[Counted], Territory, dt.date], dict[str, register.Tally]]


@dataclass(frozen=True)
class Fact:
    """A fact of a room: the word an indicator names in `fed_by`, and how it is counted on a day, by area."""

    word: str
    count: Count


FACTS = (
    Fact("interested_clubs", register.interested_clubs),
    Fact("migrant_organisations", register.migrant_organisations),
)
_BY_WORD = {one.word: one for one in FACTS}


def fed(fed_by: Sequence[str]) -> bool:
    """Say whether the values of an indicator come from here alone; trainings may also be held elsewhere."""
    return bool(fed_by) and all(word in _BY_WORD for word in fed_by)


def recompute(session: Session) -> int:
    """Bring every derived value up to date, for each period that is over. Returns how many sheets changed."""
    return _clubs(session) + _trainings(session)


def _clubs(session: Session) -> int:
    """Count the register for each period of the project. One without a single club says nothing: that is no zero."""
    every = organisations_counted(session, _CLUBS)
    if not every:
        return 0
    tree, project = read_territory(session), ProjectTime(*project_time(session))
    changed = 0
    for indicator in session.exec(select(Indicator).order_by(col(Indicator.position))).all():
        if not fed(indicator.fed_by):
            continue
        for period in over(PeriodType(indicator.period), project, today(session)):
            for word in indicator.fed_by:
                for area, tally in _BY_WORD[word].count(every, tree, period.end).items():
                    key = SheetKey(indicator.code, area, period, period.end)
                    cells = register.as_cells(tally, total_of(indicator.dimensions))
                    changed += _bring(session, key, cells, tally.counted, approved=True)
    return changed


def _trainings(session: Session) -> int:
    """Count trainings and who took part. Counts of people wait for somebody to approve them, as all of them do."""
    every = trainings_held(session)
    if not every:
        return 0
    tree, project = read_territory(session), ProjectTime(*project_time(session))
    changed = 0
    for indicator in session.exec(select(Indicator).order_by(col(Indicator.position))).all():
        if indicator.fed_by != [trainings.WORD]:
            continue
        for area, period, cells, inputs in trainings.counted(indicator, every, tree, project, today(session)):
            key = SheetKey(indicator.code, area, period, period.end)
            numbers = {dims: (number, None) for dims, number in cells.items()}
            changed += _bring(session, key, numbers, inputs, approved=not indicator.person)
    return changed


def _bring(session: Session, key: SheetKey, counts: Counts, inputs: Sequence[object], *, approved: bool) -> bool:
    """Let a sheet say what was counted; say whether that changed anything."""
    sheet = session.exec(sheets.stored(key)).first()
    digest = hashlib.sha256(json.dumps(sorted(inputs, key=str)).encode()).hexdigest()
    if sheet is not None and (sheet.inputs == digest or not _is_ours(sheet)):
        return False
    cells = cells_of(session, sheet.id if sheet else None)
    sheet = sheet or session.get_one(Submission, sheets.made(session, FEEDS, key)[0])
    known = cells.in_force if approved else {**cells.in_force, **cells.working}
    said = _new(sheet.id, known, counts)
    ending = cells.in_force if approved else cells.working  # what is in force holds until what replaces it is approved
    end(session, FEEDS, (ending[one.dims] for one in said if one.dims in ending))
    say(session, FEEDS, said, approved=approved)
    waits = not approved and (bool(said) or sheet.state == SubmissionState.submitted)
    sheet.state = SubmissionState.submitted if waits else SubmissionState.approved
    sheet.derived, sheet.inputs = True, digest
    audit.record(session, FEEDS, "change", sheet, public=False)
    return bool(said)


def _is_ours(sheet: Submission) -> bool:
    """Say whether nobody corrected or withdrew what a sheet says."""
    return sheet.derived and sheet.state in {SubmissionState.approved, SubmissionState.submitted}


def _new(sheet: int | None, known: Mapping[str, Observation], counts: Counts) -> list[Saying]:
    """Return what is to be said where it is not said already; what is no longer counted becomes a zero."""
    gone: Counts = {dims: (0, row.denominator and 0) for dims, row in known.items() if dims not in counts}
    return [
        Saying(sheet, dims, entry, None)
        for dims, (numerator, denominator) in {**counts, **gone}.items()
        for entry in [Entry(_status(numerator), numerator, denominator)]
        if dims not in known or entry_of(known[dims]) != entry
    ]


def _status(numerator: int) -> ObservationStatus:
    return ObservationStatus.given if numerator else ObservationStatus.zero
