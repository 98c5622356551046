"""Reporting a step as done from another room: a finished task may say that an activity or milestone is done."""

import datetime as dt

from sqlmodel import Session

from api.kernel import audit
from api.kernel.permission import Actor, Resource, can
from api.kernel.problems import Forbidden, Invalid, Issue, NotFound
from api.kernel.time import today
from api.programme.permissions import EDIT
from api.programme.tables import Step, StepKind


def report_step_done(session: Session, actor: Actor, step: int, day: dt.date) -> bool:
    """Report an activity or milestone as done on `day` and return True; False when it was done already.

    Raises Forbidden without the permission to report, NotFound, or Invalid for a phase and for a day that has not
    come or lies before the step's start; pointers are those of a body with `step` and `done_on`.
    """
    if not can(actor, EDIT, Resource()):
        raise Forbidden
    row = session.get(Step, step, with_for_update=True)
    if row is None:
        raise NotFound
    if row.kind == StepKind.phase:
        raise Invalid(Issue("/step", "not_reportable", "A task reports activities and milestones; phases by hand."))
    if row.actual_end is not None:
        return False
    if day > today(session):
        raise Invalid(Issue("/done_on", "in_the_future", "Report what has happened: today or earlier."))
    if row.actual_start is not None and day < row.actual_start:
        raise Invalid(Issue("/done_on", "not_in_order", "The end must not come before the start of the step."))
    row.actual_end = day
    audit.record(session, actor, "change", row)
    return True
