"""Making, reporting, moving and removing activities, phases and milestones. The rules are those of the tables."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, bindparam, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.programme import overview, strands
from api.programme.editing import check_concept, write
from api.programme.permissions import EDIT, READ
from api.programme.progress import Calendar
from api.programme.staff_schemas import StepChange, StepDocument, StepWish
from api.programme.tables import Measure, Project, Step, StepKind

_NEVER_NULL = ("title", "assumed", "position")
_TEXTS = ("title", "evidence")
_PROJECT_OF = (
    columns(Project.start, Project.years)
    .join(Measure, col(Measure.project) == col(Project.key))
    .where(col(Measure.number) == bindparam("number"))
)
# What a step of each kind cannot have, and why.
_FOREIGN = {
    StepKind.activity: {
        "first_quarter": "Activities are not planned in time.",
        "last_quarter": "Activities are not planned in time.",
        "evidence": "Evidence belongs to milestones.",
        "evidence_url": "Evidence belongs to milestones.",
    },
    StepKind.phase: {
        "concept_measure": "Concept measures are carried out by activities.",
        "evidence": "Evidence belongs to milestones.",
        "evidence_url": "Evidence belongs to milestones.",
    },
    StepKind.milestone: {
        "first_quarter": "A milestone is due at the end of `last_quarter` and has no first one.",
        "actual_start": "A milestone is done on one day: give `actual_end` alone.",
        "concept_measure": "Concept measures are carried out by activities.",
    },
}


def list_steps(session: Session, actor: Actor, number: int, wanted: Wish) -> Listing[StepDocument]:
    """Return the steps of a measure, by kind and position. Raises NotFound."""
    require(actor, READ, Resource())
    strand = strands.one(session, number)
    if strand is None:
        raise NotFound
    calendar, goes_on = strand.calendar, overview.goes_on(strand)
    found = cut([*enumerate(strand.steps)], lambda pair: pair[0], wanted)
    return listing(found, lambda pair: overview.step_document(pair[1], calendar, open_=goes_on))


def get_step(session: Session, actor: Actor, key: int) -> StepDocument:
    """Return one step. Raises NotFound."""
    require(actor, READ, Resource())
    row = session.get(Step, key)
    strand = strands.one(session, row.measure) if row else None
    if row is None or strand is None:
        raise NotFound
    return overview.step_document(row, strand.calendar, open_=overview.goes_on(strand))


def make_step(session: Session, actor: Actor, number: int, wish: StepWish, offered: Sequence[str]) -> Step:
    """Add a step to a measure, at its end or at the wished position. Raises NotFound or Invalid."""
    require(actor, EDIT, Resource())
    calendar = _calendar(session, number)
    values: dict[str, Any] = {"assumed": False, **given(wish, never_null=("assumed",))}
    values |= {"measure": number, "code": wish.code or secrets.token_hex(6)}
    found = Findings()
    _texts({}, values, offered, found)
    _check(session, values, [*values], calendar, found)
    siblings = _siblings(session, number, wish.kind)
    if any(one.code == values["code"] for one in siblings):
        found.say("/code", "taken", "Another step of this kind has this code.")
    found.settle()
    wanted = values.pop("position", None) or len(siblings) + 1
    row = Step(**values, position=min(wanted, len(siblings) + 1))
    audit.record(session, actor, "create", row)
    moved = _numbered([*siblings[: row.position - 1], row, *siblings[row.position - 1 :]])
    audit.record(session, actor, "change", *(one for one in moved if one is not row))
    return row


def change_step(session: Session, actor: Actor, key: int, seen: int, wish: StepChange, offered: Sequence[str]) -> Step:
    """Change, report or move a step. Raises NotFound, RevisionMismatch or Invalid."""
    require(actor, EDIT, Resource())
    row = for_change(session, Step, key, seen)
    calendar = _calendar(session, row.measure)
    values = given(wish, never_null=_NEVER_NULL)
    found = Findings()
    _texts(row.model_dump(warnings=False), values, offered, found)
    _check(session, {**row.model_dump(warnings=False), **values}, [*values], calendar, found)
    others = [one for one in _siblings(session, row.measure, StepKind(row.kind)) if one is not row]
    found.settle()
    wanted = values.pop("position", None)
    write(row, values)
    moved: list[Step] = []
    if wanted is not None:
        moved = _numbered([*others[: wanted - 1], row, *others[wanted - 1 :]])
    audit.record(session, actor, "change", row, *(one for one in moved if one is not row))
    return row


def delete_step(session: Session, actor: Actor, key: int, seen: int) -> None:
    """Remove a step; its last state stays in the history. Raises NotFound or RevisionMismatch."""
    require(actor, EDIT, Resource())
    audit.record(session, actor, "delete", for_change(session, Step, key, seen))


def _siblings(session: Session, number: int, kind: StepKind) -> list[Step]:
    same = select(Step).where(Step.measure == number, Step.kind == kind)
    return [*session.exec(same.order_by(col(Step.position), col(Step.id)).with_for_update()).all()]


def _numbered(rows: Sequence[Step]) -> list[Step]:
    """Give the rows the positions 1, 2, 3 … and return those that moved."""
    moved: list[Step] = []
    for place, row in enumerate(rows, 1):
        if row.position != place:
            row.position = place
            moved.append(row)
    return moved


def _calendar(session: Session, number: int) -> Calendar:
    for row in rows_of(session, _PROJECT_OF, number=number):
        return Calendar(row.start, row.years, today(session))
    raise NotFound


def _texts(stored: Mapping[str, Any], values: dict[str, Any], offered: Sequence[str], found: Findings) -> None:
    for name in values.keys() & {*_TEXTS}:
        values[name] = found.text(f"/{name}", stored.get(name), values[name], offered)
        if name == "title" and values[name] is None and not found.issues:
            found.say("/title", "source_missing", "Give the German text.")


def _check(
    session: Session, values: Mapping[str, Any], named: Sequence[str], calendar: Calendar, found: Findings
) -> None:
    kind = StepKind(values["kind"])
    for name, why in _FOREIGN[kind].items():
        if name in named and values.get(name) is not None:
            found.say(f"/{name}", f"not_of_{kind}", why)
    _check_plan(kind, values, calendar, found)
    _check_report(values, named, calendar, found)
    if "concept_measure" in named:
        check_concept(session, values["concept_measure"], found)


def _check_plan(kind: StepKind, values: Mapping[str, Any], calendar: Calendar, found: Findings) -> None:
    first, last = values.get("first_quarter"), values.get("last_quarter")
    needed = {StepKind.phase: ("first_quarter", "last_quarter"), StepKind.milestone: ("last_quarter",)}.get(kind, ())
    for name in needed:
        if values.get(name) is None:
            found.say(f"/{name}", "not_planned", f"Give a project quarter from 1 to {calendar.quarters}.")
        elif values[name] > calendar.quarters:
            found.say(f"/{name}", "after_the_project", f"The last project quarter is {calendar.quarters}.")
    if first is not None and last is not None and first > last:
        found.say("/last_quarter", "not_in_order", "The last quarter must not come before the first.")


def _check_report(values: Mapping[str, Any], named: Sequence[str], calendar: Calendar, found: Findings) -> None:
    start, end = values.get("actual_start"), values.get("actual_end")
    for name in ("actual_start", "actual_end"):
        if name in named and values[name] is not None and values[name] > calendar.today:
            found.say(f"/{name}", "in_the_future", "Report what has happened: today or earlier.")
    if start is not None and end is not None and start > end:
        pointer = "/actual_end" if "actual_end" in named else "/actual_start"
        found.say(pointer, "not_in_order", "The end must not come before the start.")
