"""Changing working groups: measures, members, decisions, and tasks that move a measure's progress."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import Invalid, Issue, NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.tables import Revised
from api.kernel.time import today
from api.outreach import permissions
from api.outreach.group_schemas import (
    DecisionChange,
    DecisionWish,
    GroupChange,
    GroupWish,
    MemberChange,
    MemberWish,
    TaskChange,
    TaskWish,
)
from api.outreach.service import require_account
from api.outreach.tables import (
    WorkingGroup,
    WorkingGroupDecision,
    WorkingGroupMember,
    WorkingGroupTask,
)
from api.places import ORGANISATIONS
from api.programme import MEASURES, STEPS, report_step_done

Part = TypeVar("Part", WorkingGroupMember, WorkingGroupDecision, WorkingGroupTask)
Made = TypeVar("Made", bound=Revised)
_PARTS = (WorkingGroupTask, WorkingGroupDecision, WorkingGroupMember)


def create_group(session: Session, actor: Actor, wish: GroupWish) -> WorkingGroup:
    """Make a working group. Raises Invalid for unknown measures; two groups of one name are a conflict."""
    require(actor, permissions.EDIT_GROUPS, Resource())
    found = Findings()
    _measures_known(session, wish.measures, found)
    found.settle()
    row = WorkingGroup(name=wish.name, purpose=wish.purpose, measures=sorted(wish.measures))
    return _added(session, actor, row)


def change_group(session: Session, actor: Actor, number: int, seen: int, wish: GroupChange) -> WorkingGroup:
    """Change a working group. Raises NotFound, RevisionMismatch, Invalid."""
    require(actor, permissions.EDIT_GROUPS, Resource())
    row = for_change(session, WorkingGroup, number, seen)
    values = given(wish, never_null=("name", "measures"))
    found = Findings()
    _measures_known(session, wish.measures or [], found)
    found.settle()
    if wish.measures is not None:
        values["measures"] = sorted(wish.measures)
    return _changed(session, actor, row, values)


def delete_group(session: Session, actor: Actor, number: int, seen: int) -> None:
    """Remove a working group with everything in it. Raises NotFound, RevisionMismatch."""
    require(actor, permissions.EDIT_GROUPS, Resource())
    row = for_change(session, WorkingGroup, number, seen)
    for table in _PARTS:
        parts = session.exec(select(table).where(col(table.working_group) == number)).all()
        audit.record(session, actor, "delete", *parts, public=False)
    audit.record(session, actor, "delete", row, public=False)


def add_member(session: Session, actor: Actor, number: int, wish: MemberWish) -> WorkingGroupMember:
    """Add somebody to a working group. Raises NotFound, Invalid."""
    _require_group(session, actor, number)
    found = Findings()
    if wish.account is not None:
        require_account(session, "/account", wish.account, found)
    _organisation_known(session, wish.organisation, found)
    found.settle()
    return _added(session, actor, WorkingGroupMember(working_group=number, **wish.model_dump()))


def change_member(
    session: Session, actor: Actor, number: int, key: int, seen: int, wish: MemberChange
) -> WorkingGroupMember:
    """Change a member. Raises NotFound, RevisionMismatch, Invalid."""
    row = _part(session, actor, WorkingGroupMember, number, key, seen)
    values = given(wish)
    found = Findings()
    if "name" in values and (row.name is None) != (values["name"] is None):
        found.say("/name", "account_or_name", "A member with an account has its name; without one they need a name.")
    _organisation_known(session, values.get("organisation"), found)
    found.settle()
    return _changed(session, actor, row, values)


def add_decision(session: Session, actor: Actor, number: int, wish: DecisionWish) -> WorkingGroupDecision:
    """Note a decision. Raises NotFound."""
    _require_group(session, actor, number)
    return _added(session, actor, WorkingGroupDecision(working_group=number, **wish.model_dump()))


def change_decision(
    session: Session, actor: Actor, number: int, key: int, seen: int, wish: DecisionChange
) -> WorkingGroupDecision:
    """Change a decision. Raises NotFound, RevisionMismatch, Invalid."""
    row = _part(session, actor, WorkingGroupDecision, number, key, seen)
    return _changed(session, actor, row, given(wish, never_null=("day", "text")))


def add_task(session: Session, actor: Actor, number: int, wish: TaskWish) -> WorkingGroupTask:
    """Add a task. Raises NotFound, Invalid."""
    _require_group(session, actor, number)
    values = _checked(session, number, {}, wish.model_dump())
    return _added(session, actor, WorkingGroupTask(working_group=number, **values))


def change_task(session: Session, actor: Actor, number: int, key: int, seen: int, wish: TaskChange) -> WorkingGroupTask:
    """Change or finish a task; with `report_step` the linked step is reported as done on the same day.

    Raises NotFound, RevisionMismatch, Invalid, and Forbidden where the actor may not report.
    """
    row = _part(session, actor, WorkingGroupTask, number, key, seen)
    values = given(wish, never_null=("title", "report_step"))
    reports = values.pop("report_step", False)
    values = _checked(session, number, row.model_dump(), values)
    step, day = values.get("step", row.step), values.get("done_on", row.done_on)
    if reports:
        if step is None or day is None:
            raise Invalid(Issue("/report_step", "nothing_to_report", "Link a step and give the day it was done."))
        report_step_done(session, actor, step, day)
    return _changed(session, actor, row, values)


def delete_part(session: Session, actor: Actor, table: type[Part], number: int, key: int, seen: int) -> None:
    """Remove a member, decision or task of a working group. Raises NotFound, RevisionMismatch."""
    audit.record(session, actor, "delete", _part(session, actor, table, number, key, seen), public=False)


def _require_group(session: Session, actor: Actor, number: int) -> None:
    require(actor, permissions.EDIT_GROUPS, Resource())
    if session.get(WorkingGroup, number) is None:
        raise NotFound


def _part(session: Session, actor: Actor, table: type[Part], number: int, key: int, seen: int) -> Part:
    def of_the_group(row: Part) -> None:
        if row.working_group != number:
            raise NotFound

    require(actor, permissions.EDIT_GROUPS, Resource())
    return for_change(session, table, key, seen, of_the_group)


def _added(session: Session, actor: Actor, row: Made) -> Made:
    audit.record(session, actor, "create", row, public=False)
    return row


def _changed(session: Session, actor: Actor, row: Made, values: Mapping[str, Any]) -> Made:
    for name, value in values.items():
        setattr(row, name, value)
    audit.record(session, actor, "change", row, public=False)
    return row


def _measures_known(session: Session, wanted: Sequence[int], found: Findings) -> None:
    known = {*rows_of(session, columns(MEASURES.c.number))} if wanted else set[int]()
    for place, number in enumerate(wanted):
        if number not in known:
            found.say(f"/measures/{place}", "unknown_measure", "Use numbers as /measures lists them.")
        elif number in wanted[:place]:
            found.say(f"/measures/{place}", "given_twice", "Name each measure once.")


def _organisation_known(session: Session, key: str | None, found: Findings) -> None:
    if key is not None and not rows_of(session, columns(ORGANISATIONS.c.key).where(ORGANISATIONS.c.key == key)):
        found.say("/organisation", "unknown_organisation", "Use the key of an organisation, as /organisations lists.")


def _checked(session: Session, group: int, stored: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields to set; the measure follows from a step. Raises Invalid for what does not exist or fit."""
    values, whole, found = {**named}, {**stored, **named}, Findings()
    if whole.get("account") is not None and whole.get("member") is not None:
        found.say("/member", "one_does_it", "A task is an account's or a member's; empty the other one.")
    if values.get("account") is not None:
        require_account(session, "/account", values["account"], found)
    if values.get("member") is not None:
        member = session.get(WorkingGroupMember, values["member"])
        if member is None or member.working_group != group:
            found.say("/member", "unknown_member", "Use the number of a member of this group.")
    if {"measure", "step"} & values.keys():
        values["measure"] = _measure_of(session, whole.get("step"), whole.get("measure"), found)
    if whole.get("done_on") is not None and whole["done_on"] > today(session):
        found.say("/done_on", "in_the_future", "A task is done today or was done earlier.")
    found.settle()
    return values


def _measure_of(session: Session, step: int | None, measure: int | None, found: Findings) -> int | None:
    """Return the measure a task belongs to: that of its step."""
    if step is None:
        known = measure is None or rows_of(session, columns(MEASURES.c.number).where(MEASURES.c.number == measure))
        if not known:
            found.say("/measure", "unknown_measure", "Use the number of a measure, as /measures lists them.")
        return measure
    for own in rows_of(session, columns(STEPS.c.measure).where(STEPS.c.id == step)):
        if measure not in {None, own}:
            found.say("/measure", "not_of_this_measure", "The step belongs to another measure; leave the measure out.")
        return own
    found.say("/step", "unknown_step", "Use the number of a step, as /staff/measures/{number}/steps lists them.")
    return measure
