"""Which goals and measures there are, for filters of this and later rooms."""

import datetime as dt
from collections import defaultdict

from sqlmodel import Session, col

from api.kernel.problems import Invalid, Issue
from api.kernel.reading import columns, rows_of
from api.programme.county import not_ready
from api.programme.tables import Goal, Measure, Project, SubGoal

_GOALS_OF_SUB_GOALS = (
    columns(Goal.code, col(SubGoal.code))
    .outerjoin(SubGoal, col(SubGoal.goal) == col(Goal.code))
    .order_by(col(Goal.position), col(SubGoal.position))
)
_TIME = columns(Project.start, Project.years)
_NUMBERS = columns(Measure.number, Measure.sub_goals).order_by(col(Measure.number))


def sub_goals_of(session: Session, goal: str) -> set[str]:
    """Return the codes of a goal's sub-goals. Raises Invalid, with the codes there are, for an unknown goal."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, sub_code in rows_of(session, _GOALS_OF_SUB_GOALS):
        found[code] |= {sub_code} - {None}
    if goal not in found:
        raise Invalid(
            Issue("goal", "unknown_goal", f"Use one of: {', '.join(found)}." if found else "There are no goals.")
        )
    return found[goal]


def find_measures(session: Session, *, goal: str | None = None, number: int | None = None) -> list[int]:
    """Return the numbers of the measures that work towards `goal` and have `number`; None takes all. Two statements.

    The project management counts as a measure. Raises Invalid, with what there is, for an unknown goal or number.
    """
    codes = sub_goals_of(session, goal) if goal is not None else None
    known = {row.number: set(row.sub_goals) for row in rows_of(session, _NUMBERS)}
    if number is not None and number not in known:
        raise Invalid(
            Issue(
                "measure",
                "unknown_measure",
                f"Use one of: {', '.join(map(str, known))}." if known else "There are none.",
            )
        )
    return [one for one, own in known.items() if number in {None, one} and (codes is None or codes & own)]


def project_time(session: Session) -> tuple[dt.date, int]:
    """Return the project's first day and how many years it lasts. Raises NotReady without a county."""
    for row in rows_of(session, _TIME):
        return row.start, row.years
    raise not_ready()
