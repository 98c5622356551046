"""What goes over to somebody else: a leaver's open matters, the outreach of an organisation merged into another."""

from typing import Any

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.permission import Actor
from api.outreach.stages import CHAIN, ENDED, Stage
from api.outreach.tables import Outreach, OutreachLog, WorkingGroupMember, WorkingGroupTask


def hand_on(session: Session, actor: Actor, leaver: int, successor: int | None) -> int:
    """Give running outreach, open tasks and seats in working groups to the successor, or to nobody.

    Returns how many went over. What is done or declined keeps its owner: that is history.
    """
    running = select(Outreach).where(col(Outreach.owner) == leaver, col(Outreach.stage).not_in(ENDED))
    rows = session.exec(running.with_for_update()).all()
    mine = select(WorkingGroupTask).where(col(WorkingGroupTask.account) == leaver)
    tasks = session.exec(mine.where(col(WorkingGroupTask.done_on).is_(None)).with_for_update()).all()
    seats = session.exec(select(WorkingGroupMember).where(col(WorkingGroupMember.account) == leaver)).all()
    taken = select(WorkingGroupMember.working_group).where(col(WorkingGroupMember.account) == successor)
    doubled = {*session.exec(taken).all()} if successor is not None else {one.working_group for one in seats}
    for row in rows:
        row.owner = successor
    audit.record(session, actor, "change", *rows, public=False)
    for task in tasks:
        task.account = successor
    audit.record(session, actor, "change", *tasks, public=False)
    left = [seat for seat in seats if seat.working_group in doubled]
    audit.record(session, actor, "delete", *left, public=False)
    moved = [seat for seat in seats if seat.working_group not in doubled]
    for seat in moved:
        seat.account = successor
    audit.record(session, actor, "change", *moved, public=False)
    return len(rows) + len(tasks) + len(seats)


def move_outreach(session: Session, actor: Actor, table: str, gone: str, stays: str) -> None:
    """Let outreach and seats in working groups name the organisation that stays after a merge.

    Where both were to be won for the same measure, the row of the one that stays goes on: it takes over log and
    promises, and stands where the further of the two stood.
    """
    if table != "organisation":
        return
    seats = session.exec(select(WorkingGroupMember).where(col(WorkingGroupMember.organisation) == gone)).all()
    both = select(Outreach).where(col(Outreach.organisation).in_([gone, stays])).with_for_update()
    rows = session.exec(both).all()
    running = {row.measure: row for row in rows if row.organisation == stays and row.stage not in ENDED}
    for seat in seats:
        seat.organisation = stays
    audit.record(session, actor, "change", *seats, public=False)
    for row in [row for row in rows if row.organisation == gone]:
        twin = running.get(row.measure) if row.stage not in ENDED else None
        if twin is None:
            row.organisation = stays
            audit.record(session, actor, "change", row, public=False)
        else:
            _join(session, actor, row, twin)


def _join(session: Session, actor: Actor, row: Outreach, twin: Outreach) -> None:
    """Let `twin` take over everything of `row`, which goes."""
    log = session.exec(select(OutreachLog).where(col(OutreachLog.outreach) == row.id)).all()
    for entry in log:
        entry.outreach = twin.id or 0
    audit.record(session, actor, "change", *log, public=False)
    values: dict[str, Any] = {
        "stage": max(Stage(row.stage), Stage(twin.stage), key=CHAIN.index),
        "promised": "\n\n".join(filter(None, (twin.promised, row.promised)))[:4000] or None,
        "owner": twin.owner or row.owner,
    }
    if twin.next_step is None:
        values |= {"next_step": row.next_step, "next_step_on": row.next_step_on}
    for name, value in values.items():
        setattr(twin, name, value)
    audit.record(session, actor, "change", twin, public=False)
    audit.record(session, actor, "delete", row, public=False)
