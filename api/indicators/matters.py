"""What is open about values: due from somebody, given back to them, or waiting to be approved."""

from collections import Counter

from sqlmodel import Session

from api.indicators import reaching
from api.indicators.due import Calendar, Due
from api.indicators.permissions import APPROVE, ENTER
from api.indicators.tables import SubmissionState
from api.kernel.matters import Matter
from api.kernel.permission import Actor, Role, can

_LIST = "/team/werte"


def matters(session: Session, actor: Actor) -> list[Matter]:
    """Return what an actor should bring, mend or approve. Three statements, or none."""
    if not can(actor, ENTER):
        return []
    calendar = Calendar(session)
    roles = {one.role for one in actor.grants}
    due = [one for one in calendar.due(actor) if _concerns(one, roles)]
    found = [
        Matter("values_due", one.indicator.text, f"{_LIST}?indicator={code}", due=one.day, count=count)
        for code, count in Counter(one.indicator.code for one in due).items()
        for one in [next(first for first in due if first.indicator.code == code)]
    ]
    for state, kind, permission in (
        (SubmissionState.returned, "values_returned", ENTER),
        (SubmissionState.submitted, "values_to_approve", APPROVE),
    ):
        count = sum(
            row.state == state and reaching.can(actor, permission, row.responsible, row.area) for row in calendar.rows
        )
        if count:
            found.append(Matter(kind, "", f"{_LIST}?state={state}", count=count))
    return found


def _concerns(one: Due, roles: set[Role]) -> bool:
    """Say whether bringing a value is for somebody in these roles: responsible for it, or for its area alone."""
    return one.indicator.responsible in roles or (Role.area_staff in roles and Role.project_manager not in roles)
