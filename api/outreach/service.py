"""Changing outreach: new rows, moves from stage to stage, what was promised, the contact log."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from api.accounts import ACCOUNTS
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.permission import Actor, can
from api.kernel.problems import Conflict, Issue
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.outreach import permissions
from api.outreach.reaching import around, outreach_for
from api.outreach.schemas import LogChange, LogWish, OutreachChange, OutreachWish
from api.outreach.stages import ENDED, NEED_A_REASON, Stage, move, reachable
from api.outreach.tables import LogKind, Outreach, OutreachLog
from api.places import ORGANISATIONS
from api.programme import MEASURES


def create(session: Session, actor: Actor, wish: OutreachWish) -> Outreach:
    """Make a row. Raises Invalid for what does not exist, Conflict where one is running for the pair already."""
    found = Findings()
    _known(session, actor, {"organisation": wish.organisation, "measure": wish.measure, "owner": wish.owner}, found)
    _dated(wish.next_step, wish.next_step_on, found)
    found.settle()
    _only_one(session, wish.organisation, wish.measure)
    values = wish.model_dump(exclude={"owner"})
    row = Outreach(**values, owner=wish.owner or actor.account)
    audit.record(session, actor, "create", row, public=False)
    return row


def change(session: Session, actor: Actor, number: int, seen: int, wish: OutreachChange) -> Outreach:
    """Change a row and note a move in its log. Raises NotFound, RevisionMismatch, Invalid, Conflict."""
    row = outreach_for(session, actor, number, seen)
    values = given(wish)
    stage = values.pop("stage", None) or row.stage
    reason = values.pop("reason", None)
    found = Findings()
    _known(session, actor, {"owner": values.get("owner")}, found)
    _dated(values.get("next_step", row.next_step), values.get("next_step_on", row.next_step_on), found)
    moved = _moved(session, row, Stage(stage), reason, found)
    found.settle()
    if moved:
        entry = OutreachLog(
            outreach=number, day=today(session), kind=LogKind.stage, stage=stage, note=reason, account=actor.account
        )
        audit.record(session, actor, "create", entry, public=False)
    for name, value in {**values, "stage": stage}.items():
        setattr(row, name, value)
    audit.record(session, actor, "change", row, public=False)
    return row


def _moved(session: Session, row: Outreach, stage: Stage, reason: str | None, found: Findings) -> bool:
    """Say whether the row moves. Raises Conflict for a move that is not allowed."""
    kind = move(Stage(row.stage), stage)
    if kind is None:
        allowed = ", ".join(reachable(Stage(row.stage)))
        raise Conflict(Issue("/stage", "move_not_allowed", f"From {row.stage} one moves to: {allowed}."))
    if kind in NEED_A_REASON and reason is None:
        found.say("/reason", "reason_missing", "Say why: going back, declining and reopening need a reason.")
    if kind == "stay" and reason is not None:
        found.say("/reason", "nothing_moves", "A reason belongs to a move; write a contact into the log instead.")
    if row.stage in ENDED and stage not in ENDED:
        _only_one(session, row.organisation, row.measure)
    return kind != "stay"


def delete(session: Session, actor: Actor, number: int, seen: int) -> None:
    """Remove a row with its log. Raises NotFound, RevisionMismatch."""
    row = outreach_for(session, actor, number, seen)
    log = session.exec(select(OutreachLog).where(col(OutreachLog.outreach) == number)).all()
    audit.record(session, actor, "delete", *log, public=False)
    audit.record(session, actor, "delete", row, public=False)


def add_contact(session: Session, actor: Actor, number: int, wish: LogWish) -> OutreachLog:
    """Write a contact into the log of a row. Raises NotFound; Invalid for a day that has not come."""
    outreach_for(session, actor, number)
    _past(session, wish.day)
    entry = OutreachLog(outreach=number, account=actor.account, **wish.model_dump())
    audit.record(session, actor, "create", entry, public=False)
    return entry


def change_contact(session: Session, actor: Actor, number: int, seen: int, wish: LogChange) -> OutreachLog:
    """Correct a contact. Raises NotFound, RevisionMismatch, Invalid; Conflict for a move, which stands as it was."""
    entry = _contact(session, actor, number, seen)
    values = given(wish, never_null=("day", "kind"))
    _past(session, values.get("day", entry.day))
    for name, value in values.items():
        setattr(entry, name, value)
    audit.record(session, actor, "change", entry, public=False)
    return entry


def delete_contact(session: Session, actor: Actor, number: int, seen: int) -> None:
    """Remove a contact. Raises NotFound, RevisionMismatch, Conflict."""
    audit.record(session, actor, "delete", _contact(session, actor, number, seen), public=False)


def _contact(session: Session, actor: Actor, number: int, seen: int) -> OutreachLog:
    def may(row: OutreachLog) -> None:
        outreach_for(session, actor, row.outreach)

    entry = for_change(session, OutreachLog, number, seen, may)
    if entry.kind == LogKind.stage:
        raise Conflict(Issue("", "move_stays", "A move from stage to stage stays in the log; move on or back instead."))
    return entry


def _past(session: Session, day: Any) -> None:
    found = Findings()
    if day > today(session):
        found.say("/day", "day_ahead", "A contact has happened; what is planned is a next step.")
    found.settle()


def _known(session: Session, actor: Actor, wanted: Mapping[str, Any], found: Findings) -> None:
    """Find what is named and does not exist, or is not the actor's."""
    organisation, measure, owner = wanted.get("organisation"), wanted.get("measure"), wanted.get("owner")
    if organisation is not None:
        there = rows_of(session, columns(ORGANISATIONS.c.key).where(ORGANISATIONS.c.key == organisation))
        if not there or not can(actor, permissions.EDIT, around(session, [organisation])[organisation]):
            found.say(
                "/organisation", "unknown_organisation", "Use the key of an organisation, as /organisations lists."
            )
    if measure is not None and not rows_of(session, columns(MEASURES.c.number).where(MEASURES.c.number == measure)):
        found.say("/measure", "unknown_measure", "Use the number of a measure, as /measures lists them.")
    if owner is not None:
        require_account(session, "/owner", owner, found)


def require_account(session: Session, pointer: str, account: int, found: Findings) -> None:
    """Find an account that does not exist or whose owner has left."""
    known = columns(ACCOUNTS.c.id).where(ACCOUNTS.c.id == account, ACCOUNTS.c.state != "ended")
    if not rows_of(session, known):
        found.say(pointer, "unknown_account", "Use the number of an account that has not ended.")


def _dated(step: str | None, day: Any, found: Findings) -> None:
    if day is not None and step is None:
        found.say("/next_step", "step_missing", "A day needs a next step: say what is to be done.")


def _only_one(session: Session, organisation: str, measure: int) -> None:
    running = columns(Outreach.id).where(
        col(Outreach.organisation) == organisation,
        col(Outreach.measure) == measure,
        col(Outreach.stage).not_in(ENDED),
    )
    for number in rows_of(session, running):
        hint = f"There is one already, number {number}: go on there."
        raise Conflict(Issue("/measure", "already_running", hint))
