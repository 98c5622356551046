"""The way of a sheet: handed in, approved or given back, withdrawn and restored. What is in force changes here only."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from api.indicators import checks, reaching
from api.indicators.checks import Finding, Level
from api.indicators.entries import Cells, Entry, Saying, SheetKey, cells_of, end, entries_before, entry_of, say
from api.indicators.periods import period_of
from api.indicators.permissions import APPROVE, ENTER
from api.indicators.tables import Indicator, Observation, ObservationStatus, Submission, SubmissionState
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.permission import Actor, Permission
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.time import now, today

EDITABLE = frozenset({SubmissionState.draft, SubmissionState.returned})


def submit(session: Session, actor: Actor, number: int, seen: int, reason: str | None) -> Submission:
    """Hand a sheet in. Raises NotFound, RevisionMismatch, Conflict where it is not a draft or says nothing new.

    Raises Invalid for what does not fit together, and for warnings as long as neither the cell nor the sheet gives a
    reason.
    """
    sheet, indicator = _sheet_for(session, actor, ENTER, number, seen)
    _require_state(sheet, EDITABLE)
    cells = cells_of(session, number)
    if not cells.working:
        raise Conflict(Issue("", "nothing_new", "Enter a value first: nothing in here waits to be approved."))
    open_ = [one for one in findings(session, sheet, indicator, cells) if not _explained(one, cells, reason)]
    if open_:
        raise Invalid(*(Issue(pointer(one), one.code, one.hint) for one in open_))
    return _moved(session, actor, sheet, SubmissionState.submitted, reason)


def findings(session: Session, sheet: Submission, indicator: Indicator, cells: Cells) -> list[Finding]:
    """Return what does not fit together in a sheet, and what differs much from the last time. Two statements."""
    return fitting(session, key_of(sheet), indicator, cells.entries())


def fitting(session: Session, key: SheetKey, indicator: Indicator, said: Mapping[str, Entry]) -> list[Finding]:
    """Return what of what is said does not fit together, and what differs much from the last time. Two statements."""
    return checks.of_sheet(indicator, key, said, entries_before(session, key), today(session))


def key_of(sheet: Submission) -> SheetKey:
    """Return what a sheet is about."""
    return SheetKey(sheet.indicator, sheet.area, period_of(sheet), sheet.territory_date, sheet.source, sheet.basis)


def pointer(finding: Finding) -> str:
    """Return where a finding is: `/cells/<dims>/<field>`, or a field of the sheet."""
    return f"/{finding.field}" if finding.dims is None else f"/cells/{finding.dims}/{finding.field}"


def _explained(finding: Finding, cells: Cells, reason: str | None) -> bool:
    """Say whether a warning has a reason, or is about something that was approved before."""
    if finding.level is Level.block:
        return False
    if reason or finding.dims is None:
        return bool(reason)
    row = cells.working.get(finding.dims)
    return row is None or bool(row.reason)


def approve(session: Session, actor: Actor, number: int, seen: int) -> Submission:
    """Let what was handed in be in force. Raises NotFound, RevisionMismatch, Conflict.

    Counts of people need four eyes: nobody approves what they entered themselves.
    """
    sheet, indicator = _sheet_for(session, actor, APPROVE, number, seen)
    _require_state(sheet, {SubmissionState.submitted})
    cells = cells_of(session, number)
    if is_own(session, actor, indicator, cells):
        raise Conflict(Issue("", "four_eyes", "You entered some of these counts of people; somebody else approves."))
    end(session, actor, (row for dims, row in cells.in_force.items() if dims in cells.working))
    for row in cells.working.values():
        row.approved_at = now(session)
    audit.record(session, actor, "change", *cells.working.values(), public=False)
    sheet.approved_by = actor.account
    return _moved(session, actor, sheet, SubmissionState.approved, None)


def is_own(session: Session, actor: Actor, indicator: Indicator, cells: Cells) -> bool:
    """Say whether the actor said some of the numbers that wait, of an indicator that counts people.

    Somebody else who saves the same number anew, with other evidence, does not make it theirs.
    """
    if not indicator.person or not cells.working:
        return False
    sheet = next(iter(cells.working.values())).submission
    own = select(Observation).where(
        col(Observation.submission) == sheet,
        col(Observation.recorded_by) == actor.account,
        col(Observation.approved_at).is_(None),
    )
    return any(_numbers(row) == _numbers(cells.working.get(row.dims)) for row in session.exec(own).all())


def _numbers(row: Observation | None) -> tuple[object, ...] | None:
    return row and (row.status, row.numerator, row.denominator)


def give_back(session: Session, actor: Actor, number: int, seen: int, reason: str) -> Submission:
    """Give a sheet back to who handed it in. Raises NotFound, RevisionMismatch, Conflict."""
    sheet, _ = _sheet_for(session, actor, APPROVE, number, seen)
    _require_state(sheet, {SubmissionState.submitted})
    return _moved(session, actor, sheet, SubmissionState.returned, reason)


def withdraw(session: Session, actor: Actor, number: int, seen: int, reason: str) -> Submission:
    """Take every value of a sheet out of force: missing instead. Raises NotFound, RevisionMismatch, Conflict."""
    sheet, _ = _sheet_for(session, actor, APPROVE, number, seen)
    cells = cells_of(session, number)
    if sheet.state == SubmissionState.withdrawn or not cells.in_force:
        raise Conflict(Issue("", "nothing_in_force", "Nothing in here is in force."))
    end(session, actor, (*cells.working.values(), *cells.in_force.values()))
    gaps = (Saying(number, dims, Entry(ObservationStatus.missing), reason) for dims in cells.in_force)
    say(session, actor, gaps, approved=True)
    return _moved(session, actor, sheet, SubmissionState.withdrawn, reason)


def restore(session: Session, actor: Actor, number: int, seen: int, reason: str) -> Submission:
    """Put the values in force again that a withdrawal took away. Raises NotFound, RevisionMismatch, Conflict."""
    sheet, _ = _sheet_for(session, actor, APPROVE, number, seen)
    _require_state(sheet, {SubmissionState.withdrawn})
    gaps = cells_of(session, number).in_force
    approved = select(Observation).where(
        col(Observation.submission) == number,
        col(Observation.approved_at).is_not(None),
        col(Observation.dims).in_(gaps),
    )
    rows = session.exec(approved.order_by(col(Observation.id))).all()
    before = {row.dims: entry_of(row) for row in rows if row.id != gaps[row.dims].id}  # the last one wins
    end(session, actor, gaps.values())
    say(session, actor, (Saying(number, dims, one, reason) for dims, one in before.items()), approved=True)
    return _moved(session, actor, sheet, SubmissionState.approved, reason)


def _sheet_for(
    session: Session, actor: Actor, permission: Permission, number: int, seen: int
) -> tuple[Submission, Indicator]:
    found: list[Indicator] = []

    def may(row: Submission) -> None:
        indicator = session.get_one(Indicator, row.indicator)
        reaching.require(actor, permission, indicator, row.area)
        found.append(indicator)

    return for_change(session, Submission, number, seen, may), found[0]


def _require_state(sheet: Submission, allowed: Iterable[SubmissionState]) -> None:
    if sheet.state not in {*allowed}:
        hint = f"Now it is {sheet.state}; this is for what is {' or '.join(sorted(allowed))}."
        raise Conflict(Issue("", "move_not_allowed", hint))


def _moved(
    session: Session, actor: Actor, sheet: Submission, state: SubmissionState, comment: str | None
) -> Submission:
    sheet.state, sheet.comment = state, comment
    if state is SubmissionState.submitted:
        sheet.submitted_by = actor.account
    audit.record(session, actor, "change", sheet, public=False)
    return sheet


def sheet_of(session: Session, actor: Actor, permission: Permission, number: int) -> tuple[Submission, Indicator]:
    """Return a sheet to read, with its indicator. Raises NotFound for what is not the actor's."""
    sheet = session.get(Submission, number)
    if sheet is None:
        raise NotFound
    indicator = session.get_one(Indicator, sheet.indicator)
    reaching.require(actor, permission, indicator, sheet.area)
    return sheet, indicator
