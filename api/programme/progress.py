"""The rules of the programme as pure functions: the project's calendar, status, progress and slip. No database.

Source of the rules: the project's requirements ("first match wins"; "nothing is overdue after the project's end").
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from api.kernel.time import quarter_end, quarter_of, quarter_start
from api.programme.tables import Closed, StepKind

QUARTERS_A_YEAR = 4


class Status(StrEnum):
    """Where a measure stands on a day."""

    planned = "planned"
    running = "running"
    late = "late"
    done = "done"
    not_reported = "not_reported"
    stopped = "stopped"
    handed_over = "handed_over"


@dataclass(frozen=True)
class Calendar:
    """A project's time: it lasts `years` years from `start`; `today` is a Berlin day."""

    start: dt.date
    years: int
    today: dt.date

    @property
    def quarters(self) -> int:
        """How many project quarters there are."""
        return QUARTERS_A_YEAR * self.years

    @property
    def end(self) -> dt.date:
        """The last day of the project, which is the last day of its last quarter."""
        return quarter_end(self.start, self.quarters)

    @property
    def over(self) -> bool:
        """Whether the last day has passed: from then on nothing is late, only not reported."""
        return self.today > self.end

    @property
    def state(self) -> Literal["planned", "running", "ended"]:
        """Where the project itself stands."""
        if self.over:
            return "ended"
        return "running" if self.today >= self.start else "planned"

    @property
    def quarter(self) -> int | None:
        """The number of the project quarter of today; None before the start and after the end."""
        return quarter_of(self.start, self.today) if self.state == "running" else None

    def first_day(self, quarter: int | None) -> dt.date | None:
        """Return the day a step planned from `quarter` is to begin."""
        return None if quarter is None else quarter_start(self.start, quarter)

    def last_day(self, quarter: int | None) -> dt.date | None:
        """Return the day a step planned until `quarter` is to end, or a milestone is due."""
        return None if quarter is None else quarter_end(self.start, quarter)

    def slip(self, planned: dt.date | None, actual: dt.date | None) -> int | None:
        """Return by how many days something came later than planned; negative when it came earlier.

        What has not come yet slips day by day once its planned day has passed. None when there is no plan, when the
        planned day is still ahead, and for what was not reported by the end of the project.
        """
        if planned is None:
            return None
        if actual is not None:
            return (actual - planned).days
        return None if self.over or self.today <= planned else (self.today - planned).days


@dataclass(frozen=True)
class Report:
    """A step as the rules see it: until when it was planned, and when it began and ended as far as somebody said so."""

    kind: StepKind
    planned_end: dt.date | None = None
    actual_start: dt.date | None = None
    actual_end: dt.date | None = None

    @property
    def reported(self) -> bool:
        """Whether anybody ever said anything about it."""
        return self.actual_start is not None or self.actual_end is not None


@dataclass(frozen=True)
class Progress:
    """How many activities and milestones are done; `value` from 0 to 1, None when nothing was reported."""

    value: float | None
    done: int
    total: int


@dataclass(frozen=True)
class MeanProgress:
    """The progress of a goal, 0 to 1: from `counted` measures; `left_out` have none. None when none is counted."""

    value: float | None
    counted: int
    left_out: int


def status(steps: Iterable[Report], calendar: Calendar, closed: Closed | None = None) -> Status:
    """Return where a measure stands; the first match wins.

    1. `stopped`, `handed_over`: somebody said so, with a reason.
    2. `done`: every activity and every milestone is done, and there is at least one.
    3. `not_reported`: the project is over.
    4. `late`: the planned last day of a phase, or the due day of a milestone, has passed and its end is not reported.
    5. `running`: an activity, phase or milestone has begun.
    6. `planned`.
    """
    steps = list(steps)
    countable = [step for step in steps if step.kind != StepKind.phase]
    if closed is not None:
        return Status(closed)
    if countable and all(step.actual_end for step in countable):
        return Status.done
    if calendar.over:
        return Status.not_reported
    if any(
        step.actual_end is None and step.planned_end is not None and step.planned_end < calendar.today for step in steps
    ):
        return Status.late
    return Status.running if any(step.reported for step in steps) else Status.planned


def progress(steps: Iterable[Report]) -> Progress:
    """Return done ÷ all of a measure's activities and milestones.

    The value is None, never 0, as long as nothing was reported: no start and no end of any activity, milestone or
    phase. Once a start is reported, nothing being done yet is a known 0.0. Nothing to count: None.
    """
    steps = list(steps)
    countable = [step for step in steps if step.kind != StepKind.phase]
    done = sum(step.actual_end is not None for step in countable)
    known = countable and any(step.reported for step in steps)
    return Progress(value=done / len(countable) if known else None, done=done, total=len(countable))


def mean_progress(weighted: Sequence[tuple[float | None, float]]) -> MeanProgress:
    """Return the mean of (progress, weight) pairs; those without progress are left out and counted beside it.

    Exact fractions make the result independent of the order of the measures and keep it between 0 and 1.
    """
    known = [(Fraction(value), Fraction(weight)) for value, weight in weighted if value is not None]
    whole = sum(weight for _, weight in known)
    value = float(sum(value * weight for value, weight in known) / whole) if whole else None
    return MeanProgress(value=value, counted=len(known), left_out=len(weighted) - len(known))


def span(days: Iterable[dt.date | None]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last of the days that are known."""
    known = sorted(day for day in days if day is not None)
    return (known[0], known[-1]) if known else (None, None)
