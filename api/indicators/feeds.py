"""Values that follow from what the rooms know: the one place that reads their facts, one line per fact.

A recompute adds a row only where a value changed, and keeps a hash of what it counted. A sheet a person corrected is
theirs: it is left alone from then on.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.events import trainings_held
from api.indicators import register, sheets, trainings
from api.indicators.entries import Entry, Saying, SheetKey, cells_of, end, entry_of, say
from api.indicators.facts import Counts, Fact, Scene
from api.indicators.periods import ProjectTime
from api.indicators.tables import Indicator, Observation, ObservationStatus, Submission, SubmissionState
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.time import today
from api.places import Counted, OrganisationKind, organisations_counted, read_territory
from api.programme import project_time

FEEDS = Actor("system:feeds")


def _clubs(session: Session) -> Sequence[Counted]:
    return organisations_counted(session, (OrganisationKind.club, OrganisationKind.migrant_organisation))


FACTS: tuple[Fact[Any], ...] = (
    Fact("interested_clubs", _clubs, register.each_period(register.interested_clubs)),
    Fact("migrant_organisations", _clubs, register.each_period(register.migrant_organisations)),
    Fact("events", trainings_held, trainings.counted, alone=False),
)
_BY_WORD = {one.word: one for one in FACTS}


def fed(fed_by: Sequence[str]) -> bool:
    """Say whether the values of an indicator come from here alone."""
    return _known(fed_by) and all(_BY_WORD[word].alone for word in fed_by)


def _known(fed_by: Sequence[str]) -> bool:
    """Say whether every fact an indicator names is there: what a part of them tells is not its value."""
    return bool(fed_by) and all(word in _BY_WORD for word in fed_by)


def recompute(session: Session) -> int:
    """Bring every derived value up to date, for each period that is over. Returns how many sheets changed.

    Counts of people wait for somebody to approve them, as all of them do.
    """
    known = {read: read(session) for read in dict.fromkeys(one.read for one in FACTS)}
    if not any(known.values()):
        return 0
    scene = Scene(read_territory(session), ProjectTime(*project_time(session)), today(session))
    indicators = session.exec(select(Indicator).order_by(col(Indicator.position))).all()
    changed = 0
    for fact in FACTS:
        for indicator in indicators if known[fact.read] else ():
            if fact.word in indicator.fed_by and _known(indicator.fed_by):
                for one in fact.count(indicator, known[fact.read], scene):
                    key = SheetKey(indicator.code, one.area, one.period, one.period.end)
                    changed += _bring(session, key, one.counts, one.inputs, approved=not indicator.person)
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
