"""What is due: the next steps and tasks of whoever asks, and with the programme's matters, their week."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Date, Integer, String, false, literal, null, true, union_all
from sqlmodel import Session, bindparam, col

from api.kernel.language import StaffText, every
from api.kernel.matters import Matter
from api.kernel.permission import Actor, Resource, can, within
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.outreach import permissions
from api.outreach.stages import ENDED
from api.outreach.tables import Outreach, WorkingGroup, WorkingGroupTask
from api.outreach.week_schemas import WeekItem, WeekView
from api.places import ORGANISATIONS, working_in

AHEAD = dt.timedelta(days=7)  # a week is planned on its first day
_account = bindparam("account", type_=Integer)
_until = bindparam("until", type_=Date)
_STEPS = (
    columns(
        literal("next_step", String).label("kind"), Outreach.id, col(Outreach.next_step).label("title"),
        col(Outreach.next_step_on).label("due"), ORGANISATIONS.c.name.label("about"), null().label("link"),
    )
    .join(ORGANISATIONS, ORGANISATIONS.c.key == col(Outreach.organisation))
    .where(col(Outreach.owner) == _account, col(Outreach.stage).not_in(ENDED), col(Outreach.next_step_on) <= _until)
)  # fmt: skip
_TASKS = (
    columns(
        literal("task", String).label("kind"), WorkingGroupTask.id, WorkingGroupTask.title, WorkingGroupTask.due,
        col(WorkingGroup.name).label("about"), col(WorkingGroup.id).label("link"),
    )
    .join(WorkingGroup, col(WorkingGroup.id) == col(WorkingGroupTask.working_group))
    .where(
        col(WorkingGroupTask.account) == _account,
        col(WorkingGroupTask.done_on).is_(None),
        col(WorkingGroupTask.due) <= _until,
    )
)  # fmt: skip


def matters(session: Session, actor: Actor) -> list[Matter]:
    """Return the actor's own next steps and tasks that are due within a week or overdue. One statement.

    A token is told what its scopes say; a next step also needs that one may still read outreach.
    """
    return [Matter(f"outreach_{row.kind}", _title(row), _link(row), due=row.due) for row in _due(session, actor)]


def my_week(session: Session, actor: Actor, others: Sequence[Matter]) -> WeekView:
    """Return what is due within a week or overdue, and the open matters of other rooms; the most urgent first."""
    day = today(session)
    own = [
        WeekItem(kind=row.kind, title=row.title, about=row.about, link=_link(row), due=row.due, overdue=row.due < day)
        for row in _due(session, actor)
    ]
    items = [*own, *(_item(matter, day) for matter in others)]
    return WeekView(today=day, until=day + AHEAD, items=sorted(items, key=_urgency))


def _due(session: Session, actor: Actor) -> Sequence[Any]:
    if actor.account is None:
        return ()
    part = within(actor, permissions.READ)
    seen = true() if part.everywhere else col(Outreach.organisation).in_(working_in(part.areas))
    tasks = _TASKS if actor.scopes is None or can(actor, permissions.READ_GROUPS, Resource()) else _TASKS.where(false())
    due = union_all(_STEPS.where(seen), tasks)
    return rows_of(session, due, account=actor.account, until=today(session) + AHEAD)


def _link(row: Any) -> str:
    return (
        f"/team/ansprache/{row.id}" if row.kind == "next_step" else f"/team/arbeitsgruppen/{row.link}#aufgabe-{row.id}"
    )


def _title(row: Any) -> str:
    return f"{row.about}: {row.title}"


def _item(matter: Matter, day: dt.date) -> WeekItem:
    title: str | list[StaffText] = matter.title if isinstance(matter.title, str) else every(matter.title)
    return WeekItem(
        kind=matter.kind,
        title=title,
        link=matter.link,
        due=matter.due,
        waiting_since=matter.waiting_since,
        overdue=matter.due is not None and matter.due < day,
        count=matter.count,
    )


def _urgency(item: WeekItem) -> tuple[dt.date, dt.date, str, str]:
    """Order by the day something is due, then by how long it waits; what has no day comes last."""
    return item.due or dt.date.max, item.waiting_since or dt.date.max, item.kind, item.link
