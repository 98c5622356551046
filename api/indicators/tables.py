"""What is measured, what was observed, where it starts and is to lead. `release_tables` holds what was published of it.

Nothing here is overwritten: an observation that is replaced keeps its row with the moment it stopped to hold.
"""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, String, text
from sqlmodel import Field, UniqueConstraint

from api.indicators.periods import PeriodType
from api.kernel.tables import Row, Versioned, choice, json

OWN_SOURCE = "project"  # where values come from unless somebody names another source
_ONE_PER_CELL = {
    "working": text("replaced_at IS NULL AND approved_at IS NULL"),
    "in_force": text("replaced_at IS NULL AND approved_at IS NOT NULL"),
}


class IndicatorKind(StrEnum):
    """How an indicator is read: a number, a share in percent, or how far something is realised."""

    count = "count"  # pyright: ignore[reportAssignmentType] - str.count is not needed here
    share = "share"
    realisation = "realisation"


class Realisation(StrEnum):
    """How far something is realised; what nobody has looked at is `unknown`, never `no`."""

    no = "no"
    partly = "partly"
    yes = "yes"
    unknown = "unknown"


class ObservationStatus(StrEnum):
    """What stands behind a value, or behind a gap. Only `value`, `zero` and `unreliable` come with a number."""

    given = "value"
    zero = "zero"
    missing = "missing"
    later = "later"
    unreliable = "unreliable"
    not_applicable = "not_applicable"
    suppressed = "suppressed"


class SubmissionState(StrEnum):
    """How far a set of values has come on its way to a release."""

    draft = "draft"
    submitted = "submitted"
    returned = "returned"
    approved = "approved"
    withdrawn = "withdrawn"


class BenchmarkKind(StrEnum):
    """Where an indicator starts (Ausgangswert, IST) or what it is to reach (Zielwert)."""

    baseline = "baseline"
    target = "target"


class BenchmarkState(StrEnum):
    """Whether there is a number, or somebody said that there is none."""

    set = "set"
    not_collected = "not_collected"


class Direction(StrEnum):
    """Which way is better; `hold` is a value that is not to be left."""

    up = "up"
    down = "down"
    hold = "hold"


def number_checks() -> tuple[Any, ...]:
    """Return the checks that hold wherever a value stands."""
    return (
        CheckConstraint("numerator >= 0", name="numerator_not_negative"),
        CheckConstraint("denominator >= 0", name="denominator_not_negative"),
        CheckConstraint("numerator IS NULL OR realisation IS NULL", name="number_or_realisation"),
    )


