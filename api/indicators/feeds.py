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

from api.indicators import register, sheets
from api.indicators.codes import total_of
from api.indicators.entries import Cells, Entry, Saying, SheetKey, cells_of, end, entry_of, say
from api.indicators.periods import PeriodType, ProjectTime, over
from api.indicators.register import Tally
from api.indicators.tables import Indicator, ObservationStatus, Submission, SubmissionState
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.time import today
from api.places import Counted, OrganisationKind, Territory, organisations_counted, read_territory
from api.programme import project_time

FEEDS = Actor("system:feeds")
_CLUBS = (OrganisationKind.club, OrganisationKind.migrant_organisation)
Count = Callable[[Sequence[Counted], Territory, dt.date], dict[str, Tally]]


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
    """Say whether the values of an indicator come from here alone."""
    return bool(fed_by) and all(word in _BY_WORD for word in fed_by)


def recompute(session: Session) -> int:
    """Bring every derived value up to date, for each period of the project that is over.

    Returns how many sheets changed. A register without a single club says nothing: that is no zero.
    """
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
                    changed += _bring(session, key, tally, total_of(indicator.dimensions))
    return changed


def _bring(session: Session, key: SheetKey, tally: Tally, total: str) -> bool:
    """Let a sheet say what was counted; say whether that changed anything."""
    sheet = session.exec(sheets.stored(key)).first()
    inputs = hashlib.sha256(json.dumps(sorted(tally.counted)).encode()).hexdigest()
    if sheet is not None and (sheet.inputs == inputs or not _is_ours(sheet)):
        return False
    cells = cells_of(session, sheet.id if sheet else None)
    sheet = sheet or sheets.made(session, FEEDS, key)[0]
    said = _new(sheet.id, cells, register.as_cells(tally, total))
    end(session, FEEDS, (cells.in_force[one.dims] for one in said if one.dims in cells.in_force))
    say(session, FEEDS, said, approved=True)
    _derived(session, sheet, inputs)
    return bool(said)


def _is_ours(sheet: Submission) -> bool:
    """Say whether nobody corrected or withdrew what a sheet says."""
    return sheet.derived and sheet.state == SubmissionState.approved


def _new(sheet: int | None, cells: Cells, counts: Mapping[str, tuple[int, int]]) -> list[Saying]:
    """Return what is to be said where it is not in force already; what is no longer counted becomes a zero."""
    gone = dict.fromkeys(cells.in_force.keys() - counts.keys(), (0, 0))
    return [
        Saying(sheet, dims, entry, None)
        for dims, (numerator, denominator) in {**counts, **gone}.items()
        for entry in [Entry(_status(numerator), numerator, denominator)]
        if dims not in cells.in_force or entry_of(cells.in_force[dims]) != entry
    ]


def _status(numerator: int) -> ObservationStatus:
    return ObservationStatus.given if numerator else ObservationStatus.zero


def _derived(session: Session, sheet: Submission, inputs: str) -> None:
    sheet.state, sheet.derived, sheet.inputs = SubmissionState.approved, True, inputs
    audit.record(session, FEEDS, "change", sheet, public=False)
