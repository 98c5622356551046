"""The programme as rows: the county's project, goals, measures, and their steps planned and reported."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlmodel import Field

from api.kernel.tables import Revised, Row, Versioned, choice, json


class MeasureKind(StrEnum):
    """A measure of the programme, or the strand that steers and evaluates it."""

    measure = "measure"
    management = "management"


class MeasureField(StrEnum):
    """The four fields of participation."""

    social = "social"
    political = "political"
    media = "media"
    administration = "administration"


class Closed(StrEnum):
    """Why a measure is over before its plan is done; always with a reason."""

    stopped = "stopped"
    handed_over = "handed_over"


class StepKind(StrEnum):
    """What a measure consists of."""

    activity = "activity"
    phase = "phase"
    milestone = "milestone"


class HandOver(StrEnum):
    """How far the hand-over to whoever continues a measure has come."""

    not_named = "not_named"
    named = "named"
    agreed = "agreed"
    done = "done"


class FactUnit(StrEnum):
    """Units of the county's figures: people, percent, percentage points."""

    people = "people"
    percent = "percent"
    points = "points"


class Project(Revised, table=True):
    """The county and its project; one row. Square kilometres; the project lasts `years` years from `start`."""

    __tablename__ = "project"
    __table_args__ = (CheckConstraint("years > 0", name="years_positive"),)
    key: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    official_name: str = Field(max_length=200)
    state: str = Field(max_length=200)
    area_km2: float
    nationalities: int
    title: dict[str, Any] = json()
    start: dt.date
    start_assumed: bool
    years: int
    notes: list[Any] = json(list)
    target_groups: list[Any] = json(list)
    largest_groups: list[Any] = json(list)
    surrounds: dict[str, Any] | None = json(optional=True)
    concept: dict[str, Any] | None = json(optional=True)
    newspaper: dict[str, Any] | None = json(optional=True)
    imprint: dict[str, Any] = json()


class Fact(Row, table=True):
    """A figure about the county on one day, from one source."""

    __tablename__ = "fact"
    __table_args__ = (choice(FactUnit, "unit"),)
    code: str = Field(primary_key=True, max_length=60)
    position: int
    value: float
    unit: FactUnit = Field(sa_type=String(10))
    as_of: dt.date
    source: str = Field(max_length=300)
    derived: bool
    note: dict[str, Any] | None = json(optional=True)


class Funder(Revised, table=True):
    """Who pays, and the line they want shown."""

    __tablename__ = "funder"
    name: str = Field(primary_key=True, max_length=200)
    position: int
    line: dict[str, Any] = json()
    logo: str | None = Field(default=None, max_length=200)
    site: str | None = Field(default=None, max_length=300)


class Goal(Versioned, table=True):
    """A goal of the project; a cross-cutting one has no sub-goals."""

    __tablename__ = "goal"
    code: str = Field(primary_key=True, max_length=40)
    position: int
    title: dict[str, Any] = json()
    cross_cutting: bool = False


class SubGoal(Versioned, table=True):
    """A part of a goal that measures work towards."""

    __tablename__ = "sub_goal"
    code: str = Field(primary_key=True, max_length=40)
    goal: str = Field(foreign_key="goal.code", max_length=40)
    position: int
    title: dict[str, Any] = json()


class Measure(Versioned, table=True):
    """A measure, or the project management; `sub_goals` are codes, `partners` hold a name and an organisation's key."""

    __tablename__ = "measure"
    __table_args__ = (
        choice(MeasureKind, "kind"),
        choice(MeasureField, "field"),
        choice(Closed, "closed"),
        choice(HandOver, "hand_over"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint("closed IS NULL OR closed_reason IS NOT NULL", name="closed_with_reason"),
        CheckConstraint("hand_over IS NULL OR successor IS NOT NULL", name="successor_named"),
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    project: str = Field(foreign_key="project.key", max_length=40)
    kind: MeasureKind = Field(sa_type=String(12))
    field: MeasureField | None = Field(default=None, sa_type=String(20))
    title: dict[str, Any] = json()
    friendly_title: dict[str, Any] = json()
    summary: dict[str, Any] | None = json(optional=True)
    sub_goals: list[str] = json(list)
    weight: float = 1.0
    concept_measure: int | None = Field(default=None, foreign_key="concept_measure.number")
    responsible: dict[str, Any] | None = json(optional=True)
    partners: list[Any] = json(list)
    target_groups: list[Any] = json(list)
    experience_from: list[str] = json(list)
    closed: Closed | None = Field(default=None, sa_type=String(12))
    closed_reason: dict[str, Any] | None = json(optional=True)
    successor: dict[str, Any] | None = json(optional=True)
    hand_over: HandOver | None = Field(default=None, sa_type=String(12))  # agreed or done; else the successor decides
    hand_over_from: dt.date | None = None


class Step(Versioned, table=True):
    """An activity, a phase or a milestone of a measure: planned in project quarters, reported in days.

    A milestone is due at the end of `last_quarter`; activities are not planned in time. `actual_start` and
    `actual_end` are null until somebody reports them; a milestone that is done has an `actual_end` alone.
    """

    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("measure", "kind", "code"),
        choice(StepKind, "kind"),
        CheckConstraint("first_quarter <= last_quarter", name="quarters_in_order"),
        CheckConstraint("actual_start <= actual_end", name="actual_in_order"),
        CheckConstraint("kind = 'activity' OR last_quarter IS NOT NULL", name="planned"),
        {"sqlite_autoincrement": True},  # the id of a deleted step is never given again: its history keeps it
    )
    id: int | None = Field(default=None, primary_key=True)
    measure: int = Field(foreign_key="measure.number")
    kind: StepKind = Field(sa_type=String(12))
    code: str = Field(max_length=80)
    position: int
    title: dict[str, Any] = json()
    first_quarter: int | None = None
    last_quarter: int | None = None
    assumed: bool = True
    concept_measure: int | None = Field(default=None, foreign_key="concept_measure.number")
    actual_start: dt.date | None = None
    actual_end: dt.date | None = None
    evidence: dict[str, Any] | None = json(optional=True)
    evidence_url: str | None = Field(default=None, max_length=300)


class LogbookEntry(Revised, table=True):
    """What happened in a measure on a day; only public entries are shown."""

    __tablename__ = "logbook_entry"
    key: str = Field(primary_key=True, max_length=40)
    measure: int = Field(foreign_key="measure.number", index=True)
    day: dt.date
    text: dict[str, Any] = json()
    public: bool = False


class ConceptMeasure(Revised, table=True):
    """A measure of the wider concept; without a title until somebody enters it."""

    __tablename__ = "concept_measure"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    title: dict[str, Any] | None = json(optional=True)