class Indicator(Versioned, table=True):
    """The reference sheet: what is measured, how it adds up over time and areas, and whether it counts people.

    `threshold` is the smallest group of people that may be shown. `publish` says per level of area (county,
    verbandsgemeinde) how often counts of people are released. `responsible` is the role that brings the values,
    `due_days` how many days after the end of a period they are due.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        choice(IndicatorKind, "kind"),
        choice(PeriodType, "period"),
        CheckConstraint("person = (threshold IS NOT NULL)", name="people_are_protected"),
        CheckConstraint("due_days >= 0", name="due_days_not_negative"),
    )
    code: str = Field(primary_key=True, max_length=20)
    position: int
    measure: int | None = Field(default=None, foreign_key="measure.number")
    kind: IndicatorKind = Field(sa_type=String(12))
    text: dict[str, Any] = json()
    unit: dict[str, Any] | None = json(optional=True)
    counts: dict[str, Any] | None = json(optional=True)
    definition: dict[str, Any] | None = json(optional=True)
    caveats: dict[str, Any] | None = json(optional=True)
    denominator: str | None = Field(default=None, max_length=40)
    goal_says: str | None = Field(default=None, max_length=40)
    period: PeriodType = Field(sa_type=String(12))
    time_rule: str = Field(max_length=20)
    area_rule: str = Field(max_length=20)
    dimensions: list[str] = json()
    publish: dict[str, str] = json(dict)
    fed_by: list[str] = json(list)
    responsible: str = Field(default="project_manager", max_length=30)
    due_days: int = 30
    person: bool
    threshold: int | None = None
    derived: bool = False
    assumed: bool = False


class Benchmark(Versioned, table=True):
    """A baseline or a target of an indicator for an area and a group (`dims`), with its day, source and reason."""

    __tablename__ = "benchmark"
    __table_args__ = (
        choice(BenchmarkKind, "kind"),
        choice(BenchmarkState, "state"),
        choice(Direction, "direction"),
        choice(Realisation, "realisation"),
        *number_checks(),
        CheckConstraint("(state = 'set') = (numerator IS NOT NULL OR realisation IS NOT NULL)", name="set_has_value"),
        CheckConstraint("(kind = 'target') = (direction IS NOT NULL)", name="targets_have_direction"),
        UniqueConstraint("indicator", "kind", "area", "dims", "day"),
    )
    id: int | None = Field(default=None, primary_key=True)
    indicator: str = Field(foreign_key="indicator.code", max_length=20)
    kind: BenchmarkKind = Field(sa_type=String(10))
    state: BenchmarkState = Field(default=BenchmarkState.set, sa_type=String(14))
    area: str = Field(max_length=20)
    dims: str = Field(default="", max_length=200)
    day: dt.date
    numerator: int | None = Field(default=None, sa_type=BigInteger)
    denominator: int | None = Field(default=None, sa_type=BigInteger)
    realisation: Realisation | None = Field(default=None, sa_type=String(10))
    direction: Direction | None = Field(default=None, sa_type=String(6))
    source: str = Field(max_length=300)
    rationale: str | None = Field(default=None, max_length=2000)


class ImportBatch(Row, table=True):
    """A file that was read in: its name, who brought it, how many values it changed."""

    __tablename__ = "import_batch"
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(max_length=64, unique=True)
    file_name: str = Field(max_length=200)
    rows: int
    changed: int
    at: dt.datetime
    account: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


class Submission(Versioned, table=True):
    """The values of one indicator for one area and period from one source: entered, handed in, approved as a whole.

    Source, census basis and the day whose territory the area had belong to the key. `revision` is what If-Match names.
    Its earlier states say who handed it in, gave it back or withdrew it, and why (`comment`).
    """

    __tablename__ = "submission"
    __table_args__ = (
        choice(PeriodType, "period_type"),
        choice(SubmissionState, "state"),
        CheckConstraint("period_start <= period_end", name="days_in_order"),
        UniqueConstraint("indicator", "area", "period", "source", "basis", "territory_date"),
        Index(None, "state", "indicator"),
        Index(None, "period_end", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    indicator: str = Field(foreign_key="indicator.code", max_length=20)
    area: str = Field(max_length=20, index=True)
    period: str = Field(max_length=12)
    period_type: PeriodType = Field(sa_type=String(12))
    period_start: dt.date
    period_end: dt.date
    source: str = Field(default=OWN_SOURCE, max_length=60)
    basis: str = Field(default="", max_length=60)
    territory_date: dt.date
    state: SubmissionState = Field(default=SubmissionState.draft, sa_type=String(10))
    derived: bool = False
    inputs: str | None = Field(default=None, max_length=64)
    entered_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    submitted_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    approved_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    comment: str | None = Field(default=None, max_length=2000)


class Observation(Row, table=True):
    """One value. Rows are added, never changed but for `approved_at` and `replaced_at`.

    `dims` are the codes of the indicator's dimensions without the area, in its order, `_T` for all: `f._T`. Of each
    cell at most one row is being worked on and at most one is in force.
    """

    __tablename__ = "observation"
    __table_args__ = (
        choice(ObservationStatus, "status"),
        choice(Realisation, "realisation"),
        *number_checks(),
        CheckConstraint(
            "(status IN ('value', 'zero', 'unreliable')) = (numerator IS NOT NULL OR realisation IS NOT NULL)",
            name="only_values_have_numbers",
        ),
        CheckConstraint("status <> 'zero' OR numerator = 0", name="zero_is_zero"),
        *(
            Index(f"uq_observation_{name}", "submission", "dims", unique=True, sqlite_where=rows, postgresql_where=rows)
            for name, rows in _ONE_PER_CELL.items()
        ),
        Index(None, "submission", "recorded_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    submission: int = Field(foreign_key="submission.id")
    dims: str = Field(default="", max_length=200)
    status: ObservationStatus = Field(sa_type=String(16))
    numerator: int | None = Field(default=None, sa_type=BigInteger)
    denominator: int | None = Field(default=None, sa_type=BigInteger)
    realisation: Realisation | None = Field(default=None, sa_type=String(10))
    evidence: str | None = Field(default=None, max_length=300)
    reason: str | None = Field(default=None, max_length=500)
    recorded_at: dt.datetime
    recorded_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    batch: int | None = Field(default=None, foreign_key="import_batch.id")
    approved_at: dt.datetime | None = None
    replaced_at: dt.datetime | None = None
