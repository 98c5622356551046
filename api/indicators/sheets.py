"""Saving sheets of values. Every value is a new row; what it replaces keeps its own, with the moment it ended.

A sheet is drafted, submitted and approved (`approving`). What is approved stays in force until what replaces it is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from api.indicators import checks, denominators, entries, reaching
from api.indicators.codes import codes_of
from api.indicators.entries import Cells, CellWish, Entry, Saying, SheetKey, cells_of, entry_of, with_evidence
from api.indicators.permissions import APPROVE, ENTER
from api.indicators.tables import Indicator, Observation, ObservationStatus, Submission, SubmissionState
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Invalid, Issue, NotFound, RevisionMismatch
from api.kernel.time import today
from api.places import Territory, read_territory

__all__ = ["CellWish", "Change", "Entry", "Plan", "SheetKey", "plan", "save"]


@dataclass(frozen=True)
class Change:
    """What a wish does to a cell: the row that ends, if any, and what is said from now on, if anything."""

    place: int
    dims: str
    ends: Observation | None
    entry: Entry | None
    reason: str | None
    corrects: bool = False


@dataclass
class Plan:
    """What saving a sheet would do: `sheet` is None where it is new; `issues` forbid it."""

    key: SheetKey
    sheet: Submission | None
    changes: list[Change] = field(default_factory=list[Change])
    issues: list[Issue] = field(default_factory=list[Issue])

    def replacing(self) -> list[Change]:
        """Return the changes that replace what is in force or derived."""
        derived = self.sheet is not None and self.sheet.derived
        return [one for one in self.changes if derived or one.corrects]


def save(  # noqa: PLR0913 - what is saved, and how it is known that nobody else did meanwhile
    session: Session,
    actor: Actor,
    key: SheetKey,
    cells: Sequence[CellWish],
    *,
    seen: int | None,
    reason: str | None,
    batch: int | None = None,
    tree: Territory | None = None,
) -> Submission:
    """Save cells of a sheet as a draft, and return it; what is said already changes nothing, not even its revision.

    `seen` is the revision that was read; None saves on whatever is there. `tree` spares reading the territory for many
    sheets. Raises NotFound for what is not the actor's, RevisionMismatch, Conflict for a withdrawn sheet, and Invalid
    with everything that is wrong; a correction of what is in force, or of a derived value, needs a reason.
    """
    found = plan(session, actor, key, cells, reason=reason, tree=tree)
    if seen is not None and (found.sheet is None or found.sheet.revision != seen):
        raise RevisionMismatch
    if found.issues:
        raise Invalid(*found.issues)
    if found.sheet is None or found.changes:
        (number,) = write(session, actor, [found], reason=reason, batch=batch)
        return session.get_one(Submission, number)
    return found.sheet


def plan(
    session: Session,
    actor: Actor,
    key: SheetKey,
    cells: Sequence[CellWish],
    *,
    reason: str | None = None,
    tree: Territory | None = None,
) -> Plan:
    """Return what `save` would do, and what is wrong; locks the sheet in a session that writes. Stores nothing."""
    indicator = session.get(Indicator, key.indicator)
    if indicator is None:
        raise NotFound
    reaching.require(actor, ENTER, indicator, key.area)
    wanted = stored(key)
    sheet = session.exec(wanted.with_for_update() if session.info["writable"] else wanted).first()
    scene = Scene(actor, tree or read_territory(session), today(session), reason)
    return planned(scene, indicator, Plan(key, sheet), cells, cells_of(session, sheet.id if sheet else None))


@dataclass(frozen=True)
class Scene:
    """What is planned in: who acts, the areas, the day, and the reason that was given."""

    actor: Actor
    tree: Territory
    today: dt.date
    reason: str | None = None


def planned(scene: Scene, indicator: Indicator, found: Plan, cells: Sequence[CellWish], open_: Cells) -> Plan:
    """Complete a plan for a sheet the actor may enter, with the cells it has. Raises Conflict for a withdrawn sheet."""
    if found.sheet is not None and found.sheet.state == SubmissionState.withdrawn:
        raise Conflict(Issue("", "withdrawn", "These values were withdrawn. Restore them first."))
    for one in checks.of_key(indicator, found.key, scene.tree, scene.today):
        found.issues.append(Issue(f"/{one.field}", one.code, one.hint))
    seen: set[str] = set()
    for place, wish in enumerate(cells):
        if wish.dims in seen:
            found.issues.append(Issue(f"/cells/{place}/dims", "given_twice", "Name each cell once."))
        seen.add(wish.dims)
        _plan_cell(found, place, wish, indicator, scene.tree, open_)
    _explained(found, scene, indicator)
    return found


def stored(key: SheetKey) -> SelectOfScalar[Submission]:
    """Return the SELECT of the sheet with this key."""
    return select(Submission).where(
        Submission.indicator == key.indicator,
        Submission.area == key.area,
        Submission.period == key.period.code,
        Submission.source == key.source,
        Submission.basis == key.basis,
        Submission.territory_date == key.territory_date,
    )


def _plan_cell(found: Plan, place: int, wish: CellWish, indicator: Indicator, tree: Territory, open_: Cells) -> None:
    working, in_force = open_.working.get(wish.dims), open_.in_force.get(wish.dims)
    if wish.entry is None:
        if working is not None:
            found.changes.append(Change(place, wish.dims, working, None, wish.reason))
        return
    now_said = working or in_force
    entry = with_evidence(_true_zero(wish.entry), entry_of(now_said) if now_said else None)
    issues = [*checks.of_cell(indicator, wish.dims, entry)]
    if not issues:  # only a cell that is one is counted against the councils of its kind
        told, entry = entry, measured(indicator, found.key.area, wish.dims, entry, tree, found.key.territory_date)
        issues = [*checks.of_cell(indicator, wish.dims, entry)] if entry is not told else issues
    if issues:
        found.issues += [Issue(f"/cells/{place}/{one.field}", one.code, one.hint) for one in issues]
        return
    if now_said is not None and entry_of(now_said) == entry:
        return
    if working is not None and in_force is not None and entry_of(in_force) == entry:
        found.changes.append(Change(place, wish.dims, working, None, wish.reason))  # as it was approved
    else:
        found.changes.append(Change(place, wish.dims, working, entry, wish.reason, corrects=in_force is not None))


def _true_zero(entry: Entry) -> Entry:
    if entry.status is ObservationStatus.given and entry.numerator == 0:
        return replace(entry, status=ObservationStatus.zero)
    return entry


def measured(indicator: Indicator, area: str, dims: str, entry: Entry, tree: Territory, day: dt.date) -> Entry:
    """Return the entry of a count with how many there are of what it is measured against, where the county knows."""
    if entry.numerator is None or entry.denominator is not None:
        return entry
    codes = codes_of(indicator.dimensions, dims)
    known = denominators.on(indicator.denominator, tree, area, codes, day)
    return entry if known is None else replace(entry, denominator=known)


def _explained(found: Plan, scene: Scene, indicator: Indicator) -> None:
    """Ask for a reason, and the permission, where what is in force or derived is to be replaced."""
    for one in found.replacing():
        if not reaching.can(scene.actor, APPROVE, indicator.responsible, found.key.area):
            found.issues.append(Issue(f"/cells/{one.place}", "approved", "It is approved; ask who approves values."))
        elif not (one.reason or scene.reason):
            hint = "Say why: it replaces a value that is in force."
            found.issues.append(Issue(f"/cells/{one.place}/reason", "reason_missing", hint))


def write(
    session: Session, actor: Actor, plans: Sequence[Plan], *, reason: str | None, batch: int | None = None
) -> list[int]:
    """Write plans without issues: rows that end, new rows, and the sheets. No permission is asked here.

    Return the numbers of the sheets.
    """
    fresh = iter(made(session, actor, *(one.key for one in plans if one.sheet is None)))
    sheets = [(one.sheet and one.sheet.id) or next(fresh) for one in plans]
    every = [(sheet, one) for sheet, found in zip(sheets, plans, strict=True) for one in found.changes]
    entries.end(session, actor, (one.ends for _, one in every if one.ends is not None))
    said = [Saying(sheet, one.dims, one.entry, one.reason or reason) for sheet, one in every if one.entry]
    entries.say(session, actor, said, batch=batch)
    changed = [found.sheet for found in plans if found.sheet is not None]
    for sheet in changed:
        if sheet.state != SubmissionState.returned:
            sheet.state = SubmissionState.draft
        sheet.entered_by, sheet.submitted_by, sheet.derived, sheet.inputs = actor.account, None, False, None
        if not session.is_modified(sheet):
            flag_modified(sheet, "entered_by")  # its cells changed, so its revision does
    audit.record(session, actor, "change", *changed, public=False)
    return sheets


def made(session: Session, actor: Actor, *keys: SheetKey) -> list[int]:
    """Make empty sheets; return their numbers."""
    sheets = [
        {
            "indicator": key.indicator,
            "area": key.area,
            "period": key.period.code,
            "period_type": key.period.type,
            "period_start": key.period.start,
            "period_end": key.period.end,
            "source": key.source,
            "basis": key.basis,
            "territory_date": key.territory_date,
            "entered_by": actor.account,
        }
        for key in keys
    ]
    return audit.create(session, actor, Submission, sheets, public=False)
