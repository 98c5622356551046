"""Reading working groups: the list, and one with members, decisions and tasks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_
from sqlmodel import Session, col

from api.accounts import ACCOUNTS, ADDRESSES
from api.kernel.language import every
from api.kernel.markdown import rendered
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.outreach import permissions
from api.outreach.group_schemas import DecisionView, GroupDetail, GroupView, MemberView, StepRef, TaskView
from api.outreach.schemas import AccountRef, MeasureRef, OrganisationRef
from api.outreach.tables import (
    WorkingGroup,
    WorkingGroupDecision,
    WorkingGroupMember,
    WorkingGroupTask,
)
from api.places import ORGANISATIONS
from api.programme import MEASURES, STEPS

GROUPS = columns(WorkingGroup.id, WorkingGroup.name).subquery("working_group_known")  # joined by later rooms
_TITLES = columns(MEASURES.c.number, MEASURES.c.title)
_MEMBERS = (
    columns(
        WorkingGroupMember.id, WorkingGroupMember.revision, WorkingGroupMember.name, WorkingGroupMember.account,
        ACCOUNTS.c.name.label("account_name"), ORGANISATIONS.c.key, ORGANISATIONS.c.kind,
        ORGANISATIONS.c.name.label("organisation_name"),
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(WorkingGroupMember.account))
    .outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(WorkingGroupMember.organisation))
    .order_by(col(WorkingGroupMember.id))
)  # fmt: skip
_INVITEES = (
    columns(
        func.coalesce(WorkingGroupMember.name, ACCOUNTS.c.name).label("name"), ADDRESSES.c.email, ADDRESSES.c.language
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(WorkingGroupMember.account))
    .outerjoin(ADDRESSES, ADDRESSES.c.id == col(WorkingGroupMember.account))
    .where(
        col(WorkingGroupMember.working_group) == bindparam("group"),
        or_(col(WorkingGroupMember.name).is_not(None), ADDRESSES.c.id.is_not(None)),
    )
    .order_by(col(WorkingGroupMember.id))
)  # fmt: skip
_DECISIONS = columns(
    WorkingGroupDecision.id, WorkingGroupDecision.revision, WorkingGroupDecision.day, WorkingGroupDecision.text
).order_by(col(WorkingGroupDecision.day).desc(), col(WorkingGroupDecision.id).desc())
_TASKS = (
    columns(
        WorkingGroupTask.id, WorkingGroupTask.revision, WorkingGroupTask.title, WorkingGroupTask.due,
        WorkingGroupTask.account, WorkingGroupTask.member, WorkingGroupTask.done_on,
        ACCOUNTS.c.name.label("account_name"), MEASURES.c.number, MEASURES.c.title.label("measure_title"),
        STEPS.c.id.label("step"), STEPS.c.kind, STEPS.c.title.label("step_title"), STEPS.c.actual_end,
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(WorkingGroupTask.account))
    .outerjoin(MEASURES, MEASURES.c.number == col(WorkingGroupTask.measure))
    .outerjoin(STEPS, STEPS.c.id == col(WorkingGroupTask.step))
)  # fmt: skip


def _counted(of: Any, name: str, *conditions: ColumnElement[bool]) -> Any:
    own = columns(func.count()).where(of == col(WorkingGroup.id), *conditions)
    return own.correlate(WorkingGroup).scalar_subquery().label(name)


def _rows(day: dt.date) -> Any:
    """Return the statement of all working groups with their counts as of a day."""
    undone = col(WorkingGroupTask.done_on).is_(None)
    tasks = col(WorkingGroupTask.working_group)
    return columns(
        WorkingGroup.id,
        WorkingGroup.revision,
        WorkingGroup.name,
        WorkingGroup.purpose,
        WorkingGroup.measures,
        _counted(col(WorkingGroupMember.working_group), "member_count"),
        _counted(tasks, "open_tasks", undone),
        _counted(tasks, "overdue_tasks", undone, col(WorkingGroupTask.due) < day),
    )


def list_groups(session: Session, actor: Actor, wish: Wish) -> Listing[GroupView]:
    """Return the working groups by number. Raises NotFound for a token that is limited to areas."""
    require(actor, permissions.READ_GROUPS, Resource())
    found = page(session, _rows(today(session)), [col(WorkingGroup.id)], wish)
    titles = _titles(session)
    return listing(found, lambda row: GroupView(**_said(row, titles)))


def get_group(session: Session, actor: Actor, number: int) -> GroupDetail:
    """Return one working group. Raises NotFound."""
    require(actor, permissions.READ_GROUPS, Resource())
    day = today(session)
    for row in rows_of(session, _rows(day).where(col(WorkingGroup.id) == number)):
        tasks = rows_of(session, _TASKS.where(col(WorkingGroupTask.working_group) == number))
        members = rows_of(session, _MEMBERS.where(col(WorkingGroupMember.working_group) == number))
        decisions = rows_of(session, _DECISIONS.where(col(WorkingGroupDecision.working_group) == number))
        return GroupDetail(
            **_said(row, _titles(session)),
            members=[_member(one) for one in members],
            decisions=[_decision(one) for one in decisions],
            tasks=[_task(one, day) for one in sorted(tasks, key=_urgency)],
        )
    raise NotFound


def invitees(session: Session, actor: Actor, group: int) -> Sequence[Any]:
    """Return `name`, `email` and `language` of everybody in a working group whose account has not ended.

    The latter two are None for who has no account to write to. Raises NotFound.
    """
    require(actor, permissions.READ_GROUPS, Resource())
    return rows_of(session, _INVITEES, group=group)


def _titles(session: Session) -> dict[int, Any]:
    return {row.number: row.title for row in rows_of(session, _TITLES)}


def _said(row: Any, titles: Mapping[int, Any]) -> dict[str, Any]:
    plain = ("id", "revision", "name", "purpose", "member_count", "open_tasks", "overdue_tasks")
    html = rendered(row.purpose) if row.purpose else None
    measures = [MeasureRef(number=one, title=every(titles[one])) for one in row.measures]
    return {**{name: getattr(row, name) for name in plain}, "html": html, "measures": measures}


def _member(row: Any) -> MemberView:
    organisation = row.key and OrganisationRef(key=row.key, name=row.organisation_name, kind=row.kind)
    name = row.name or row.account_name
    return MemberView(id=row.id, revision=row.revision, name=name, account=row.account, organisation=organisation)


def _decision(row: Any) -> DecisionView:
    return DecisionView(id=row.id, revision=row.revision, day=row.day, text=row.text, html=rendered(row.text))


def _urgency(row: Any) -> tuple[bool, dt.date, int]:
    return row.done_on is not None, row.due or dt.date.max, row.id


def _task(row: Any, day: dt.date) -> TaskView:
    return TaskView(
        id=row.id,
        revision=row.revision,
        title=row.title,
        due=row.due,
        overdue=row.done_on is None and row.due is not None and row.due < day,
        account=AccountRef(account=row.account, name=row.account_name) if row.account else None,
        member=row.member,
        measure=MeasureRef(number=row.number, title=every(row.measure_title)) if row.number else None,
        step=StepRef(id=row.step, kind=row.kind, title=every(row.step_title), done_on=row.actual_end)
        if row.step
        else None,
        done_on=row.done_on,
    )
