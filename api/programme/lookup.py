"""Which goals and measures there are, for filters of this and later rooms."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import Session, col, true

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
# Every measure beside every sub-goal, some two hundred short rows: goals without measures count, too.
_NUMBERS = (
    columns(Measure.number, Measure.sub_goals, col(Goal.code).label("goal"), col(SubGoal.code).label("sub_goal"))
    .select_from(Goal)
    .outerjoin(SubGoal, col(SubGoal.goal) == col(Goal.code))
    .outerjoin(Measure, true())
    .order_by(col(Goal.position), col(SubGoal.position), col(Measure.number))
)


def sub_goals_of(session: Session, goal: str) -> set[str]:
    """Return the codes of a goal's sub-goals. Raises Invalid, with the codes there are, for an unknown goal."""
    return _known(goal, rows_of(session, _GOALS_OF_SUB_GOALS))


def _known(goal: str, pairs: Iterable[tuple[str, str | None]]) -> set[str]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, sub_code in pairs:
        found[code] |= {sub_code} if sub_code is not None else set()
    if goal not in found:
        raise Invalid(
            Issue("goal", "unknown_goal", f"Use one of: {', '.join(found)}." if found else "There are no goals.")
        )
    return found[goal]


def find_measures(session: Session, *, goal: str | None = None, number: int | None = None) -> list[int]:
    """Return the numbers of the measures that work towards `goal` and have `number`; None takes all. One statement.

    The project management counts as a measure. Raises Invalid, with what there is, for an unknown goal or number.
    """
    rows = rows_of(session, _NUMBERS)
    codes = _known(goal, ((row.goal, row.sub_goal) for row in rows)) if goal is not None else None
    known = {row.number: set(row.sub_goals) for row in rows if row.number is not None}
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
